"""Leases between two processes on one database."""

import asyncio
import threading
from functools import partial

import pytest
from tests.contract.store.centre import Counted, running

from switchroom.ports.store import Transaction
from switchroom.runtime.lease import LeaseLostError, acquire, release, require

pytestmark = pytest.mark.contract
LONG = 60_000


async def test_one_of_two_holds_it_when_both_ask_at_once(database_url: str) -> None:
    async with running(database_url) as one, running(database_url) as two:
        for _ in range(20):
            mine, yours = await asyncio.gather(
                one.store.write(lambda tx: acquire(tx, "routing", "one", LONG)),
                two.store.write(lambda tx: acquire(tx, "routing", "two", LONG)),
                return_exceptions=True,
            )
            held = [fence for fence in (mine, yours) if isinstance(fence, int)]
            assert len(held) == 1
            winner = one if isinstance(mine, int) else two
            await winner.store.write(partial(release, name="routing", fence=held[0]))


async def test_the_fence_grows_each_time_when_it_changes_hands(database_url: str) -> None:
    async with running(database_url) as centre:
        fences = []
        for holder in ("one", "two", "one"):
            take = partial(acquire, name="routing", holder=holder, lasting=0)
            fences.append(await centre.store.write(take))
        assert fences == [1, 2, 3]


async def test_a_late_holder_writes_nothing_when_another_took_it(database_url: str) -> None:
    async with running(database_url) as one, running(database_url) as two:
        fence = await one.store.write(lambda tx: acquire(tx, "routing", "one", 0))
        assert fence == 1
        assert await two.store.write(lambda tx: acquire(tx, "routing", "two", LONG)) == 2

        def late(tx: Transaction) -> None:
            tx.record("routing:main", Counted(n=1))
            require(tx, "routing", 1)

        with pytest.raises(LeaseLostError):
            await one.store.write(late)
        assert one.heard == []


async def test_nobody_takes_it_when_a_holders_unit_is_under_way(database_url: str) -> None:
    """Between the check and the commit the lease must not change hands."""
    async with running(database_url) as one, running(database_url) as two:
        await one.store.write(lambda tx: acquire(tx, "routing", "one", 0))
        checked, may_end = threading.Event(), threading.Event()

        def slow(tx: Transaction) -> None:
            require(tx, "routing", 1)
            checked.set()
            may_end.wait(10)

        order: list[str] = []
        writing = asyncio.gather(one.store.write(slow))
        writing.add_done_callback(lambda _: order.append("written"))
        await asyncio.to_thread(checked.wait, 10)
        taking = asyncio.gather(two.store.write(lambda tx: acquire(tx, "routing", "two", LONG)))
        taking.add_done_callback(lambda _: order.append("taken"))
        await asyncio.sleep(0.1)
        assert order == []
        may_end.set()
        await writing
        [fence] = await taking
        assert fence == 2
