"""Legs that come, press keys, are joined and parted, and end."""
# ruff: noqa: D102 a test's name is its docstring

import asyncio

import pytest

from switchroom.adapters.sipp.steps import Answers, AwaitHangUp, HangUp, NeverAnswers, Pause, Press
from switchroom.ports.telephony import DigitPressed, LegAnswered, LegArrived, LegEnded, LegGoneError
from switchroom.testing.telephony_contract.engine import EngineContract, TelephonyHarness, plan
from switchroom.testing.telephony_contract.listener import Listener


class LegsContract(EngineContract):
    """Legs that come, press keys, are joined and parted, and end."""

    async def test_arrival_names_caller_and_called_when_a_trunk_calls(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.caller(AwaitHangUp(), number="13900139000", name="Li", called="95598")
        arrived = await listener.until(LegArrived)
        assert (arrived.caller, arrived.caller_name) == ("13900139000", "Li")
        assert (arrived.called, arrived.trunk) == ("95598", "main")

    async def test_digits_come_in_order_when_the_caller_presses(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(
            harness, listener, Pause(200), Press("15#"), Pause(300), AwaitHangUp()
        )
        digits = [await listener.until(DigitPressed, leg=leg) for _ in range(3)]
        assert [pressed.digit for pressed in digits] == ["1", "5", "#"]

    async def test_digits_are_sent_when_asked(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.send_digits(leg, "12#")
        assert not [e for e in await listener.settle() if isinstance(e, LegEnded)]

    async def test_leg_ends_normally_when_the_caller_hangs_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener, Pause(300), HangUp())
        ended = await listener.until(LegEnded, leg=leg)
        assert (ended.cause, ended.by_far_end) == (16, True)

    async def test_leg_ends_not_by_its_far_end_when_we_end_it(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.end(leg)
        assert not (await listener.until(LegEnded, leg=leg)).by_far_end
        assert (await harness.telephony.snapshot()).legs == []

    async def test_end_is_harmless_when_the_leg_is_gone(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.end(leg)
        await listener.until(LegEnded, leg=leg)
        await harness.telephony.end(leg)
        assert not [e for e in await listener.settle() if isinstance(e, LegEnded)]

    async def test_asking_a_leg_fails_when_it_is_gone(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.end(leg)
        await listener.until(LegEnded, leg=leg)
        with pytest.raises(LegGoneError):
            await harness.telephony.play(leg, "playback", [harness.sound(200)])
        with pytest.raises(LegGoneError):
            await harness.telephony.start_music(leg)
        with pytest.raises(LegGoneError):
            await harness.telephony.join("bridge-gone", [leg])
        await harness.telephony.dissolve("bridge-gone")

    async def test_leg_gone_is_said_when_something_is_asked_of_none(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        telephony = harness.telephony
        for asked in (
            telephony.mute("gone"),
            telephony.unmute("gone"),
            telephony.start_ringback("gone"),
            telephony.watch_speech("gone", on=True),
            telephony.play_bridge("gone", "playback-5", [harness.sound(300)]),
        ):
            with pytest.raises(LegGoneError):
                await asked

    async def test_what_is_asked_of_a_leg_twice_is_no_error(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        telephony = harness.telephony
        leg = await self.arrive(harness, listener)
        for _ in range(2):
            await telephony.start_ringback(leg)
            await telephony.mute(leg)
            await telephony.watch_speech(leg, on=True)
        for _ in range(2):
            await telephony.stop_ringback(leg)
            await telephony.unmute(leg)
            await telephony.watch_speech(leg, on=False)
        assert await listener.settle() == []

    async def test_legs_are_joined_and_parted_when_an_agent_answers(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        telephony = harness.telephony
        await harness.agent("1001", Answers(200))
        leg = await self.arrive(harness, listener)
        await telephony.start_music(leg)
        await telephony.ring(plan("agent-leg-1"))
        await listener.until(LegAnswered, leg="agent-leg-1")
        for _ in range(2):
            await telephony.join("bridge-1", [leg, "agent-leg-1"])
        assert set((await telephony.snapshot()).bridges["bridge-1"]) == {leg, "agent-leg-1"}
        await telephony.leave("bridge-1", leg)
        assert list((await telephony.snapshot()).bridges["bridge-1"]) == ["agent-leg-1"]
        for _ in range(2):
            await telephony.dissolve("bridge-1")
        snapshot = await telephony.snapshot()
        assert {state.leg for state in snapshot.legs} == {leg, "agent-leg-1"}
        assert dict(snapshot.bridges) == {}

    async def test_snapshot_knows_interaction_and_state_when_legs_exist(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", NeverAnswers())
        leg = await self.arrive(harness, listener)
        await harness.telephony.ring(plan("agent-leg-2"))
        await asyncio.sleep(0.3)
        states = {state.leg: state for state in (await harness.telephony.snapshot()).legs}
        assert states[leg].answered
        arrived = states[leg].arrived
        assert arrived
        assert (arrived.leg, arrived.called, arrived.trunk) == (leg, "95598", "main")
        assert states["agent-leg-2"].arrived is None
        assert not states["agent-leg-2"].answered
        assert states["agent-leg-2"].ours
        assert states["agent-leg-2"].variables["interaction"] == "interaction-1"
