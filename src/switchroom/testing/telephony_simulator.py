"""The telephony port without telephones: scripted callers and agents, in any time.

It behaves as the Asterisk adapter does, which the contract suite holds: a playback on a leg with
music ends the music; playbacks of one leg follow each other; joining ends the music; a leg's end
ends its playback and its recording. With a virtual clock an hour's story runs at once.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import TypeVar

from typing_extensions import override

from switchroom.kernel.time import Millis
from switchroom.ports.clock import Clock
from switchroom.ports.telephony import (
    Connected,
    DigitPressed,
    Disconnected,
    LegAnswered,
    LegArrived,
    LegEnded,
    LegGoneError,
    LegState,
    PlaybackEnded,
    RecordingEnded,
    RingPlan,
    Snapshot,
    Telephony,
    TelephonyEvent,
    TelephonyUnavailableError,
)
from switchroom.testing.sipp.steps import (
    Answers,
    AwaitHangUp,
    Behaviour,
    HangUp,
    NeverAnswers,
    Pause,
    Press,
    Rejects,
    Step,
)
from switchroom.testing.telephony_legs import Heard, Playing, Recording, SimulatedLeg

Schedule = Callable[[Millis, Callable[[], None]], None]
"""Have something called after so long."""

T = TypeVar("T")

CAUSES = {"486": 17, "600": 17, "603": 21, "480": 19}
"""Q.850 causes of SIP's refusals."""

