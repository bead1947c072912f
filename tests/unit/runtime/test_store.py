import asyncio

import pytest
from sqlalchemy import func, select

from switchroom.kernel.errors import ConflictError
from switchroom.kernel.messages import Command, Event
from switchroom.ports.store import Transaction
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.journal import entries
from switchroom.runtime.lease import LeaseLostError, acquire, release, require
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tables import journal, outbox
from switchroom.runtime.timers import Timers
from switchroom.runtime.transaction import Projectors
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import LoopClock

pytestmark = pytest.mark.unit


class Counted(Event, frozen=True, kw_only=True):
    n: int


class Remind(Command, frozen=True, kw_only=True):
    n: int


class Centre:
    def __init__(self) -> None:
        self.bus = LocalBus()
        self.clock = LoopClock()
        self.projectors = Projectors()
        types = MessageTypes([Counted, Remind])
        self.database = MemoryDatabase()
        self.store = SqlStore(self.database, self.bus, self.clock, types, self.projectors)
        self.timers = Timers(self.store, self.bus, self.clock, types)
        self.store.on_timers_changed = self.timers.changed
        self.heard: list[int] = []

        async def hear(_: str, event: Counted) -> None:
            self.heard.append(event.n)

        self.bus.watch(Counted, hear)

    async def __aenter__(self) -> "Centre":
        await self.store.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.timers.close()
        await self.store.close()

    async def settle(self) -> None:
        await asyncio.sleep(0.01)

    async def count(self, n: int) -> None:
        await self.store.write(lambda tx: tx.record("counter:a", Counted(n=n)))


async def test_events_are_journalled_and_published_in_order_when_a_unit_commits() -> None:
    async with Centre() as centre:
        for n in range(3):
            await centre.count(n)
        lines = await centre.store.read(lambda c: entries(c, "counter:a"))
        assert [line.data for line in lines] == ['{"n":0}', '{"n":1}', '{"n":2}']
        await centre.settle()
        assert centre.heard == [0, 1, 2]


async def test_only_the_failing_unit_is_undone_when_units_share_a_commit() -> None:
    async with Centre() as centre:

        def fail(tx: Transaction) -> None:
            tx.record("counter:a", Counted(n=666))
            raise ConflictError("no")

        good = centre.store.write(lambda tx: tx.record("counter:a", Counted(n=1)))
        with pytest.raises(ConflictError):
            await centre.store.write(fail)
        await good
        await centre.settle()
        assert centre.heard == [1]


async def test_rows_and_journal_agree_when_a_projector_fails() -> None:
    async with Centre() as centre:

        def refuse(_: Transaction, __: str, ___: Counted) -> None:
            raise ConflictError("row refused")

        centre.projectors.add(Counted, refuse)
        with pytest.raises(ConflictError):
            await centre.count(1)
        assert await centre.store.read(lambda c: c.scalar(select(func.count(journal.c.at)))) == 0


async def test_an_event_is_told_again_when_its_delivery_was_cut_off() -> None:
    async with Centre() as centre:
        await centre.count(7)
        await centre.settle()
        centre.store._delivered.clear()
        assert await centre.store.redeliver() == 1
        await centre.count(8)
        await centre.settle()
        await centre.count(9)
        await centre.settle()
        assert centre.heard == [7, 7, 8, 9]
        left = await centre.store.read(lambda c: c.scalar(select(func.count()).select_from(outbox)))
        assert left == 1


async def test_a_timer_fires_when_it_is_due_and_not_before() -> None:
    async with Centre() as centre:
        fired: list[int] = []

        async def remind(command: Remind) -> None:
            fired.append(centre.clock.now())

        centre.bus.serve(Remind, remind)
        await centre.timers.start()
        due = centre.clock.now() + 90_000
        await centre.store.write(lambda tx: tx.set_timer("t", due, Remind(n=1)))
        await sleep_until(centre, due + 1_000)
        assert fired == [due]


async def test_a_timer_is_asked_again_when_its_handler_failed() -> None:
    async with Centre() as centre:
        tries: list[int] = []

        async def remind(command: Remind) -> None:
            tries.append(centre.clock.now())
            if len(tries) < 3:
                raise ConflictError("not yet")

        centre.bus.serve(Remind, remind)
        await centre.timers.start()
        start = centre.clock.now()
        await centre.store.write(lambda tx: tx.set_timer("t", start, Remind(n=1)))
        await sleep_until(centre, start + 60_000)
        assert tries == [start, start + 1_000, start + 3_000]


async def test_a_lapsed_holder_cannot_write_when_another_took_the_lease() -> None:
    async with Centre() as centre:
        store = centre.store
        mine = await store.write(lambda tx: acquire(tx, "routing", "a", 1_000))
        assert mine == 1
        assert await store.write(lambda tx: acquire(tx, "routing", "b", 1_000)) is None
        await sleep_until(centre, centre.clock.now() + 1_500)
        assert await store.write(lambda tx: acquire(tx, "routing", "b", 1_000)) == 2
        with pytest.raises(LeaseLostError):
            await store.write(lambda tx: require(tx, "routing", 1))
        await store.write(lambda tx: release(tx, "routing", 2))
        assert await store.write(lambda tx: acquire(tx, "routing", "a", 1_000)) == 3


async def sleep_until(centre: Centre, moment: int) -> None:
    await asyncio.sleep((moment - centre.clock.now()) / 1000)


async def test_units_moment_is_its_askers_when_the_asker_knows_better() -> None:
    async with Centre() as centre:
        now = centre.clock.now()
        assert await centre.store.write(lambda tx: tx.now) == now
        assert await centre.store.write(lambda tx: tx.now, at=now - 300) == now - 300
