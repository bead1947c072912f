"""A database that does not write for a while: whoever writes waits, and is told when it lasts."""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError
from typing_extensions import override

from switchroom.kernel.messages import Event
from switchroom.ports.store import Transaction
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.passing import may_pass
from switchroom.runtime.store import PATIENCE, SqlStore
from switchroom.runtime.tables import journal
from switchroom.runtime.transaction import Projectors
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import LoopClock

pytestmark = pytest.mark.unit
T = TypeVar("T")


class Counted(Event, frozen=True, kw_only=True):
    n: int


def fault(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("as SQLite says it")
    cause.sqlite_errorcode = code
    return OperationalError("COMMIT", {}, cause)


class Faulty(MemoryDatabase):
    """Fails so often before it writes; in the middle of the work."""

    def __init__(self, times: float, code: int) -> None:
        super().__init__()
        self.times, self.code = times, code

    @override
    async def transact(self, work: Callable[[Connection], T]) -> T:
        def cut_short(connection: Connection) -> T:
            outcome = work(connection)
            if self.times > 0:
                self.times -= 1
                raise fault(self.code)
            return outcome

        return await super().transact(cut_short)


async def store_on(database: MemoryDatabase) -> SqlStore:
    types, clock = MessageTypes([Counted]), LoopClock()
    store = SqlStore(database, LocalBus(), clock, types, Projectors())
    await store.start()
    return store


def counting(tx: Transaction) -> int:
    tx.record("counter:a", Counted(n=1))
    return 1


async def written(store: SqlStore) -> int:
    return len(await store.read(lambda c: c.execute(select(journal)).all()))


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL, 522])
async def test_units_are_written_once_when_the_database_writes_again(code: int) -> None:
    store = await store_on(Faulty(20, code))
    assert tuple(await asyncio.gather(*map(store.write, (counting, counting)))) == (1, 1)
    assert await written(store) == 2
    await store.close()


async def test_whoever_writes_is_told_when_it_lasts() -> None:
    database = Faulty(float("inf"), sqlite3.SQLITE_BUSY)
    store = await store_on(database)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    with pytest.raises(OperationalError):
        await store.write(counting)
    assert PATIENCE / 1000 <= loop.time() - begun < PATIENCE / 1000 + 1
    database.times = 0
    assert await store.write(counting) == 1
    assert await written(store) == 1
    await store.close()


async def test_whoever_writes_is_told_at_once_when_it_cannot_pass() -> None:
    store = await store_on(Faulty(1, sqlite3.SQLITE_CORRUPT))
    with pytest.raises(OperationalError):
        await store.write(counting)
    await store.close()


def test_a_fault_of_the_unit_itself_does_not_pass() -> None:
    assert not may_pass(ValueError())
    assert not may_pass(fault(sqlite3.SQLITE_ERROR))
    assert may_pass(fault(sqlite3.SQLITE_IOERR))
