"""Calls that agents mean to make, as rows: at a time, or when somebody is free."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from switchroom.features.desk.tables import planned_calls
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

MOST = 200
PlannedState = Literal["planned", "waiting", "free"]
"""`planned` for a time; `waiting` for somebody to be free; `free`: now only the agent is not."""

_columns = planned_calls.c


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall:
    """A call to make.

    Attributes:
        due: when; for one that is made when somebody is free: not before this.
        when_free: as soon as whom it is for, and the agent, are free.
        colleague: who is waited for, if it is a colleague.
        until: how long they are waited for.
        tries: how often they were rung.
        interaction: the call in which they are being rung; empty: they are waited for.
    """

    id: str
    agent: str
    number: str
    due: Instant
    customer: str = ""
    note: str = ""
    when_free: bool = False
    colleague: str = ""
    until: Instant = 0
    tries: int = 0
    interaction: str = ""


def planned_by(connection: Connection, agent: str) -> list[PlannedCall]:
    """An agent's planned calls, the next first; without one that is being made."""
    return _found(connection, _columns.agent == agent, _columns.interaction == "")


def waited_for(connection: Connection) -> list[PlannedCall]:
    """All that are made when somebody is free, the first asked for first."""
    return _found(connection, _columns.when_free)


def own_planned(connection: Connection, agent: str, call: str) -> PlannedCall:
    """One of an agent's own."""
    found = _found(connection, _columns.id == call, _columns.agent == agent)
    if not found:
        raise NotFoundError("There is no such planned call.")
    return found[0]


def add_planned(tx: Transaction, call: PlannedCall) -> None:
    """Plan one more; the same one is waited for once."""
    own = _found(tx.connection, _columns.agent == call.agent)
    if len(own) >= MOST:
        raise ConflictError("There are too many planned calls.")
    if call.when_free and any(one.when_free and one.number == call.number for one in own):
        raise ConflictError("You are waiting for this number already.")
    tx.connection.execute(insert(planned_calls), asdict(call))


def change_planned(tx: Transaction, call: str, **values: Any) -> bool:  # noqa: ANN401 columns
    """Change a row; whether it is still there."""
    changed = update(planned_calls).where(_columns.id == call).values(**values)
    return tx.connection.execute(changed).rowcount > 0


def drop_planned(tx: Transaction, call: str) -> bool:
    """Forget a call; whether it was there."""
    tx.cancel_timer(timer_of(call))
    return tx.connection.execute(delete(planned_calls).where(_columns.id == call)).rowcount > 0


def timer_of(call: str) -> str:
    """The timer of a call that is made when somebody is free."""
    return f"ring-back:{call}"


def _found(connection: Connection, *conditions: ColumnElement[bool]) -> list[PlannedCall]:
    chosen = select(planned_calls).where(*conditions).order_by(_columns.due, _columns.id)
    return [PlannedCall(**row) for row in connection.execute(chosen).mappings()]
