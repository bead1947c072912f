"""The database does not write for a while: talking goes on, and nobody who came is lost."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from tests.acceptance.harness.acts import TO_FAULTS, led_by, when
from tests.acceptance.harness.people import person
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import AwaitHangUp

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
CAUGHT_UP_WITHIN = 10.0


@asynccontextmanager
async def frozen(database: Path) -> AsyncIterator[None]:
    """Somebody else holds the writer's lock."""
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


async def test_talking_goes_on_and_who_came_is_written_down_later_when_the_database_is_locked(
    room: Room,
) -> None:
    talks, comes = "13900000901", "13900000902"
    async with (
        room.agent("liqiang"),
        person(room.product, "supervisor") as watcher,
        room.customer(*TO_FAULTS, room.voice("customer"), LONGEST, number=talks),
    ):
        await led_by(watcher, talks, "liqiang")
        async with (
            frozen(room.product.home / "switchroom.db"),
            room.customer(LONGEST, number=comes, name="comes"),
        ):
            for _ in range(4):
                await asyncio.sleep(2)
                await room.hear(within=2, customer="liqiang", liqiang="customer")
            assert (await watcher.see("/api/interactions", q=comes))["items"] == []
        async with asyncio.timeout(CAUGHT_UP_WITHIN):
            row = await when(watcher, comes, lambda row: bool(row["ended_at"]))
        assert row["cause"] == "customer-left-menu"
        await room.hear(within=2, customer="liqiang", liqiang="customer")
