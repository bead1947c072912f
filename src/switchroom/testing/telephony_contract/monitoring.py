"""Supervisors who hear a leg."""
# ruff: noqa: D102 a test's name is its docstring

import asyncio
from pathlib import Path

import pytest

from switchroom.adapters.sipp.sound import tone
from switchroom.adapters.sipp.steps import AwaitHangUp, Play
from switchroom.ports.telephony import LegEnded, LegGoneError, MonitorState
from switchroom.testing.telephony_contract.engine import EngineContract, TelephonyHarness
from switchroom.testing.telephony_contract.listener import Listener


class MonitoringContract(EngineContract):
    """Supervisors who hear a leg."""

    async def test_monitor_is_apart_from_legs_and_bridges_until_it_is_ended(
        self, harness: TelephonyHarness, listener: Listener, tmp_path: Path
    ) -> None:
        """The target is not mute: Asterisk lets go of a snoop at the target's next sound."""
        telephony = harness.telephony
        voice = Play(tone(tmp_path / "voice.al", 500.0))
        leg, supervisor = [
            await self.arrive(harness, listener, voice, AwaitHangUp()) for _ in range(2)
        ]
        await telephony.join("bridge-2", [leg])
        for whisper in (False, True, True, False, True):
            await telephony.monitor("monitor-1", leg, supervisor, whisper=whisper)
            snapshot = await telephony.snapshot()
            assert {state.leg for state in snapshot.legs} == {leg, supervisor}
            assert {bridge: list(legs) for bridge, legs in snapshot.bridges.items()} == {
                "bridge-2": [leg]
            }
            assert snapshot.monitors == {
                "monitor-1": MonitorState(target=leg, listener=supervisor, whisper=whisper)
            }
        for _ in range(2):
            await telephony.unmonitor("monitor-1")
        snapshot = await telephony.snapshot()
        assert {state.leg for state in snapshot.legs} == {leg, supervisor}
        assert snapshot.monitors == {}
        assert await listener.settle() == []

    async def test_monitor_can_be_ended_when_a_leg_of_it_is_gone(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        telephony = harness.telephony
        leg, supervisor = [await self.arrive(harness, listener) for _ in range(2)]
        await telephony.monitor("monitor-2", leg, supervisor, whisper=True)
        for gone in (leg, supervisor):
            await telephony.end(gone)
            await listener.until(LegEnded, leg=gone)
        assert list((await telephony.snapshot()).monitors) == ["monitor-2"]
        await telephony.unmonitor("monitor-2")
        assert (await telephony.snapshot()).monitors == {}

    async def test_nothing_is_left_when_who_shall_be_monitored_is_gone(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        supervisor = await self.arrive(harness, listener)
        with pytest.raises(LegGoneError):
            await harness.telephony.monitor("monitor-3", "gone", supervisor, whisper=False)
        async with asyncio.timeout(5):
            while (snapshot := await harness.telephony.snapshot()).monitors:  # noqa: ASYNC110 an engine
                await asyncio.sleep(0.05)
        assert supervisor in [state.leg for state in snapshot.legs]
