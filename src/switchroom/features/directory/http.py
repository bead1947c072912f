"""Colleagues and numbers over HTTP."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Path, Query

from switchroom.domain.numbers.area import home_area
from switchroom.domain.numbers.writing import pretty
from switchroom.features.directory.schemas import ColleagueQuery, ColleagueView, NumberView
from switchroom.features.directory.staff import Colleague, TheStaff, matching
from switchroom.ports.routing import AgentStanding
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre, TheRouting
from switchroom.runtime.web.dialling import TheBook, agent_of
from switchroom.runtime.web.paging import Page

router = APIRouter(prefix="/api", tags=["directory"])


@router.get("/colleagues")
async def colleagues(
    who: Annotated[Identity, allows("calls.transfer")],
    centre: TheCentre,
    routing: TheRouting,
    staff: TheStaff,
    asked: Annotated[ColleagueQuery, Query()],
) -> Page[ColleagueView]:
    """All agents but oneself, by number, with what they do now.

    Those of all sites and departments, by intent: a customer may need any of them, and nothing is
    told of their calls.
    """
    known = await centre.store.read(staff)
    found = [
        one
        for one in matching(known, asked.q)
        if one.id != who.agent and one.number > (asked.cursor or "")
    ]
    standings = {standing.agent: standing for standing in routing.agents()}
    items = [_view(one, standings) for one in found[: asked.limit]]
    return Page(items=items, next=items[-1].number if len(found) > asked.limit else None)


@router.get("/numbers/{number}")
async def number(
    number: Annotated[str, Path(max_length=64)],
    who: Annotated[Identity, allows("agent.work")],
    book: TheBook,
) -> NumberView:
    """What a typed number is: written properly, how far, whether one may dial it, where it is."""
    way = book.way(number, agent_of(who))
    return NumberView(
        number=way.number,
        pretty=pretty(way.number),
        reach=way.reach,
        allowed=f"calls.dial.{way.reach}" in who.permissions,
        area={"zh": home_area(way.number, "zh"), "en": home_area(way.number, "en")},
        caller=pretty(way.caller),
        colleague=way.agent or None,
    )


def _view(colleague: Colleague, standings: Mapping[str, AgentStanding]) -> ColleagueView:
    standing = standings.get(colleague.id)
    return ColleagueView(
        id=colleague.id,
        name=colleague.name,
        number=colleague.number,
        extension=colleague.extension,
        team=colleague.team,
        state=standing.state if standing else "signed-out",
        reason=standing.reason or None if standing else None,
        since=standing.since if standing else None,
    )
