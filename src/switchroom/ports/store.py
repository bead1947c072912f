"""The database: units of work in, truth out."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from switchroom.kernel.messages import Command, Event
from switchroom.kernel.time import Instant

T = TypeVar("T")


class Transaction(Protocol):
    """What a unit of work may do; nothing of it is true before the unit's commit.

    A unit is a plain function: it runs in the writer's thread, alone, and cannot wait for
    anything, so a transaction is never open while the world goes on.
    """

    @property
    def connection(self) -> Connection:
        """SQLAlchemy Core on the unit's own savepoint."""
        ...

    @property
    def now(self) -> Instant:
        """The moment of this unit: when it was asked for, or what it tells of happened."""
        ...

    def record(self, stream: str, *events: Event, actor: str = "") -> None:
        """Append events to the journal and the outbox, and let the projectors change their rows.

        Args:
            stream: what the events are about, as `kind:id` (`interaction:01H...`).
            events: in the order in which they happened.
            actor: the user who caused them; empty for the centre itself.
        """
        ...

    def set_timer(self, timer: str, due: Instant, command: Command) -> None:
        """Send `command` at `due`; a timer of the same id is replaced."""
        ...

    def cancel_timer(self, timer: str) -> None:
        """Forget a timer; an unknown one is no error."""
        ...


Unit = Callable[[Transaction], T]
Query = Callable[[Connection], T]


class Store(Protocol):
    """One database. Units written at one moment share a commit."""

    async def write(self, unit: Unit[T], at: Instant | None = None) -> T:
        """Run a unit in a transaction; returns after its commit, when its events are published.

        Errors of the unit reach the caller, and undo that unit alone.

        Args:
            unit: what to do.
            at: when that happened which it records; else the moment of asking.
        """
        ...

    async def read(self, query: Query[T]) -> T:
        """Run a query on a committed snapshot, beside the writer."""
        ...