NORMAL, NO_ANSWER, UNREACHABLE = 16, 19, 20


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
        self._clock = clock
        self._schedule = schedule
        self._lengths = lengths or {}
        self._numbers = itertools.count(1)
        self._legs: dict[str, SimulatedLeg] = {}
        self._past: dict[str, SimulatedLeg] = {}
        self._bridges: dict[str, list[str]] = {}
        self._agents: dict[str, Behaviour] = {}
        self._listeners: list[asyncio.Queue[TelephonyEvent]] = []
        self._reachable = True

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
            ours=self._reachable,
            behaviour=Answers(0, tuple(steps)),
        )
        self._legs[leg.leg] = leg
        self._arrive(leg)
        return leg.leg

    def press(self, leg: str, digit: str) -> None:
        """The party presses a key."""
        found = self._find(leg)
        self._tell(DigitPressed(leg=leg, digit=digit))
        if digit == "#" and found.recording:
            self._finish_recording(found)

    def speak(self, leg: str, length: Millis) -> None:
        """The party speaks from now on for so long."""
        if recording := self._find(leg).recording:
            recording.quiet_since = max(recording.quiet_since, self._clock.now() + length)

    def hang_up(self, leg: str, cause: int = NORMAL) -> None:
        """The party hangs up, or its telephone is lost."""
        self._finish(self._find(leg), cause)

    def cut(self) -> None:
        """The engine cannot be heard any more; calls go on in it."""
        self._tell(Disconnected())
        self._reachable = False

    def mend(self) -> None:
        """It is heard again; calls that came meanwhile are handed over."""
        self._reachable = True
        self._tell(Connected())
        for leg in [leg for leg in self._legs.values() if not leg.ours]:
            leg.ours = True
            self._arrive(leg)

    def heard(self, leg: str) -> list[Heard]:
        """Sounds and music that a leg heard, also one that is gone."""
        return list((self._legs.get(leg) or self._past[leg]).heard)

    def joined(self, leg: str) -> set[str]:
        """The other legs that it hears and that hear it."""
        bridge = self._legs[leg].bridge if leg in self._legs else None
        return set(self._bridges[bridge]) - {leg} if bridge else set()

    def known(self, leg: str) -> SimulatedLeg:
        """All that is known of a leg, also of one that is gone."""
        return self._legs.get(leg) or self._past[leg]

    # --- the port ----------------------------------------------------------------------------

    @override
    async def events(self) -> AsyncIterator[TelephonyEvent]:
        queue: asyncio.Queue[TelephonyEvent] = asyncio.Queue()
        if self._reachable:
            queue.put_nowait(Connected())
        self._listeners.append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.remove(queue)

    @override
    async def snapshot(self) -> Snapshot:
        self._require_reachable()
        return Snapshot(
            legs=[_state(leg) for leg in self._legs.values()],
            bridges={bridge: list(legs) for bridge, legs in self._bridges.items()},
        )

    @override
    async def answer(self, leg: str) -> None:
        found = self._find_reachable(leg)
        if not found.answered:
            found.answered = True
            self._follow(found)

    @override
    async def ringing(self, leg: str) -> None:
        self._find_reachable(leg).ringing = True

    @override
    async def ring(self, plan: RingPlan) -> None:
        self._require_reachable()
        if plan.leg in self._legs:
            return
        behaviour = self._behaviour(plan.endpoint)
        if behaviour is None:
            self._tell(LegEnded(leg=plan.leg, cause=UNREACHABLE, rang=False))
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
        self._legs[leg.leg] = leg
        self._ring_out(leg, behaviour, plan.timeout)

    @override
    async def end(self, leg: str, cause: int = 16) -> None:
        self._require_reachable()
        if found := self._legs.get(leg):
            self._finish(found, cause)

    @override
    async def play(self, leg: str, playback: str, media: Sequence[str]) -> None:
        found = self._find_reachable(leg)
        found.playing.append(Playing(playback, list(media)))
        if len(found.playing) == 1:
            self._play_next(found, playback)

    @override
    async def stop(self, playback: str) -> None:
        self._require_reachable()
        for leg in self._legs.values():
            if any(playing.playback == playback for playing in leg.playing):
                self._end_playback(leg, playback)
                return

    @override
    async def start_music(self, leg: str, music: str = "default") -> None:
        self._find_reachable(leg).begin(f"music:{music}", self._clock.now())

    @override
    async def stop_music(self, leg: str) -> None:
        self._quieten(self._find_reachable(leg))

    @override
    async def join(self, bridge: str, legs: Sequence[str]) -> None:
        found = [self._find_reachable(leg) for leg in legs]
        members = self._bridges.setdefault(bridge, [])
        for leg in found:
            self._quieten(leg)
            if leg.bridge != bridge:
                self._take_out(leg)
                leg.bridge = bridge
                members.append(leg.leg)

    @override
    async def leave(self, bridge: str, leg: str) -> None:
        found = self._find_reachable(leg)
        if found.bridge != bridge:
            raise LegGoneError(f"leg {leg} is not in bridge {bridge}")
        self._take_out(found)

    @override
    async def dissolve(self, bridge: str) -> None:
        self._require_reachable()
        for leg in self._bridges.pop(bridge, []):
            self._legs[leg].bridge = None

    @override
    async def record_message(
        self, leg: str, recording: str, longest: Millis, silence: Millis, beep: bool
    ) -> None:
        found = self._find_reachable(leg)
        now = self._clock.now()
        found.recording = Recording(recording, now, silence, now)
        self._later(found, longest, lambda: self._finish_recording(found, recording))
        self._watch_silence(found, recording)

    @override
    async def send_digits(self, leg: str, digits: str) -> None:
        self._find_reachable(leg).digits += digits

    # --- the course of things ----------------------------------------------------------------

    def _arrive(self, leg: SimulatedLeg) -> None:
        self._tell(
            LegArrived(
                leg=leg.leg,
                caller=leg.caller,
                caller_name=leg.caller_name,
                called=leg.called,
                trunk=leg.trunk,
            )
        )

    def _ring_out(self, leg: SimulatedLeg, behaviour: Behaviour, timeout: Millis) -> None:
        self._later(leg, timeout, lambda: None if leg.answered else self._finish(leg, NO_ANSWER))
        match behaviour:
            case Answers(after=after):
                self._later(leg, after, lambda: self._answered(leg))
            case Rejects(after=after, status=status):
                cause = CAUSES.get(status[:3], 21)
                self._later(leg, after, lambda: self._finish(leg, cause))
            case NeverAnswers():
                pass

    def _answered(self, leg: SimulatedLeg) -> None:
        leg.answered = True
        self._tell(LegAnswered(leg=leg.leg))
        self._follow(leg)

    def _follow(self, leg: SimulatedLeg) -> None:
        """Do the steps of the leg's script from now on."""
        at = 0
        steps = leg.behaviour.steps if isinstance(leg.behaviour, Answers) else ()
        for step in steps:
            match step:
                case Pause(milliseconds=length):
                    at += length
                case Press(digits=digits, length=length):
                    for number, digit in enumerate(digits):
                        self._later(
                            leg, at + 2 * length * number + length, self._pressing(leg, digit)
                        )
                    at += step.takes
                case HangUp():
                    self._later(leg, at, lambda: self._finish(leg, NORMAL))
                case _:
                    pass

    def _pressing(self, leg: SimulatedLeg, digit: str) -> Callable[[], None]:
        return lambda: self.press(leg.leg, digit)

    def _play_next(self, leg: SimulatedLeg, playback: str) -> None:
        """Play the next sound of the leg's first playback, or end it."""
        if not leg.playing or leg.playing[0].playback != playback:
            return
        if not leg.playing[0].media:
            self._end_playback(leg, playback)
            return
        sound = leg.playing[0].media.pop(0)
        leg.begin(sound, self._clock.now())
        length = self._lengths.get(sound, 1000)
        self._later(leg, length, lambda: self._play_next(leg, playback))

    def _end_playback(self, leg: SimulatedLeg, playback: str) -> None:
        was_first = leg.playing[0].playback == playback
        leg.playing = [playing for playing in leg.playing if playing.playback != playback]
        if was_first:
            leg.silence(self._clock.now())
        self._tell(PlaybackEnded(playback=playback))
        if was_first and leg.playing:
            self._play_next(leg, leg.playing[0].playback)

    def _watch_silence(self, leg: SimulatedLeg, name: str) -> None:
        recording = leg.recording
        if recording is None or recording.name != name:
            return
        left = recording.quiet_since + recording.silence - self._clock.now()
        if left <= 0:
            self._finish_recording(leg, name)
        else:
            self._later(leg, left, lambda: self._watch_silence(leg, name))

    def _finish_recording(self, leg: SimulatedLeg, name: str | None = None) -> None:
        recording = leg.recording
        if recording is None or name not in (None, recording.name):
            return
        leg.recording = None
        duration = self._clock.now() - recording.since
        self._tell(RecordingEnded(recording=recording.name, duration=duration))

    def _finish(self, leg: SimulatedLeg, cause: int) -> None:
        if self._legs.pop(leg.leg, None) is None:
            return
        self._past[leg.leg] = leg
        self._finish_recording(leg)
        leg.silence(self._clock.now())
        for playing in leg.playing:
            self._tell(PlaybackEnded(playback=playing.playback, failed=True))
        self._take_out(leg)
        self._tell(LegEnded(leg=leg.leg, cause=cause))

    def _take_out(self, leg: SimulatedLeg) -> None:
        if leg.bridge:
            self._bridges[leg.bridge].remove(leg.leg)
            leg.bridge = None

    def _quieten(self, leg: SimulatedLeg) -> None:
        if (current := leg.hears) and current.what.startswith("music:"):
            leg.silence(self._clock.now())

    def _behaviour(self, endpoint: str) -> Behaviour | None:
        kind, _, rest = endpoint.partition(":")
        return self._agents.get(rest if kind == "agent" else endpoint)

    def _later(self, leg: SimulatedLeg, after: Millis, act: Callable[[], None]) -> None:
        """Do something after a while if the leg still exists."""
        self._schedule(after, lambda: act() if leg.leg in self._legs else None)

    def _find(self, leg: str) -> SimulatedLeg:
        if leg not in self._legs:
            raise LegGoneError(f"leg {leg} does not exist")
        return self._legs[leg]

    def _find_reachable(self, leg: str) -> SimulatedLeg:
        self._require_reachable()
        return self._find(leg)

    def _require_reachable(self) -> None:
        if not self._reachable:
            raise TelephonyUnavailableError("the telephone engine is cut off")

    def _tell(self, event: TelephonyEvent) -> None:
        if self._reachable:
            for queue in self._listeners:
                queue.put_nowait(event)


def _state(leg: SimulatedLeg) -> LegState:
    return LegState(
        leg=leg.leg,
        caller=leg.caller,
        called=leg.called,
        trunk=leg.trunk,
        answered=leg.answered,
        ours=leg.ours,
        variables={"interaction": leg.interaction} if leg.interaction else {},
    )
