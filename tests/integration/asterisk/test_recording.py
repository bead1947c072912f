"""What Asterisk writes of a conversation: both sides, in step, from answer to end."""

import asyncio
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from switchroom.adapters.sipp import Answers, AwaitHangUp, HangUp, Pause, Play, tone
from switchroom.ports.telephony import (
    Connected,
    LegAnswered,
    LegArrived,
    LegEnded,
    RecordingEnded,
    RingPlan,
)
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration

RATE = 8000
AGENT, CUSTOMER = 440.0, 700.0
SHORTEST = 0.3
SLACK = 0.5
"""Seconds by which a loaded machine may be late between an act and its sound."""


def level(sound: NDArray[np.float64], hertz: float) -> float:
    """How much of a tone is in a sound; 0.3 of full scale gives about 4900."""
    time = np.arange(len(sound)) / RATE
    return float(abs(np.mean(sound * np.exp(-2j * np.pi * hertz * time))))


def spells(sound: NDArray[np.float64], hertz: float) -> list[tuple[bool, float]]:
    """How long a tone is there, is not, is there again, in seconds; by steps of 20 ms.

    Spells of less than 300 ms, which a busy machine makes, are counted to what is around them.
    """
    steps = sound[: len(sound) // 160 * 160].reshape(-1, 160)
    found: list[tuple[bool, float]] = []
    for is_there, run in groupby(level(step, hertz) > 2000 for step in steps):
        length = 0.02 * len(list(run))
        if not found:
            found.append((is_there, length))
        elif found[-1][0] == is_there or length < SHORTEST:
            found[-1] = (found[-1][0], found[-1][1] + length)
        elif found[-1][1] < SHORTEST:
            found[-1] = (is_there, found[-1][1] + length)
        else:
            found.append((is_there, length))
    return found


async def connect(harness: AsteriskHarness, listener: Listener, folder: Path, name: str) -> str:
    """A caller and an agent, both with tones, talk; the agent's leg is `agent` and recorded."""
    agent = Answers(100, (Play(tone(folder / "agent.al", AGENT)), AwaitHangUp()))
    await harness.agent("1001", agent)
    await harness.caller(Play(tone(folder / "customer.al", CUSTOMER)), AwaitHangUp())
    caller = (await listener.until(LegArrived)).leg
    await harness.telephony.answer(caller)
    await harness.telephony.ring(
        RingPlan(
            leg="agent",
            endpoint="agent:1001",
            caller="13800138000",
            caller_name="",
            timeout=5000,
            recording=name,
        )
    )
    await listener.until(LegAnswered)
    await harness.telephony.join("bridge", [caller, "agent"])
    return caller


async def test_both_sides_are_kept_in_step_when_the_caller_is_held(
    harness: AsteriskHarness, listener: Listener, tmp_path: Path
) -> None:
    telephony = harness.telephony
    telephony.start()
    await listener.until(Connected)
    clock = asyncio.get_running_loop().time
    caller = await connect(harness, listener, tmp_path, "held")
    joined = clock()
    await asyncio.sleep(1)
    await telephony.leave("bridge", caller)
    await telephony.start_music(caller)
    held = clock()
    await asyncio.sleep(1)
    await telephony.join("bridge", [caller])
    resumed = clock()
    await asyncio.sleep(1)
    await telephony.end("agent")
    ended = clock()
    await listener.until(LegEnded, leg="agent")
    await asyncio.sleep(0.5)
    raw = harness.laboratory.process.instance.conversations / "held.raw"
    sound = np.fromfile(raw, "<i2").astype(np.float64).reshape(-1, 2)
    says, hears = spells(sound[:, 0], AGENT), spells(sound[:, 1], CUSTOMER)
    assert [is_there for is_there, _ in says][-1:] == [True]
    assert sum(length for _, length in says) == pytest.approx(ended - joined, abs=SLACK)
    assert [is_there for is_there, _ in hears] == [True, False, True]
    lengths = [length for _, length in hears]
    assert lengths == pytest.approx([held - joined, resumed - held, ended - resumed], abs=SLACK)
    assert level(sound[:, 0], CUSTOMER) < 50


async def test_message_has_its_true_length_when_the_caller_hangs_up(
    harness: AsteriskHarness, listener: Listener, tmp_path: Path
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    await harness.caller(Play(tone(tmp_path / "customer.al", CUSTOMER)), Pause(1500), HangUp())
    caller = (await listener.until(LegArrived)).leg
    await harness.telephony.answer(caller)
    await harness.telephony.record_message(caller, "message", 10_000, 5000, beep=False)
    ended = await listener.until(RecordingEnded)
    assert ended.duration == pytest.approx(1500, abs=150)
