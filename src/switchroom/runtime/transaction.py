"""One unit's transaction: what it records, and who keeps rows from it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert

from switchroom.kernel.messages import Command, Event
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.tables import timers
from switchroom.runtime.unstorable import require_storable

E = TypeVar("E", bound=Event)
TO_TIMERS = insert(timers)
FROM_TIMERS = delete(timers).where(timers.c.timer == bindparam("gone"))
Projector = Callable[[Transaction, str, E], None]


class Projectors:
    """Who changes which rows when an event is recorded, within its transaction."""

    def __init__(self) -> None:
        self._by_kind: defaultdict[type[Event], list[Projector[Any]]] = defaultdict(list)

    def add(self, kind: type[E], projector: Projector[E]) -> None:
        """Let `projector(transaction, stream, event)` follow a kind of event."""
        self._by_kind[kind].append(projector)

    def project(self, transaction: Transaction, stream: str, event: Event) -> None:
        """Change the rows that follow from an event."""
        for projector in self._by_kind.get(type(event), ()):
            projector(transaction, stream, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An event on its way into the journal."""

    stream: str
    event: Event
    at: Instant
    actor: str
    data: str


class UnitTransaction:
    """What one unit of work sees; see `ports.store.Transaction`."""

    def __init__(
        self, connection: Connection, now: Instant, types: MessageTypes, projectors: Projectors
    ) -> None:
        self.connection = connection
        self.now = now
        self.recorded: list[Recorded] = []
        self.timers_changed = False
        self._types = types
        self._projectors = projectors

    def record(self, stream: str, *events: Event, actor: str = "") -> None:
        """Append events, and let the projectors change their rows."""
        require_storable(stream, actor)
        for event in events:
            data = self._types.encode(event)
            self.recorded.append(
                Recorded(stream=stream, event=event, at=self.now, actor=actor, data=data)
            )
            self._projectors.project(self, stream, event)

    def set_timer(self, timer: str, due: Instant, command: Command) -> None:
        """Send `command` at `due`."""
        self.cancel_timer(timer)
        values = {"timer": timer, "due": due, "type": type(command).__name__}
        self.connection.execute(TO_TIMERS, values | {"data": self._types.encode(command)})
        self.timers_changed = True

    def cancel_timer(self, timer: str) -> None:
        """Forget a timer."""
        self.connection.execute(FROM_TIMERS, {"gone": timer})
