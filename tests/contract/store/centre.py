"""A store with a bus on a real database: what stands for one process of the centre."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

from sqlalchemy import Connection
from tests.databases import reader, writer
from typing_extensions import override

from switchroom.kernel.messages import Command, Event
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tables import metadata
from switchroom.runtime.threads import ThreadedDatabase
from switchroom.runtime.timers import Timers
from switchroom.runtime.transaction import Projectors

T = TypeVar("T")


class Counted(Event, frozen=True, kw_only=True):
    n: int


class Remind(Command, frozen=True, kw_only=True):
    n: int


class Centre:
    """Counts commits, and hears every event."""

    def __init__(self, url: str) -> None:
        types = MessageTypes([Counted, Remind])
        self.bus = LocalBus()
        self.clock = SystemClock()
        self.projectors = Projectors()
        self.database = CountingDatabase(writer(url), reader(url))
        self.store = SqlStore(self.database, self.bus, self.clock, types, self.projectors)
        self.timers = Timers(self.store, self.bus, self.clock, types)
        self.store.on_timers_changed = self.timers.changed
        self.heard: list[int] = []
        self.bus.watch(Counted, self._hear)

    async def _hear(self, _: str, event: Counted) -> None:
        self.heard.append(event.n)

    async def count(self, n: int, stream: str = "counter:a") -> None:
        """Write one event in a unit of its own."""
        await self.store.write(lambda tx: tx.record(stream, Counted(n=n)))

    async def hears(self, how_many: int) -> list[int]:
        """What was heard, once it is so many."""
        await until(lambda: len(self.heard) >= how_many)
        return self.heard


class CountingDatabase(ThreadedDatabase):
    """Knows how often it committed."""

    commits = 0

    @override
    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction."""
        outcome = await super().transact(work)
        self.commits += 1
        return outcome


async def until(condition: Callable[[], bool]) -> None:
    """Return when the condition holds; threads make it true, so there is no event to wait for."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 see above
            await asyncio.sleep(0.001)


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Centre]:
    """A centre on a database, whose tables are made when they are missing."""
    engine = writer(url)
    metadata.create_all(engine)
    engine.dispose()
    centre = Centre(url)
    await centre.store.start()
    try:
        yield centre
    finally:
        await centre.timers.close()
        await centre.store.close()
