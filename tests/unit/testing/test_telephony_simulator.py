"""What the scripted telephony adds to the port's contract: hearing, virtual time, being cut off."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from switchroom.adapters.sipp.steps import Answers, HangUp, Pause
from switchroom.ports.telephony import (
    Connected,
    Disconnected,
    LegAnswered,
    LegArrived,
    RecordingEnded,
    RingPlan,
    TelephonyUnavailableError,
)
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.telephony_legs import Heard
from switchroom.testing.telephony_simulator import ScriptedTelephony
from switchroom.testing.virtual_time import EPOCH, LoopClock

pytestmark = pytest.mark.unit


@pytest.fixture
def telephony() -> ScriptedTelephony:
    return ScriptedTelephony(LoopClock(), lengths={"/hello": 2000, "/bye": 500})


@pytest.fixture
async def listener(telephony: ScriptedTelephony) -> AsyncIterator[Listener]:
    listener = Listener(telephony)
    listener.start()
    await listener.until(Connected)
    yield listener
    await listener.close()


async def test_music_and_sounds_are_heard_one_after_the_other_when_played(
    telephony: ScriptedTelephony, listener: Listener
) -> None:
    start = LoopClock().now()
    leg = telephony.call("13800138000", "95598")
    await telephony.answer(leg)
    await telephony.start_music(leg)
    await asyncio.sleep(10)
    await telephony.play(leg, "playback", ["/hello", "/bye"])
    await asyncio.sleep(60)
    assert telephony.heard(leg) == [
        Heard("music:default", start, start + 10_000),
        Heard("/hello", start + 10_000, start + 12_000),
        Heard("/bye", start + 12_000, start + 12_500),
    ]


async def test_next_playback_begins_when_the_first_is_stopped(
    telephony: ScriptedTelephony, listener: Listener
) -> None:
    leg = telephony.call("13800138000", "95598")
    await telephony.play(leg, "first", ["/hello"])
    await telephony.play(leg, "second", ["/bye"])
    await asyncio.sleep(1)
    await telephony.stop("first")
    await asyncio.sleep(60)
    lengths = [(heard.until or 0) - heard.since for heard in telephony.heard(leg)]
    assert lengths == [1000, 500]


async def test_legs_hear_each_other_when_joined_and_not_after_one_hangs_up(
    telephony: ScriptedTelephony, listener: Listener
) -> None:
    telephony.agent("1001", Answers(3000, (Pause(10_000), HangUp())))
    leg = telephony.call("13800138000", "95598")
    await telephony.answer(leg)
    await telephony.ring(
        RingPlan(leg="agent", endpoint="agent:1001", caller="", caller_name="", timeout=20_000)
    )
    await listener.until(LegAnswered)
    assert LoopClock().now() - EPOCH >= 3000
    await telephony.join("bridge", [leg, "agent"])
    assert telephony.joined(leg) == {"agent"}
    await asyncio.sleep(11)
    assert telephony.joined(leg) == set()


async def test_message_ends_when_the_caller_is_silent_after_speaking(
    telephony: ScriptedTelephony, listener: Listener
) -> None:
    leg = telephony.call("13800138000", "95598")
    await telephony.answer(leg)
    await telephony.record_message(leg, "message", 60_000, 3000, beep=True)
    await asyncio.sleep(1)
    telephony.speak(leg, 5000)
    assert (await listener.until(RecordingEnded)).duration == 9000


async def test_calls_are_handed_over_when_the_engine_is_heard_again(
    telephony: ScriptedTelephony, listener: Listener
) -> None:
    telephony.cut()
    await listener.until(Disconnected)
    leg = telephony.call("13800138000", "95598")
    with pytest.raises(TelephonyUnavailableError):
        await telephony.answer(leg)
    telephony.mend()
    await listener.until(Connected)
    assert (await listener.until(LegArrived)).leg == leg
