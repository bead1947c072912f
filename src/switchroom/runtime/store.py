"""The store on SQL: one writer, shared commits, an outbox.

All units run one after the other in one writer thread, each in a savepoint of its own; those that
wait at the same moment share a transaction and so a commit (SQLite manages about a thousand
commits a second, but tens of thousands of rows). Nothing is answered or published before the
commit. A unit's moment is when it was asked for, or what its asker says, however long it waits.
Events stay in the outbox until all their handlers have heard them, so a crash between commit and
delivery tells them again at the next start.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, cast

import structlog
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from switchroom.domain.chain.links import GENESIS, Line, seal_of
from switchroom.kernel.errors import UnavailableError
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.store import Query, Unit
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.passing import may_pass
from switchroom.runtime.tables import journal, journal_end, outbox
from switchroom.runtime.tasks import Tasks
from switchroom.runtime.transaction import Projectors, Recorded, UnitTransaction
from switchroom.runtime.unstorable import UNSTORABLE, in_our_words

T = TypeVar("T")
PATIENCE = 60_000
"""Milliseconds that a database which may come back is waited for; then whoever writes is told."""

AGAIN = 0.25
BATCH = 64
"""So many units share a commit at most: PostgreSQL slows down its readers at more savepoints."""

TO_JOURNAL = insert(journal)
TO_OUTBOX = insert(outbox)
FROM_OUTBOX = delete(outbox).where(outbox.c.position == bindparam("gone"))
ADVANCE = (
    update(journal_end)
    .values(position=journal_end.c.position + bindparam("count"))
    .returning(journal_end.c.position, journal_end.c.seal)
)
KEEP_SEAL = update(journal_end).values(seal=bindparam("newest"))
"""Said once: a statement that is built anew costs more than it takes to carry out."""

log = structlog.get_logger(__name__)


class Database(Protocol):
    """A database by technology: where units run, and where queries run."""

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in the writer's thread, in a transaction that is committed when it returns."""
        ...

    async def query(self, query: Query[T]) -> T:
        """Run `query` in a reader's thread."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


@dataclass(slots=True)
class _Waiting:
    unit: Unit[Any]
    at: Instant
    answer: asyncio.Future[Any]
    outcome: Any = None
    error: Exception | None = None
    transaction: UnitTransaction | None = field(default=None)


class SqlStore:
    """`ports.store.Store` on a `Database`."""

    def __init__(
        self,
        database: Database,
        bus: Bus,
        clock: Clock,
        types: MessageTypes,
        projectors: Projectors,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._types = types
        self._projectors = projectors
        self._waiting: deque[_Waiting] = deque()
        self._delivered: list[int] = []
        self._wake = asyncio.Event()
        self._tasks = Tasks("store")
        self._closing = False
        self.on_timers_changed: Callable[[], None] = lambda: None

    async def start(self) -> None:
        """Begin to write."""
        self._tasks.forever(self._commit_waiting, "commit", pause=0)

    async def close(self) -> None:
        """Refuse new units, write what waits, then stop."""
        self._closing = True
        with suppress(Exception):  # each unit's own caller heard why it could not be written
            await self._enqueue(lambda _: None)
        await self._tasks.close()
        with suppress(Exception):  # nothing depends on it: it would be delivered again
            await self._forget_delivered()
        await self._database.close()

    async def write(self, unit: Unit[T], at: Instant | None = None) -> T:
        """Run a unit; returns after its commit."""
        if self._closing:
            raise UnavailableError("The centre is closing; nothing was stored.")
        return cast("T", await self._enqueue(unit, at))

    def _enqueue(self, unit: Unit[Any], at: Instant | None = None) -> asyncio.Future[Any]:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        moment = self._clock.now() if at is None else at
        self._waiting.append(_Waiting(unit, moment, answer))
        self._wake.set()
        return answer

    async def read(self, query: Query[T]) -> T:
        """Run a query beside the writer."""
        try:
            return await self._database.query(query)
        except UNSTORABLE as error:
            raise in_our_words(error) from error

    async def redeliver(self) -> int:
        """Publish what a crash kept from being delivered; returns how many events."""
        left = await self.read(_undelivered)
        for position, stream, kind, data in left:
            event = cast("Event", self._types.decode(kind, data))
            self._tasks.start(self._deliver(position, stream, event), "redeliver")
        return len(left)

    async def _commit_waiting(self) -> None:
        await self._wake.wait()
        self._wake.clear()
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        delivered, self._delivered = self._delivered, []
        try:
            positions = await self._insist(
                lambda connection: self._run(connection, batch, delivered)
            )
        except Exception as error:  # noqa: BLE001 each caller hears that nothing was stored
            self._delivered = delivered + self._delivered
            for waiting in batch:
                _fail(waiting, error)
            return
        self._publish(batch, positions)
        for waiting in batch:
            _answer(waiting)

    async def _insist(self, work: Callable[[Connection], T]) -> T:
        """Do the work, and again after a fault that may pass: calls go on, and nothing is lost."""
        until = self._clock.now() + PATIENCE
        while True:
            try:
                return await self._database.transact(work)
            except Exception as error:
                if self._closing or self._clock.now() > until or not may_pass(error):
                    raise
                log.warning("the database does not write", error=str(error))
            await asyncio.sleep(AGAIN)

    def _run(
        self, connection: Connection, batch: list[_Waiting], delivered: list[int]
    ) -> list[int]:
        for waiting in batch:
            transaction = UnitTransaction(connection, waiting.at, self._types, self._projectors)
            waiting.transaction = transaction
            _run_unit(connection, waiting, transaction)
        _forget(connection, delivered)
        return _append(connection, _recorded(batch))

    def _publish(self, batch: list[_Waiting], positions: list[int]) -> None:
        for position, recorded in zip(positions, _recorded(batch), strict=True):
            work = self._deliver(position, recorded.stream, recorded.event)
            self._tasks.start(work, "deliver")
        if any(w.transaction and w.transaction.timers_changed for w in batch):
            self.on_timers_changed()

    async def _deliver(self, position: int, stream: str, event: Event) -> None:
        await self._bus.publish(stream, event)
        if not self._closing:  # its handlers may have been refused: it is told again next time
            self._delivered.append(position)

    async def _forget_delivered(self) -> None:
        if delivered := self._delivered:
            await self._database.transact(lambda c: _forget(c, delivered))


def _run_unit(connection: Connection, waiting: _Waiting, transaction: UnitTransaction) -> None:
    # Said by hand, since SQLAlchemy's savepoints, each with its own name, cost more than the unit.
    connection.exec_driver_sql("SAVEPOINT unit")
    waiting.error = None
    try:
        waiting.outcome = waiting.unit(transaction)
    except Exception as error:
        if may_pass(error):
            raise  # nobody's own fault: all of them are tried again
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT unit")
        waiting.error = in_our_words(error)
        transaction.recorded.clear()
    connection.exec_driver_sql("RELEASE SAVEPOINT unit")


def _recorded(batch: list[_Waiting]) -> list[Recorded]:
    return [r for waiting in batch if waiting.transaction for r in waiting.transaction.recorded]


def _append(connection: Connection, recorded: list[Recorded]) -> list[int]:
    if not recorded:
        return []
    before, seal = _advance(connection, len(recorded))
    rows: list[dict[str, Any]] = []
    for position, r in enumerate(recorded, before + 1):
        line = Line(position, r.stream, type(r.event).__name__, r.at, r.actor, r.data)
        seal = seal_of(seal, line)
        rows.append({**line._asdict(), "seal": seal})
    connection.execute(TO_JOURNAL, rows)
    connection.execute(KEEP_SEAL, {"newest": seal})
    positions = [row["position"] for row in rows]
    connection.execute(TO_OUTBOX, [{"position": position} for position in positions])
    return positions


def _advance(connection: Connection, count: int) -> tuple[int, bytes]:
    """Give out positions; the last one before them, and its seal."""
    end = connection.execute(ADVANCE, {"count": count}).one_or_none()
    if end is None:  # the first event of all
        connection.execute(insert(journal_end), {"position": count, "seal": GENESIS})
        return 0, GENESIS
    return end.position - count, end.seal or GENESIS


def _forget(connection: Connection, delivered: list[int]) -> None:
    if delivered:
        connection.execute(FROM_OUTBOX, [{"gone": position} for position in delivered])


def _undelivered(connection: Connection) -> list[tuple[int, str, str, str]]:
    rows = connection.execute(
        select(journal.c.position, journal.c.stream, journal.c.type, journal.c.data)
        .join(outbox, outbox.c.position == journal.c.position)
        .order_by(journal.c.position)
    )
    return [(row.position, row.stream, row.type, row.data) for row in rows]


def _answer(waiting: _Waiting) -> None:
    if waiting.answer.done():
        return
    if waiting.error is not None:
        waiting.answer.set_exception(waiting.error)
    else:
        waiting.answer.set_result(waiting.outcome)


def _fail(waiting: _Waiting, error: Exception) -> None:
    if not waiting.answer.done():
        waiting.answer.set_exception(error)
