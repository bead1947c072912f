"""Calls that an agent means to make: at a time, or when somebody is free (`ringing_back`).

One for a time stands on the agent's desk from when it is due. Nothing has to happen at that moment
but that the page shows it, and the page knows the time; so there is no timer to lose. A page asks
for its list when it opens, and is told it whenever it changes.
"""

from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.requests import HTTPConnection

from switchroom.domain.interaction.commands import Dial
from switchroom.domain.numbers.writing import normalise
from switchroom.features.desk.planned import (
    PlannedCall,
    PlannedState,
    add_planned,
    change_planned,
    drop_planned,
    own_planned,
)
from switchroom.features.desk.ringing_back import RingingBack
from switchroom.kernel.errors import ConflictError, InvalidError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.dialling import TheBook, agent_of, require_reach
from switchroom.runtime.web.moments import GivenInstant
from switchroom.runtime.web.sight import TheSight

router = APIRouter(prefix="/api", tags=["agent"])
AnAgent = Annotated[Identity, allows("agent.work")]


async def _ringing_back(connection: HTTPConnection) -> RingingBack:
    return cast("RingingBack", connection.app.state.ringing_back)


TheRingingBack = Annotated[RingingBack, Depends(_ringing_back)]
"""`app` sets it as `state.ringing_back`."""


async def _region(connection: HTTPConnection) -> str:
    return str(connection.app.state.region)


Region = Annotated[str, Depends(_region)]
"""Whose national numbers people write; `app` sets it as `state.region`."""


class Wanted(BaseModel):
    """A call to make: to whom, and why."""

    number: str = Field(min_length=1, max_length=64)
    customer: str = Field("", max_length=64)
    note: str = Field("", max_length=500)


class Moment(BaseModel):
    """When a call is to be made."""

    due: GivenInstant


class Plan(Wanted, Moment):
    """A call to make at a time."""


class PlannedView(Plan):
    """A call that is planned; `until`: so long is waited for who is to be free."""

    id: str
    number_pretty: str
    customer_name: str
    colleague_name: str
    state: PlannedState
    until: Instant | None


@router.get("/agent/planned")
async def planned(who: AnAgent, waiting: TheRingingBack) -> list[PlannedView]:
    """One's own planned calls, the next first."""
    return [PlannedView.model_validate(one) for one in await waiting.shown(who.user)]


@router.post("/agent/planned", status_code=204)
async def plan(
    given: Plan,
    who: AnAgent,
    centre: TheCentre,
    waiting: TheRingingBack,
    sight: TheSight,
    region: Region,
) -> None:
    """Plan a call."""
    await sight.require_customer(who, given.customer)
    number = normalise(given.number, region)
    if not number:
        raise InvalidError("That is no number.")
    wanted: dict[str, Any] = given.model_dump() | {"number": number}
    call = PlannedCall(id=centre.ids.new(), agent=who.user, **wanted)
    await centre.store.write(lambda tx: add_planned(tx, call))
    await waiting.tell(who.user)


@router.post("/agent/planned/when-free", status_code=204)
async def ring_back(
    given: Wanted,
    who: AnAgent,
    centre: TheCentre,
    waiting: TheRingingBack,
    book: TheBook,
    sight: TheSight,
) -> None:
    """Have somebody rung who is busy, once they are free."""
    way = require_reach(who, book, given.number)
    await sight.require_customer(who, given.customer)
    wanted: dict[str, Any] = given.model_dump() | {"number": way.number}
    call = PlannedCall(
        id=centre.ids.new(), agent=agent_of(who), colleague=way.agent, due=0, **wanted
    )
    await waiting.ask(call)


@router.patch("/agent/planned/{call}", status_code=204)
async def move(
    call: str, given: Moment, who: AnAgent, centre: TheCentre, waiting: TheRingingBack
) -> None:
    """Make it at another time."""

    def unit(tx: Transaction) -> None:
        if own_planned(tx.connection, who.user, call).when_free:
            raise ConflictError("This call is made when somebody is free.")
        change_planned(tx, call, due=given.due)

    await centre.store.write(unit)
    await waiting.tell(who.user)


@router.post("/agent/planned/{call}/dial", status_code=204)
async def dial(
    call: str,
    who: AnAgent,
    centre: TheCentre,
    waiting: TheRingingBack,
    book: TheBook,
    sight: TheSight,
) -> None:
    """Make it now; one that cannot be begun is still planned."""
    own = await centre.store.read(lambda c: own_planned(c, who.user, call))
    require_reach(who, book, own.number)
    await sight.require_customer(who, own.customer)
    wish = Dial(agent=agent_of(who), number=own.number, customer=own.customer)
    await centre.bus.send(wish)
    await centre.store.write(lambda tx: drop_planned(tx, call))
    await waiting.dropped(who.user)


@router.delete("/agent/planned/{call}", status_code=204)
async def drop(call: str, who: AnAgent, centre: TheCentre, waiting: TheRingingBack) -> None:
    """It is not wanted any more."""

    def unit(tx: Transaction) -> None:
        own_planned(tx.connection, who.user, call)
        drop_planned(tx, call)

    await centre.store.write(unit)
    await waiting.dropped(who.user)
