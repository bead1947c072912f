"""Calls that an agent means to make: each stands on the agent's desk from when it is due.

Nothing has to happen at that moment but that the page shows it, and the page knows the time; so
there is no timer to lose. A page is told its list when it opens and whenever the list changes.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import Connection, RowMapping, delete, insert, select

from switchroom.features.desk.board import TheDesk
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.tables import planned_calls
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import Centre, TheCentre

router = APIRouter(prefix="/api", tags=["agent"])
AnAgent = Annotated[Identity, allows("agent.work")]
MOST = 200
_columns = planned_calls.c


class Plan(BaseModel):
    """A call to make: to whom, and when."""

    number: str = Field(min_length=1, max_length=64)
    customer: str = Field("", max_length=64)
    note: str = Field("", max_length=500)
    due: Instant = Field(ge=0)


class PlannedView(Plan):
    """A call that is planned."""

    id: str
    customer_name: str


def planned_of(connection: Connection, desk: LiveDesk, agent: str) -> list[dict[str, Any]]:
    """An agent's planned calls, the next first."""
    own = select(planned_calls).where(_columns.agent == agent).order_by(_columns.due)
    rows = connection.execute(own).mappings().all()
    return [_view(connection, desk, row) for row in rows]


@router.get("/agent/planned")
async def planned(who: AnAgent, centre: TheCentre, desk: TheDesk) -> list[PlannedView]:
    """One's own planned calls, the next first."""
    found = await centre.store.read(lambda c: planned_of(c, desk, who.user))
    return [PlannedView.model_validate(one) for one in found]


@router.post("/agent/planned", status_code=204)
async def plan(given: Plan, who: AnAgent, centre: TheCentre, desk: TheDesk) -> None:
    """Plan a call."""
    row = {"id": centre.ids.new(), "agent": who.user, **given.model_dump()}

    def unit(tx: Transaction) -> None:
        own = select(_columns.id).where(_columns.agent == who.user)
        if len(tx.connection.execute(own).all()) >= MOST:
            raise ConflictError("There are too many planned calls.")
        tx.connection.execute(insert(planned_calls), row)

    await centre.store.write(unit)
    await _tell(centre, desk, who.user)


@router.delete("/agent/planned/{call}", status_code=204)
async def drop(call: str, who: AnAgent, centre: TheCentre, desk: TheDesk) -> None:
    """It was made, or is not wanted any more."""

    def unit(tx: Transaction) -> None:
        own = delete(planned_calls).where(_columns.id == call, _columns.agent == who.user)
        if tx.connection.execute(own).rowcount == 0:
            raise NotFoundError("There is no such planned call.")

    await centre.store.write(unit)
    await _tell(centre, desk, who.user)


async def _tell(centre: Centre, desk: LiveDesk, agent: str) -> None:
    found: Sequence[Any] = await centre.store.read(lambda c: planned_of(c, desk, agent))
    desk.hub.tell(agent, {"topic": "planned", "planned": found})


def _view(connection: Connection, desk: LiveDesk, row: RowMapping) -> dict[str, Any]:
    shown = {name: row[name] for name in ("id", "number", "customer", "note", "due")}
    return {**shown, "customer_name": desk.lore.customer_name(connection, row["customer"])}
