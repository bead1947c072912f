"""What a leg or a bridge hears, and when it has heard it."""
# ruff: noqa: D102 a test's name is its docstring

import asyncio

from switchroom.ports.telephony import LegEnded, PlaybackEnded
from switchroom.testing.telephony_contract.engine import EngineContract, TelephonyHarness
from switchroom.testing.telephony_contract.listener import Listener


class PlayingContract(EngineContract):
    """What a leg or a bridge hears, and when it has heard it."""

    async def test_playback_ends_once_when_all_sounds_were_played(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.play(leg, "playback-1", [harness.sound(200), harness.sound(300)])
        ended = await listener.until(PlaybackEnded)
        assert ended == PlaybackEnded(playback="playback-1")
        assert await listener.settle() == []

    async def test_playback_ends_once_when_it_is_stopped(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.play(leg, "playback-2", [harness.sound(5000)])
        await asyncio.sleep(0.1)
        await harness.telephony.stop("playback-2")
        await listener.until(PlaybackEnded, playback="playback-2")
        await harness.telephony.stop("playback-2")
        assert await listener.settle() == []

    async def test_playback_ends_when_the_leg_does(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.play(leg, "playback-3", [harness.sound(5000)])
        await asyncio.sleep(0.1)
        await harness.telephony.end(leg)
        await listener.until(PlaybackEnded, playback="playback-3")
        await listener.until(LegEnded, leg=leg)

    async def test_playback_to_a_bridge_ends_once_when_all_is_played(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.join("bridge-3", [leg])
        await harness.telephony.play_bridge("bridge-3", "playback-4", [harness.sound(300)])
        assert not (await listener.until(PlaybackEnded, playback="playback-4")).failed
        assert await listener.settle() == []
