"""An agent's day over HTTP: one's own, and that of an agent whom one supervises."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.features.agent_days.schemas import DayView
from switchroom.features.agent_days.sheet import HEADER, rows
from switchroom.features.agent_days.showing import Asked, day_view
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.export import Rows, csv_response
from switchroom.runtime.web.sight import TheSight

router = APIRouter(prefix="/api", tags=["agent days"])
AnAgent = Annotated[Identity, allows("agent.work")]
Supervisor = Annotated[Identity, allows("supervise.view")]
Chosen: TypeAlias = date | None
"""A day where the agent's site is; None: today."""

Read = Callable[[Asked], Awaitable[DayView]]


async def _read(connection: HTTPConnection, centre: TheCentre, sight: TheSight) -> Read:
    lore = connection.app.state.day_lore

    async def read(asked: Asked) -> DayView:
        now = centre.clock.now()
        return await centre.store.read(lambda c: day_view(c, lore, sight, asked, now))

    return read


TheDays = Annotated[Read, Depends(_read)]
"""Reads a day; `app` sets `state.day_lore`."""


@router.get("/agent/day")
async def own(who: AnAgent, days: TheDays, day: Chosen = None) -> DayView:
    """One's own day."""
    return await days(Asked(who=who, agent=who.user, day=day))


@router.get("/agent/day.csv")
async def own_sheet(who: AnAgent, days: TheDays, day: Chosen = None) -> StreamingResponse:
    """One's own contacts of a day."""
    return _sheet(await days(Asked(who=who, agent=who.user, day=day)))


@router.get("/agents/{agent}/day")
async def of_agent(
    agent: str, who: Supervisor, days: TheDays, sight: TheSight, day: Chosen = None
) -> DayView:
    """An agent's day."""
    await sight.require_agent(who, agent)
    return await days(Asked(who=who, agent=agent, day=day))


@router.get("/agents/{agent}/day.csv")
async def sheet_of_agent(
    agent: str,
    who: Annotated[Identity, allows("interactions.export")],
    days: TheDays,
    sight: TheSight,
    day: Chosen = None,
) -> StreamingResponse:
    """An agent's contacts of a day, those that one may see."""
    await sight.require_agent(who, agent)
    return _sheet(await days(Asked(who=who, agent=agent, day=day)))


def _sheet(view: DayView) -> StreamingResponse:
    async def pages() -> AsyncIterator[Rows]:
        yield rows(view)

    return csv_response(f"{view.day.isoformat()}.csv", HEADER, pages())
