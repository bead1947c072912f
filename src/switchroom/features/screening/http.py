"""The black list and the white list over HTTP."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.domain.numbers.writing import normalise
from switchroom.domain.screening.rules import Entry, written_beginning
from switchroom.features.screening.finding import Search, search, state_of
from switchroom.features.screening.schemas import (
    EntryChange,
    EntryGiven,
    EntryView,
    PageQuery,
    SearchQuery,
    ending,
    entry_view,
)
from switchroom.features.screening.service import (
    add_entry,
    change_entry,
    get_entry,
    remove_entry,
)
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import Centre, TheCentre
from switchroom.runtime.web.export import Cell, csv_response
from switchroom.runtime.web.paging import Page

router = APIRouter(prefix="/api/screening", tags=["screening"])
HEADER = (
    *("id", "list", "number", "match", "state", "reason"),
    *("starts", "ends", "priority", "created", "by"),
)
EXPORTED_AT_ONCE = 500
SHORTEST_BEGINNING = 2


async def _region(connection: HTTPConnection) -> str:
    return str(connection.app.state.region)


Region = Annotated[str, Depends(_region)]
"""Whose national numbers people write; `app` sets it as `state.region`."""
Keeper = Annotated[Identity, allows("screening.edit")]


@router.get("")
async def entry_list(
    centre: TheCentre, _: Keeper, region: Region, asked: Annotated[PageQuery, Query()]
) -> Page[EntryView]:
    """Entries of both lists, the newest first."""
    now, limit, wanted = centre.clock.now(), asked.limit, asked.search()
    found = await centre.store.read(
        lambda c: search(c, wanted, region, now, asked.cursor, limit + 1)
    )
    items = [entry_view(entry, now) for entry in found[:limit]]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.get("/export.csv")
async def export(
    centre: TheCentre, _: Keeper, region: Region, asked: Annotated[SearchQuery, Query()]
) -> StreamingResponse:
    """All entries of a search as a CSV file."""
    return csv_response("screening.csv", HEADER, _pages(centre, asked.search(), region))


@router.post("", status_code=201)
async def add(given: EntryGiven, centre: TheCentre, identity: Keeper, region: Region) -> EntryView:
    """Put a number, or all numbers that begin alike, on a list."""
    now = centre.clock.now()
    starts = now if given.starts is None else given.starts
    entry = Entry(
        id=centre.ids.new(),
        kind=given.kind,
        number=_written(given, region),
        match=given.match,
        reason=given.reason.strip(),
        starts=starts,
        ends=ending(starts, given.days),
        priority=given.priority if given.kind == "white" else 0,
        created=now,
        by=identity.user,
        by_name=identity.display_name,
    )
    return entry_view(await centre.store.write(lambda tx: add_entry(tx, entry)), now)


@router.patch("/{entry}")
async def change(entry: str, given: EntryChange, centre: TheCentre, identity: Keeper) -> EntryView:
    """Change why, how long or how urgently."""

    def unit(tx: Transaction) -> Entry:
        known = get_entry(tx.connection, entry)
        changes = given.changes(max(tx.now, known.starts))
        return change_entry(tx, entry, changes, actor=identity.user)

    return entry_view(await centre.store.write(unit), centre.clock.now())


@router.delete("/{entry}", status_code=204)
async def remove(entry: str, centre: TheCentre, identity: Keeper) -> None:
    """Take a number off its list."""
    await centre.store.write(lambda tx: remove_entry(tx, entry, actor=identity.user))


def _written(given: EntryGiven, region: str) -> str:
    if given.match == "number":
        number = normalise(given.number, region)
        if not number:
            raise InvalidError("That is no telephone number.")
        return number
    beginning = written_beginning(given.number)
    if len(beginning.lstrip("+")) < SHORTEST_BEGINNING:
        raise InvalidError("That would concern nearly everybody. Please give more digits.")
    return beginning


async def _pages(
    centre: Centre, wanted: Search, region: str
) -> AsyncIterator[list[Sequence[Cell]]]:
    now, after = centre.clock.now(), None

    def query(connection: Connection) -> Sequence[Entry]:
        return search(connection, wanted, region, now, after, EXPORTED_AT_ONCE)

    while found := await centre.store.read(query):
        yield [_cells(entry, now) for entry in found]
        after = found[-1].id


def _cells(entry: Entry, now: Instant) -> Sequence[Cell]:
    return (
        *(entry.id, entry.kind, entry.number, entry.match, state_of(entry, now), entry.reason),
        *(_moment(entry.starts), _moment(entry.ends), entry.priority),
        *(_moment(entry.created), entry.by_name),
    )


def _moment(instant: Instant | None) -> str | None:
    if instant is None:
        return None
    return datetime.fromtimestamp(instant // 1000, UTC).isoformat()
