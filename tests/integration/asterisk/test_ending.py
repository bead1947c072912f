"""Who ended a leg, and who speaks, as Asterisk tells it."""

import asyncio

import numpy as np
import pytest
import soundfile

from switchroom.adapters.sipp import AwaitHangUp, Play, call, tone
from switchroom.adapters.sipp.sound import RATE
from switchroom.ports.telephony import (
    Connected,
    LegArrived,
    LegEnded,
    SpeechEnded,
    SpeechStarted,
)
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration


async def test_far_end_is_said_when_the_caller_gives_up(
    harness: AsteriskHarness, listener: Listener
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    place = harness.laboratory.place()
    harness.parties.append(await call(place, "95598", gives_up_after=300))
    leg = (await listener.until(LegArrived)).leg
    await harness.telephony.ringing(leg)
    assert (await listener.until(LegEnded, leg=leg)).by_far_end


async def test_far_end_is_not_said_of_the_other_when_one_hangs_up_in_a_talk(
    harness: AsteriskHarness, listener: Listener
) -> None:
    """Asterisk names the first one as the source of both ends."""
    harness.telephony.start()
    await listener.until(Connected)
    legs = []
    for _ in range(2):
        await harness.caller(AwaitHangUp())
        legs.append((await listener.until(LegArrived)).leg)
        await harness.telephony.answer(legs[-1])
    await harness.telephony.join("talk", legs)
    await harness.parties[0].kill()
    for leg in legs:
        await harness.telephony.end(leg)
        assert not (await listener.until(LegEnded, leg=leg)).by_far_end


async def test_speech_is_told_while_it_is_watched(
    harness: AsteriskHarness, listener: Listener
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    folder = harness.laboratory.folder
    spoken, _ = soundfile.read(
        tone(folder / "speech.al", 500.0, seconds=1.0),
        channels=1,
        samplerate=RATE,
        format="RAW",
        subtype="ALAW",
    )
    said = np.concatenate([spoken, np.zeros(4 * RATE)])
    soundfile.write(folder / "said.al", said, RATE, format="RAW", subtype="ALAW")
    await harness.caller(Play(folder / "said.al"), AwaitHangUp())
    leg = (await listener.until(LegArrived)).leg
    for _ in range(2):
        await harness.telephony.watch_speech(leg, on=True)
    await harness.telephony.answer(leg)
    await listener.until(SpeechStarted, leg=leg)
    await listener.until(SpeechEnded, leg=leg)
    await harness.telephony.watch_speech(leg, on=False)
    await asyncio.sleep(0.2)
    assert await listener.settle(5.2) == []
