"""The read model made again from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, RowMapping, delete, select

from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.interactions.tables import READ_MODEL
from switchroom.kernel.messages import Command, Event
from switchroom.kernel.time import Instant
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.tables import journal
from switchroom.runtime.transaction import Projectors

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Replay:
    """A transaction in which what was recorded happens to the rows once more."""

    connection: Connection
    now: Instant

    def record(self, stream: str, *events: Event, actor: str = "") -> None:
        """Nothing new can happen in the past."""
        raise AssertionError(f"{stream} recorded {events} for {actor!r} in a replay")

    def set_timer(self, timer: str, due: Instant, command: Command) -> None:
        """Timers stand already."""

    def cancel_timer(self, timer: str) -> None:
        """Timers stand already."""


def rebuild(connection: Connection, types: MessageTypes) -> int:
    """Empty the read model and fill it from the whole journal; how many events there were.

    Run it as a piece of work of its own in the writer (`Database.transact`), never as a unit
    among others: what those have recorded stands in the journal only at the end of their batch.
    """
    for table in READ_MODEL:
        connection.execute(delete(table))
    projectors = Projectors()
    for kind, projector in PROJECTORS:
        projectors.add(kind, projector)
    position, count = 0, 0
    while rows := _following(connection, position):
        for row in rows:
            event = cast("Event", types.decode(row["type"], row["data"]))
            projectors.project(Replay(connection, row["at"]), row["stream"], event)
        position, count = rows[-1]["position"], count + len(rows)
    return count


def _following(connection: Connection, position: int) -> Sequence[RowMapping]:
    kinds = {kind.__name__ for kind, _ in PROJECTORS}
    later = select(journal).where(journal.c.position > position, journal.c.type.in_(kinds))
    return connection.execute(later.order_by(journal.c.position).limit(AT_ONCE)).mappings().all()
