"""The contract of the telephony port, for our adapters and those of plug-in authors.

Inherit from `TelephonyContract` in a test module and give it a fixture `harness`.
"""
# ruff: noqa: D102 a test's name is its docstring

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol, TypeVar

import pytest

from switchroom.adapters.sipp.sound import tone
from switchroom.adapters.sipp.steps import (
    Answers,
    AwaitHangUp,
    Behaviour,
    HangUp,
    NeverAnswers,
    Pause,
    Play,
    Press,
    Rejects,
    Step,
)
from switchroom.kernel.time import Millis
from switchroom.ports.telephony import (
    Connected,
    DigitPressed,
    LegAnswered,
    LegArrived,
    LegEnded,
    LegGoneError,
    MonitorState,
    PlaybackEnded,
    RecordingEnded,
    RingPlan,
    Telephony,
    TelephonyEvent,
)
from switchroom.runtime.tasks import Tasks

E = TypeVar("E", bound=TelephonyEvent)

PATIENCE = 10.0


class TelephonyHarness(Protocol):
    """An engine under test, with parties around it."""

    @property
    def telephony(self) -> Telephony:
        """What is tested."""
        ...

    def sound(self, length: Millis) -> str:
        """A sound of that length, as `play` names it."""
        ...

    async def caller(
        self, *steps: Step, number: str = "13800138000", name: str = "", called: str = "95598"
    ) -> None:
        """A call comes in on trunk `main`; once answered it does the steps."""
        ...

    async def agent(self, extension: str, behaviour: Behaviour) -> None:
        """A telephone registers and behaves so."""
        ...


class Listener:
    """Hears what the engine tells, from `start` on."""

    def __init__(self, telephony: Telephony) -> None:
        self._telephony = telephony
        self._heard: asyncio.Queue[TelephonyEvent] = asyncio.Queue()
        self._tasks = Tasks("listener")

    def start(self) -> None:
        """Begin to listen."""
        self._tasks.start(self._listen(), "listen")

    async def close(self) -> None:
        """Stop listening."""
        await self._tasks.close()

    async def until(self, kind: type[E], **values: object) -> E:
        """The next event of a kind with these values; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self._heard.get()
                if isinstance(event, kind) and all(
                    getattr(event, name) == value for name, value in values.items()
                ):
                    return event

    async def settle(self, seconds: float = 0.3) -> list[TelephonyEvent]:
        """What comes within a while."""
        await asyncio.sleep(seconds)
        return [self._heard.get_nowait() for _ in range(self._heard.qsize())]

    async def _listen(self) -> None:
        async for event in self._telephony.events():
            self._heard.put_nowait(event)


def plan(leg: str, extension: str = "1001", timeout: Millis = 5000) -> RingPlan:
    """An ordinary way to ring an agent."""
    return RingPlan(
        leg=leg,
        endpoint=f"agent:{extension}",
        caller="13800138000",
        caller_name="王先生",
        timeout=timeout,
        headers={"X-Switchroom-Interaction": "interaction-1"},
        interaction="interaction-1",
    )


class TelephonyContract:
    """What every engine does."""

    @pytest.fixture
    async def listener(self, harness: TelephonyHarness) -> AsyncIterator[Listener]:
        """Hears from the connection on."""
        listener = Listener(harness.telephony)
        listener.start()
        await listener.until(Connected)
        yield listener
        left = await harness.telephony.snapshot()
        for leg in left.legs:
            await harness.telephony.end(leg.leg)
        for bridge in left.bridges:
            await harness.telephony.dissolve(bridge)
        for monitor in left.monitors:
            await harness.telephony.unmonitor(monitor)
        await listener.close()

    async def arrive(
        self, harness: TelephonyHarness, listener: Listener, *steps: Step, answer: bool = True
    ) -> str:
        """A call comes in and is answered; its leg."""
        await harness.caller(*(steps or (AwaitHangUp(),)))
        leg = (await listener.until(LegArrived)).leg
        if answer:
            await harness.telephony.answer(leg)
        return leg

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
        assert (states[leg].called, states[leg].trunk) == ("95598", "main")
        assert not states["agent-leg-2"].answered
        assert states["agent-leg-2"].ours
        assert states["agent-leg-2"].variables["interaction"] == "interaction-1"

    @pytest.mark.parametrize(("status", "cause"), [("486 Busy Here", 17), ("603 Decline", 21)])
    async def test_leg_ends_with_the_cause_when_the_agent_refuses(
        self, harness: TelephonyHarness, listener: Listener, status: str, cause: int
    ) -> None:
        await harness.agent("1001", Rejects(200, status))
        await harness.telephony.ring(plan("agent-leg-3"))
        ended = await listener.until(LegEnded, leg="agent-leg-3")
        assert (ended.cause, ended.rang, ended.by_far_end) == (cause, True, True)

    async def test_leg_ends_without_answer_when_time_is_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", NeverAnswers())
        await harness.telephony.ring(plan("agent-leg-4", timeout=1000))
        ended = await listener.until(LegEnded, leg="agent-leg-4")
        assert (ended.cause, ended.rang, ended.by_far_end) == (19, True, False)

    async def test_leg_ends_without_ringing_when_nobody_is_registered(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.telephony.ring(plan("agent-leg-5", extension="4711"))
        ended = await listener.until(LegEnded, leg="agent-leg-5")
        assert (ended.cause, ended.rang) == (20, False)

    async def test_one_leg_rings_when_it_is_asked_for_twice(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", Answers(300))
        for _ in range(2):
            await harness.telephony.ring(plan("agent-leg-6"))
        await listener.until(LegAnswered, leg="agent-leg-6")
        assert await listener.settle() == []
        assert len((await harness.telephony.snapshot()).legs) == 1

    async def test_ringing_stops_when_the_leg_is_ended(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        await harness.agent("1001", NeverAnswers())
        await harness.telephony.ring(plan("agent-leg-7"))
        await asyncio.sleep(0.3)
        await harness.telephony.end("agent-leg-7")
        ended = await listener.until(LegEnded, leg="agent-leg-7")
        assert ended.rang

    async def test_message_is_complete_when_the_caller_presses_hash(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(
            harness, listener, Pause(800), Press("#"), Pause(300), AwaitHangUp()
        )
        await harness.telephony.record_message(leg, "message-1", 20_000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-1", False)

    async def test_message_is_complete_when_the_caller_hangs_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener, Pause(1300), HangUp())
        await harness.telephony.record_message(leg, "message-2", 20_000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-2", False)

    async def test_message_is_complete_when_its_longest_time_is_up(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.record_message(leg, "message-3", 1000, 10_000, beep=False)
        ended = await listener.until(RecordingEnded)
        assert (ended.recording, ended.failed) == ("message-3", False)

    async def test_digits_are_sent_when_asked(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.send_digits(leg, "12#")
        assert not [e for e in await listener.settle() if isinstance(e, LegEnded)]

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

    async def test_playback_to_a_bridge_ends_once_when_all_is_played(
        self, harness: TelephonyHarness, listener: Listener
    ) -> None:
        leg = await self.arrive(harness, listener)
        await harness.telephony.join("bridge-3", [leg])
        await harness.telephony.play_bridge("bridge-3", "playback-4", [harness.sound(300)])
        assert not (await listener.until(PlaybackEnded, playback="playback-4")).failed
        assert await listener.settle() == []

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
