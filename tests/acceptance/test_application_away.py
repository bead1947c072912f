"""The application is killed while people talk, wait, hear menus and are held: nobody notices."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tests.acceptance.harness.acts import TO_FAULTS, act, kept, led_by, when
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import person
from tests.acceptance.harness.records import Row, record_of, stored
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import AwaitCue, AwaitHangUp, Pause

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
AWAY = 3.0
"""Seconds that nobody is there, beside those of the start."""

CONTROL_WITHIN = 5.0
"""Seconds from being ready until everything goes on."""


def ended(row: Row) -> bool:
    return bool(row["ended_at"])


@asynccontextmanager
async def away(product: Centre) -> AsyncIterator[None]:
    """The application is killed, and comes back at the end."""
    await product.kill()
    try:
        yield
    finally:
        await product.start()


async def test_nobody_is_cut_off_and_everything_goes_on_when_the_application_is_killed(
    room: Room,
) -> None:
    talks, held, first, second, chooses, late = (f"1390000070{n}" for n in range(1, 7))
    menu = (Pause(2_500), AwaitCue(), *TO_FAULTS[1:], LONGEST)
    async with (
        room.agent("liqiang") as li,
        person(room.product, "supervisor") as watcher,
        room.customer(*TO_FAULTS, room.voice("customer"), LONGEST, number=talks),
    ):
        talk = await led_by(watcher, talks, "liqiang")
        async with (
            room.agent("liuyang") as liu,
            room.customer(*TO_FAULTS, LONGEST, number=held, name="held"),
        ):
            hold = await led_by(watcher, held, "liuyang")
            await act(liu, hold, "hold")
            async with (
                room.customer(*TO_FAULTS, LONGEST, number=first, name="first"),
                room.customer(Pause(3_000), *TO_FAULTS, LONGEST, number=second, name="second"),
                room.customer(*menu, number=chooses, name="chooses") as choosing,
            ):
                was = await when(watcher, second, lambda row: row["state"] == "waiting")
                listening = {"held": "music", "first": "music", "second": "music"}
                everybody = {"customer": "liqiang", "liqiang": "customer"} | listening
                await room.hear(8, **everybody)

                async with room.customer(*TO_FAULTS, LONGEST, number=late, name="late"):
                    async with away(room.product):
                        await room.hear(AWAY, **everybody, late="music")
                    await room.hear(CONTROL_WITHIN, **everybody)
                    await when(watcher, late, lambda row: row["state"] == "menu")
                    choosing.cue()
                    await when(watcher, chooses, lambda row: row["state"] == "waiting")

                    await act(liu, hold, "resume")
                    await room.hear(held="liuyang", liuyang="")
                    await act(li, talk, "hang-up", for_all=True)
                    ends = await record_of(watcher, talks, stored)
                    assert ends["cause"] == "agent-hung-up"
                    await li.do("/api/agent/wrap-up/finish")
                    await led_by(watcher, first, "liqiang")
                    still = await when(watcher, second, lambda row: row["state"] == "waiting")
                    assert still["queued_at"] == was["queued_at"]
                    whole = ends["ended_at"] - ends["connected_at"]
                    assert abs(kept(ends)[0]["duration"] - whole) < 1_000
