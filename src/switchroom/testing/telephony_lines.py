"""The engine of the scripted telephony: legs and bridges, and what becomes of them in time."""

import asyncio
from collections.abc import Callable, Mapping

from switchroom.adapters.sipp.steps import (
    Answers,
    Behaviour,
    HangUp,
    NeverAnswers,
    Pause,
    Press,
    Rejects,
)
from switchroom.kernel.time import Millis
from switchroom.ports.clock import Clock
from switchroom.ports.telephony import (
    DigitPressed,
    LegAnswered,
    LegArrived,
    LegEnded,
    LegGoneError,
    PlaybackEnded,
    RecordingEnded,
    TelephonyEvent,
    TelephonyUnavailableError,
)
from switchroom.testing.telephony_legs import SimulatedLeg

Schedule = Callable[[Millis, Callable[[], None]], None]
"""Have something called after so long."""

CAUSES = {"486": 17, "600": 17, "603": 21, "480": 19}
"""Q.850 causes of SIP's refusals."""

NORMAL, NO_ANSWER, UNREACHABLE = 16, 19, 20


class SimulatedLines:
    """All legs and bridges, the past ones too."""

    def __init__(self, clock: Clock, schedule: Schedule, lengths: Mapping[str, Millis]) -> None:
        self.clock = clock
        self.lengths = lengths
        self.legs: dict[str, SimulatedLeg] = {}
        self.past: dict[str, SimulatedLeg] = {}
        self.bridges: dict[str, list[str]] = {}
        self.listeners: list[asyncio.Queue[TelephonyEvent]] = []
        self.reachable = True
        self._schedule = schedule

    def press(self, leg: str, digit: str) -> None:
        """The party presses a key."""
        found = self.find(leg)
        self.tell(DigitPressed(leg=leg, digit=digit))
        if digit == "#" and found.recording:
            self.finish_recording(found)

    def arrive(self, leg: SimulatedLeg) -> None:
        """Tell that a call came in."""
        self.tell(
            LegArrived(
                leg=leg.leg,
                caller=leg.caller,
                caller_name=leg.caller_name,
                called=leg.called,
                trunk=leg.trunk,
            )
        )

    def ring_out(self, leg: SimulatedLeg, behaviour: Behaviour, timeout: Millis) -> None:
        """Let a telephone ring and do what its behaviour says."""
        self.later(leg, timeout, lambda: None if leg.answered else self.finish(leg, NO_ANSWER))
        match behaviour:
            case Answers(after=after):
                self.later(leg, after, lambda: self._answered(leg))
            case Rejects(after=after, status=status):
                cause = CAUSES.get(status[:3], 21)
                self.later(leg, after, lambda: self.finish(leg, cause))
            case NeverAnswers():
                pass

    def _answered(self, leg: SimulatedLeg) -> None:
        leg.answered = True
        self.tell(LegAnswered(leg=leg.leg))
        self.follow(leg)

    def follow(self, leg: SimulatedLeg) -> None:
        """Do the steps of the leg's script from now on."""
        at = 0
        steps = leg.behaviour.steps if isinstance(leg.behaviour, Answers) else ()
        for step in steps:
            match step:
                case Pause(milliseconds=length):
                    at += length
                case Press(digits=digits, length=length):
                    for number, digit in enumerate(digits):
                        self.later(
                            leg, at + 2 * length * number + length, self._pressing(leg, digit)
                        )
                    at += step.takes
                case HangUp():
                    self.later(leg, at, lambda: self.finish(leg, NORMAL))
                case _:
                    pass

    def _pressing(self, leg: SimulatedLeg, digit: str) -> Callable[[], None]:
        return lambda: self.press(leg.leg, digit)

    def play_next(self, leg: SimulatedLeg, playback: str) -> None:
        """Play the next sound of the leg's first playback, or end it."""
        if not leg.playing or leg.playing[0].playback != playback:
            return
        if not leg.playing[0].media:
            self.end_playback(leg, playback)
            return
        sound = leg.playing[0].media.pop(0)
        leg.begin(sound, self.clock.now())
        length = self.lengths.get(sound, 1000)
        self.later(leg, length, lambda: self.play_next(leg, playback))

    def end_playback(self, leg: SimulatedLeg, playback: str) -> None:
        """A playback is over or stopped; the one that waits for it begins."""
        was_first = leg.playing[0].playback == playback
        leg.playing = [playing for playing in leg.playing if playing.playback != playback]
        if was_first:
            leg.silence(self.clock.now())
        self.tell(PlaybackEnded(playback=playback))
        if was_first and leg.playing:
            self.play_next(leg, leg.playing[0].playback)

    def watch_silence(self, leg: SimulatedLeg, name: str) -> None:
        """End a message when its leg has been silent for long enough."""
        recording = leg.recording
        if recording is None or recording.name != name:
            return
        left = recording.quiet_since + recording.silence - self.clock.now()
        if left <= 0:
            self.finish_recording(leg, name)
        else:
            self.later(leg, left, lambda: self.watch_silence(leg, name))

    def finish_recording(self, leg: SimulatedLeg, name: str | None = None) -> None:
        """A message is complete; of a name, if one is given."""
        recording = leg.recording
        if recording is None or name not in (None, recording.name):
            return
        leg.recording = None
        duration = self.clock.now() - recording.since
        self.tell(RecordingEnded(recording=recording.name, duration=duration))

    def finish(self, leg: SimulatedLeg, cause: int) -> None:
        """The leg is gone, and with it what it heard and said."""
        if self.legs.pop(leg.leg, None) is None:
            return
        self.past[leg.leg] = leg
        self.finish_recording(leg)
        leg.silence(self.clock.now())
        for playing in leg.playing:
            self.tell(PlaybackEnded(playback=playing.playback, failed=True))
        self.take_out(leg)
        self.tell(LegEnded(leg=leg.leg, cause=cause))

    def take_out(self, leg: SimulatedLeg) -> None:
        """Take a leg out of its bridge, if it is in one."""
        if leg.bridge:
            self.bridges[leg.bridge].remove(leg.leg)
            leg.bridge = None

    def quieten(self, leg: SimulatedLeg) -> None:
        """Stop the music of a leg, if there is any."""
        if (current := leg.hears) and current.what.startswith("music:"):
            leg.silence(self.clock.now())

    def later(self, leg: SimulatedLeg, after: Millis, act: Callable[[], None]) -> None:
        """Do something after a while if the leg still exists."""
        self._schedule(after, lambda: act() if leg.leg in self.legs else None)

    def find(self, leg: str) -> SimulatedLeg:
        """A leg; LegGoneError when it does not exist."""
        if leg not in self.legs:
            raise LegGoneError(f"leg {leg} does not exist")
        return self.legs[leg]

    def find_reachable(self, leg: str) -> SimulatedLeg:
        """A leg, as someone outside the engine asks for it."""
        self.require_reachable()
        return self.find(leg)

    def require_reachable(self) -> None:
        """TelephonyUnavailableError while the engine is cut off."""
        if not self.reachable:
            raise TelephonyUnavailableError("the telephone engine is cut off")

    def tell(self, event: TelephonyEvent) -> None:
        """Tell all who listen, unless the engine is cut off."""
        if self.reachable:
            for queue in self.listeners:
                queue.put_nowait(event)
