"""Calling for help: an agent asks, their supervisors' desks show it, the agent sees who saw it.

An agent's supervisors are those within whose site and departments the agent is.
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping, insert, select, update

from switchroom.features.desk.board import TheDesk
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.tables import help_requests
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import HOUR, Instant
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre, TheRouting
from switchroom.runtime.web.scope import scope_of
from switchroom.runtime.web.sight import Sight, TheSight

router = APIRouter(prefix="/api", tags=["help"])
Supervisor = Annotated[Identity, allows("supervise.view")]
SHOWN = 8 * HOUR
"""Help that nobody has seen by then is not waited for any more."""

UNKNOWN = "Nobody asks for this help."

_columns = help_requests.c


class HelpWanted(BaseModel):
    """What an agent asks."""

    text: str = Field("", max_length=500)


class HelpView(BaseModel):
    """Somebody who asks for help."""

    id: str
    agent: str
    agent_name: str
    interaction: str | None
    text: str
    at: Instant
    seen_at: Instant | None
    seen_by: str | None


@router.post("/agent/help", status_code=201)
async def ask(
    given: HelpWanted,
    who: Annotated[Identity, allows("agent.work")],
    centre: TheCentre,
    routing: TheRouting,
    desk: TheDesk,
    sight: TheSight,
) -> HelpView:
    """Ask the supervisors for help, with the call that one is in."""
    works = routing.agent(who.agent).works if who.agent else ()
    request = centre.ids.new()
    row = {
        "id": request,
        "agent": who.user,
        "interaction": works[0] if works else "",
        "text": given.text.strip(),
        "at": centre.clock.now(),
    }
    await centre.store.write(lambda tx: tx.connection.execute(insert(help_requests), row))
    view = await centre.store.read(lambda c: _found(c, desk, request))
    await _tell_supervisors(view, desk, sight)
    return view


@router.get("/help")
async def wanted(
    who: Supervisor, centre: TheCentre, desk: TheDesk, sight: TheSight
) -> list[HelpView]:
    """Who asks for help and was not seen yet, the longest first."""
    since = centre.clock.now() - SHOWN
    unseen = select(help_requests).where(_columns.seen_at.is_(None), _columns.at > since)

    def query(connection: Connection) -> list[HelpView]:
        rows = connection.execute(unseen.order_by(_columns.at)).mappings()
        return [
            _view(connection, desk, row)
            for row in rows
            if sight.sees_agent(connection, who, row["agent"])
        ]

    return await centre.store.read(query)


@router.post("/help/{request}/seen", status_code=204)
async def see(
    request: str, who: Supervisor, centre: TheCentre, desk: TheDesk, sight: TheSight
) -> None:
    """Say that somebody has seen it; the agent and the other supervisors are told."""
    asked = await centre.store.read(lambda c: _found(c, desk, request))
    if not await centre.store.read(lambda c: sight.sees_agent(c, who, asked.agent)):
        raise NotFoundError(UNKNOWN)
    now = centre.clock.now()
    unseen = (_columns.id == request) & _columns.seen_at.is_(None)
    mark = update(help_requests).where(unseen).values(seen_at=now, seen_by=who.user)
    await centre.store.write(lambda tx: tx.connection.execute(mark))
    view = await centre.store.read(lambda c: _found(c, desk, request))
    await _tell_supervisors(view, desk, sight)
    desk.hub.tell(view.agent, {"topic": "help-seen", "help": view.model_dump()})


async def _tell_supervisors(view: HelpView, desk: LiveDesk, sight: Sight) -> None:
    asker = await sight.store.read(lambda c: sight.agent(c, view.agent))
    if asker:
        message = {"topic": "help", "help": view.model_dump()}
        desk.hub.broadcast(message, to=lambda hearer: scope_of(hearer).sees(asker))


def _found(connection: Connection, desk: LiveDesk, request: str) -> HelpView:
    row = connection.execute(select(help_requests).where(_columns.id == request)).mappings().first()
    if row is None:
        raise NotFoundError(UNKNOWN)
    return _view(connection, desk, row)


def _view(connection: Connection, desk: LiveDesk, row: RowMapping) -> HelpView:
    seen_by = row["seen_by"]
    return HelpView(
        id=row["id"],
        agent=row["agent"],
        agent_name=desk.lore.agent_name(connection, row["agent"]),
        interaction=row["interaction"] or None,
        text=row["text"],
        at=row["at"],
        seen_at=row["seen_at"],
        seen_by=desk.lore.agent_name(connection, seen_by) if seen_by else None,
    )
