"""The telephony port without telephones: scripted callers and agents, in any time.

It behaves as the Asterisk adapter does, which the contract suite holds: a playback on a leg with
music ends the music; playbacks of one leg follow each other; joining ends the music; a leg's end
ends its playback and its recording. With a virtual clock an hour's story runs at once.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from typing_extensions import override

from switchroom.adapters.sipp.steps import (
    Answers,
    AwaitHangUp,
    Behaviour,
    Step,
)
from switchroom.kernel.time import Millis
from switchroom.ports.clock import Clock
from switchroom.ports.telephony import (
    Connected,
    Disconnected,
    LegEnded,
    LegGoneError,
    LegState,
    MonitorState,
    RingPlan,
    Snapshot,
    Telephony,
    TelephonyEvent,
)
from switchroom.testing.telephony_legs import Heard, Playing, Recording, SimulatedLeg
from switchroom.testing.telephony_lines import LOST, NORMAL, UNREACHABLE, Schedule, SimulatedLines


def on_running_loop(after: Millis, act: Callable[[], None]) -> None:
    """Schedule on the running loop, in its own time, be it virtual or real."""
    asyncio.get_running_loop().call_later(after / 1000, act)


class ScriptedTelephony(Telephony):
    """Telephones that do what a test tells them.

    Args:
        clock: tells when things were heard.
        schedule: carries out later what a script says.
        lengths: how long sounds are, by path; one second where it says nothing.
    """

    def __init__(
        self,
        clock: Clock,
        schedule: Schedule = on_running_loop,
        lengths: Mapping[str, Millis] | None = None,
    ) -> None:
        self._lines = SimulatedLines(clock, schedule, {} if lengths is None else lengths)
        self._numbers = itertools.count(1)
        self._agents: dict[str, Behaviour] = {}

    # --- what a test does --------------------------------------------------------------------

    def agent(self, extension: str, behaviour: Behaviour | None) -> None:
        """Register an agent's telephone that behaves so; None takes it away."""
        if behaviour is None:
            self._agents.pop(extension, None)
        else:
            self._agents[extension] = behaviour

    def call(
        self,
        caller: str,
        called: str,
        trunk: str = "main",
        caller_name: str = "",
        steps: Sequence[Step] = (AwaitHangUp(),),
    ) -> str:
        """A call comes in; once answered, the caller does the steps. Returns its leg."""
        leg = SimulatedLeg(
            leg=f"call-{next(self._numbers)}",
            caller=caller,
            called=called,
            trunk=trunk,
            caller_name=caller_name,
            ours=self._lines.reachable,
            behaviour=Answers(0, tuple(steps)),
        )
        self._lines.legs[leg.leg] = leg
        self._lines.arrive(leg)
        return leg.leg

    def press(self, leg: str, digit: str) -> None:
        """The party presses a key."""
        self._lines.press(leg, digit)

    def speak(self, leg: str, length: Millis) -> None:
        """The party speaks from now on for so long."""
        self._lines.speech(self._lines.find(leg), length)

    def hang_up(self, leg: str, cause: int = NORMAL) -> None:
        """The party hangs up."""
        self._lines.finish(self._lines.find(leg), cause, by_far_end=True)

    def lose(self, leg: str) -> None:
        """The party's telephone, or its connection, is gone without a word."""
        self._lines.finish(self._lines.find(leg), LOST)

    def cut(self) -> None:
        """The engine cannot be heard any more; calls go on in it."""
        self._lines.tell(Disconnected())
        self._lines.reachable = False

    def mend(self) -> None:
        """It is heard again; calls that came meanwhile are handed over."""
        self._lines.reachable = True
        self._lines.tell(Connected())
        for leg in [leg for leg in self._lines.legs.values() if not leg.ours]:
            leg.ours = True
            self._lines.arrive(leg)

    def heard(self, leg: str) -> list[Heard]:
        """Sounds and music that a leg heard, also one that is gone."""
        return list((self._lines.legs.get(leg) or self._lines.past[leg]).heard)

    def joined(self, leg: str) -> set[str]:
        """The other legs that it hears and that hear it."""
        bridge = self._lines.legs[leg].bridge if leg in self._lines.legs else None
        return set(self._lines.bridges[bridge]) - {leg} if bridge else set()

    def speakers(self, leg: str) -> set[str]:
        """The legs that it hears when they speak: in its bridge, monitored, or whispering."""
        return self._lines.speakers(leg)

    def known(self, leg: str) -> SimulatedLeg:
        """All that is known of a leg, also of one that is gone."""
        return self._lines.legs.get(leg) or self._lines.past[leg]

    # --- the port ----------------------------------------------------------------------------

    @override
    async def events(self) -> AsyncIterator[TelephonyEvent]:
        queue: asyncio.Queue[TelephonyEvent] = asyncio.Queue()
        if self._lines.reachable:
            queue.put_nowait(Connected())
        self._lines.listeners.append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._lines.listeners.remove(queue)

    @override
    async def snapshot(self) -> Snapshot:
        self._lines.require_reachable()
        return Snapshot(
            legs=[_state(leg) for leg in self._lines.legs.values()],
            bridges={bridge: list(legs) for bridge, legs in self._lines.bridges.items()},
            monitors=dict(self._lines.monitors),
        )

    @override
    async def answer(self, leg: str) -> None:
        found = self._lines.find_reachable(leg)
        if not found.answered:
            found.answered = True
            self._lines.follow(found)

    @override
    async def ringing(self, leg: str) -> None:
        self._lines.find_reachable(leg).ringing = True

    @override
    async def ring(self, plan: RingPlan) -> None:
        self._lines.require_reachable()
        if plan.leg in self._lines.legs:
            return
        behaviour = self._behaviour(plan.endpoint)
        if behaviour is None:
            self._lines.tell(LegEnded(leg=plan.leg, cause=UNREACHABLE, rang=False))
            return
        leg = SimulatedLeg(
            leg=plan.leg,
            caller=plan.caller,
            caller_name=plan.caller_name,
            ringing=True,
            behaviour=behaviour,
            interaction=plan.interaction,
            recorded_as=plan.recording,
            headers=dict(plan.headers),
        )
        self._lines.legs[leg.leg] = leg
        self._lines.ring_out(leg, behaviour, plan.timeout)

    @override
    async def end(self, leg: str, cause: int = 16) -> None:
        self._lines.require_reachable()
        if found := self._lines.legs.get(leg):
            self._lines.finish(found, cause)

    @override
    async def play(self, leg: str, playback: str, media: Sequence[str]) -> None:
        found = self._lines.find_reachable(leg)
        found.playing.append(Playing(playback, list(media)))
        if len(found.playing) == 1:
            self._lines.play_next(found, playback)

    @override
    async def play_bridge(self, bridge: str, playback: str, media: Sequence[str]) -> None:
        self._lines.require_reachable()
        if bridge not in self._lines.bridges:
            raise LegGoneError(f"bridge {bridge} does not exist")
        self._lines.announce(bridge, playback, list(media))

    @override
    async def stop(self, playback: str) -> None:
        self._lines.require_reachable()
        self._lines.end_announcement(playback)
        for leg in self._lines.legs.values():
            if any(playing.playback == playback for playing in leg.playing):
                self._lines.end_playback(leg, playback)
                return

    @override
    async def start_music(self, leg: str, music: str = "default") -> None:
        self._lines.find_reachable(leg).begin(f"music:{music}", self._lines.clock.now())

    @override
    async def stop_music(self, leg: str) -> None:
        self._lines.quieten(self._lines.find_reachable(leg))

    @override
    async def start_ringback(self, leg: str) -> None:
        self._lines.find_reachable(leg).begin("ringback", self._lines.clock.now())

    @override
    async def stop_ringback(self, leg: str) -> None:
        self._lines.quieten(self._lines.find_reachable(leg))

    @override
    async def join(self, bridge: str, legs: Sequence[str]) -> None:
        found = [self._lines.find_reachable(leg) for leg in legs]
        members = self._lines.bridges.setdefault(bridge, [])
        for leg in found:
            self._lines.quieten(leg)
            if leg.bridge != bridge:
                self._lines.take_out(leg)
                leg.bridge = bridge
                members.append(leg.leg)

    @override
    async def leave(self, bridge: str, leg: str) -> None:
        found = self._lines.find_reachable(leg)
        if found.bridge != bridge:
            raise LegGoneError(f"leg {leg} is not in bridge {bridge}")
        self._lines.take_out(found)

    @override
    async def dissolve(self, bridge: str) -> None:
        self._lines.require_reachable()
        self._lines.dissolve(bridge)

    @override
    async def mute(self, leg: str) -> None:
        self._lines.find_reachable(leg).muted = True

    @override
    async def unmute(self, leg: str) -> None:
        self._lines.find_reachable(leg).muted = False

    @override
    async def monitor(self, monitor: str, target: str, listener: str, *, whisper: bool) -> None:
        hearing = self._lines.find_reachable(listener)
        self._lines.find_reachable(target)
        self._lines.take_out(hearing)
        self._lines.quieten(hearing)
        self._lines.monitors[monitor] = MonitorState(
            target=target, listener=listener, whisper=whisper
        )

    @override
    async def unmonitor(self, monitor: str) -> None:
        self._lines.require_reachable()
        self._lines.monitors.pop(monitor, None)

    @override
    async def watch_speech(self, leg: str, *, on: bool) -> None:
        self._lines.find_reachable(leg).watched = on

    @override
    async def record_message(
        self, leg: str, recording: str, longest: Millis, silence: Millis, beep: bool
    ) -> None:
        found = self._lines.find_reachable(leg)
        now = self._lines.clock.now()
        found.recording = Recording(recording, now, silence, now)
        self._lines.later(found, longest, lambda: self._lines.finish_recording(found, recording))
        self._lines.watch_silence(found, recording)

    @override
    async def send_digits(self, leg: str, digits: str) -> None:
        self._lines.find_reachable(leg).digits += digits

    def _behaviour(self, endpoint: str) -> Behaviour | None:
        kind, _, rest = endpoint.partition(":")
        return self._agents.get(rest if kind == "agent" else endpoint)


def _state(leg: SimulatedLeg) -> LegState:
    return LegState(
        leg=leg.leg,
        arrived=leg.arrived,
        answered=leg.answered,
        ours=leg.ours,
        variables={"interaction": leg.interaction} if leg.interaction else {},
    )
