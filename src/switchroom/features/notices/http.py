"""Notices over HTTP; those whom they concern are told at once, by the live topic `notice`."""

from typing import Annotated

from fastapi import APIRouter
from sqlalchemy import Connection

from switchroom.features.notices.audience import Audience, Member, TheAudience, addressed
from switchroom.features.notices.reading import find_sent, recent, sent, told
from switchroom.features.notices.schemas import NoticeGiven, NoticeView, SentNotice
from switchroom.features.notices.service import (
    UNKNOWN,
    Letter,
    clear_away,
    read_notice,
    send_notice,
    withdraw_notice,
)
from switchroom.kernel.errors import DeniedError, NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, Myself, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.paging import Cursor, Page, PageSize

router = APIRouter(prefix="/api/notices", tags=["notices"])
Notifier = Annotated[Identity, allows("supervise.notify")]
Told = dict[str, NoticeView]
"""A notice as each of these users sees it."""


@router.post("", status_code=201)
async def send(
    given: NoticeGiven, who: Notifier, centre: TheCentre, audience: TheAudience
) -> SentNotice:
    """Tell agents something; only those within one's own limits are meant, never oneself."""
    letter = Letter(**dict(given), id=centre.ids.new(), by=who.user, by_name=who.display_name)

    def unit(tx: Transaction) -> tuple[SentNotice, Told]:
        clear_away(tx, audience.keeps(tx.connection))
        seen = _seen(tx.connection, audience, who)
        send_notice(tx, letter, _recipients(given, seen, who))
        return _found(tx.connection, letter.id, who, seen), told(tx.connection, letter.id)

    notice, all_told = await centre.store.write(unit)
    _tell(audience, all_told)
    return notice


@router.get("/mine")
async def mine(who: Myself, centre: TheCentre) -> list[NoticeView]:
    """What one is told now or was within a day, the oldest first, read or not."""
    now = centre.clock.now()
    return await centre.store.read(lambda c: recent(c, who.user, now))


@router.post("/{notice}/read", status_code=204)
async def read(notice: str, who: Myself, centre: TheCentre, audience: TheAudience) -> None:
    """Say that one has read it; one's other pages are told."""

    def unit(tx: Transaction) -> Told:
        read_notice(tx, notice, who.user)
        return told(tx.connection, notice, who.user)

    _tell(audience, await centre.store.write(unit))


@router.get("")
async def sent_list(
    who: Notifier,
    centre: TheCentre,
    audience: TheAudience,
    limit: PageSize = 20,
    cursor: Cursor = None,
) -> Page[SentNotice]:
    """Notices within one's own limits, the newest first, and who has read them."""
    found = await centre.store.read(
        lambda c: sent(c, who.user, _seen(c, audience, who), cursor, limit + 1)
    )
    items = found[:limit]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.delete("/{notice}", status_code=204)
async def withdraw(notice: str, who: Notifier, centre: TheCentre, audience: TheAudience) -> None:
    """Take back what one has sent, or what was sent only to agents within one's own limits."""

    def unit(tx: Transaction) -> Told:
        seen = _seen(tx.connection, audience, who)
        if not _found(tx.connection, notice, who, seen).withdrawable:
            raise DeniedError("This notice was sent to others, too, than those you may see.")
        withdraw_notice(tx, notice, who.user)
        return told(tx.connection, notice)

    _tell(audience, await centre.store.write(unit))


def _seen(connection: Connection, audience: Audience, who: Identity) -> dict[str, Member]:
    return {one.id: one for one in audience.seen_by(connection, who)}


def _recipients(given: NoticeGiven, seen: dict[str, Member], who: Identity) -> list[str]:
    """Who is meant; a named agent whom one may not see is refused like one who never was."""
    kind, ids = given.to.kind, given.to.ids
    if kind == "agents" and (unknown := [one for one in ids if one not in seen]):
        raise NotFoundError(f"There is no agent {unknown[0]}.")
    return [one.id for one in addressed(seen.values(), kind, ids) if one.id != who.user]


def _found(
    connection: Connection, notice: str, who: Identity, seen: dict[str, Member]
) -> SentNotice:
    found = find_sent(connection, notice, who.user, seen)
    if found is None:
        raise NotFoundError(UNKNOWN)
    return found


def _tell(audience: Audience, all_told: Told) -> None:
    for user, view in all_told.items():
        audience.tell(user, {"topic": "notice", "notice": view.model_dump()})
