"""Asterisk is killed with its calls: each is closed with its cause, the next come through."""

import asyncio
import os
import signal

import pytest
from tests.acceptance.harness.acts import TO_FAULTS, kept, led_by, when
from tests.acceptance.harness.people import person
from tests.acceptance.harness.records import Row, record_of, stored
from tests.acceptance.harness.room import Room

from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import running_asterisk
from switchroom.adapters.sipp import AwaitHangUp, Pause
from switchroom.runtime.clock import SystemClock

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
CLOSED_WITHIN, BACK_WITHIN = 10_000, 15.0
"""Milliseconds; seconds."""


async def kill_asterisk(room: Room) -> None:
    """Without a word, and gone when this returns."""
    root = find_root()
    assert root
    instance = Instance(root, f"switchroom-{room.product.ari_port}")
    pid = running_asterisk(instance)
    assert pid
    os.kill(pid, signal.SIGKILL)


def over(row: Row) -> bool:
    return bool(row["ended_at"])


async def test_each_call_is_closed_and_the_next_come_through_when_asterisk_is_killed(
    room: Room,
) -> None:
    talks, waits, after = (f"1390000080{n}" for n in range(1, 4))
    async with (
        room.agent("liqiang") as li,
        person(room.product, "supervisor") as watcher,
        room.customer(*TO_FAULTS, room.voice("customer"), LONGEST, number=talks),
        room.customer(Pause(2_000), *TO_FAULTS, LONGEST, number=waits, name="waits"),
    ):
        await led_by(watcher, talks, "liqiang")
        await when(watcher, waits, lambda row: row["state"] == "waiting")
        await room.hear(customer="liqiang", waits="music")
        await asyncio.sleep(2)
        since = SystemClock().now()
        await kill_asterisk(room)
        await room.product.ready(BACK_WITHIN)
        for number in (talks, waits):
            row = await when(watcher, number, over)
            assert row["cause"] == "lost"
            assert 0 <= row["ended_at"] - since < CLOSED_WITHIN
        talked = await record_of(watcher, talks, stored)
        assert kept(talked)[0]["duration"] > 1_500
        offered = {call["number"] for call in await li.see("/api/agent/planned")}
        assert {f"+86{talks}", f"+86{waits}"} <= offered
        for call in await li.see("/api/agent/planned"):
            await li.remove(f"/api/agent/planned/{call['id']}")
        await li.do("/api/agent/wrap-up/finish")
    async with (
        room.agent("liqiang"),
        person(room.product, "supervisor") as watcher,
        room.customer(*TO_FAULTS, room.voice("customer"), LONGEST, number=after),
    ):
        await led_by(watcher, after, "liqiang")
        await room.hear(customer="liqiang", liqiang="customer")
