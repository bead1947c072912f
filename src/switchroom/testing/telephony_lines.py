"""The engine of the scripted telephony: legs and bridges, and what becomes of them in time."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

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
    LegEnded,
    LegGoneError,
    MonitorState,
    PlaybackEnded,
    RecordingEnded,
    SpeechEnded,
    SpeechStarted,
    TelephonyEvent,
    TelephonyUnavailableError,
)
from switchroom.testing.telephony_legs import SimulatedLeg

Schedule = Callable[[Millis, Callable[[], None]], None]
"""Have something called after so long."""

CAUSES = {"486": 17, "600": 17, "603": 21, "480": 19}
"""Q.850 causes of SIP's refusals."""

NORMAL, NO_ANSWER, UNREACHABLE, LOST = 16, 19, 20, 44


class SimulatedLines:
    """All legs and bridges, the past ones too."""

    def __init__(self, clock: Clock, schedule: Schedule, lengths: Mapping[str, Millis]) -> None:
        self.clock = clock
        self.lengths = lengths
        self.legs: dict[str, SimulatedLeg] = {}
        self.past: dict[str, SimulatedLeg] = {}
        self.bridges: dict[str, list[str]] = {}
        self.monitors: dict[str, MonitorState] = {}
        self._announcements: dict[str, str] = {}
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
        if arrived := leg.arrived:
            self.tell(arrived)

    def ring_out(self, leg: SimulatedLeg, behaviour: Behaviour, timeout: Millis) -> None:
        """Let a telephone ring and do what its behaviour says."""
        self.later(leg, timeout, lambda: self._give_up(leg))
        match behaviour:
            case Answers(after=after):
                self.later(leg, after, lambda: self._answered(leg))
            case Rejects(after=after, status=status):
                cause = CAUSES.get(status[:3], 21)
                self.later(leg, after, lambda: self.finish(leg, cause, by_far_end=True))
            case NeverAnswers():
                pass

    def _give_up(self, leg: SimulatedLeg) -> None:
        if not leg.answered:
            self.finish(leg, NO_ANSWER)

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
                    self.later(leg, at, lambda: self.finish(leg, NORMAL, by_far_end=True))
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

    def announce(self, bridge: str, playback: str, media: list[str]) -> None:
        """Play sounds to all who are in a bridge."""
        self._announcements[playback] = bridge
        self._announce_next(playback, media)

    def _announce_next(self, playback: str, media: list[str]) -> None:
        if playback not in self._announcements:
            return
        if not media:
            self.end_announcement(playback)
            return
        for leg in self.bridges[self._announcements[playback]]:
            self.legs[leg].begin(media[0], self.clock.now())
        length = self.lengths.get(media[0], 1000)
        self._schedule(length, lambda: self._announce_next(playback, media[1:]))

    def end_announcement(self, playback: str, *, failed: bool = False) -> None:
        """An announcement is over or stopped, if there is one."""
        if (bridge := self._announcements.pop(playback, None)) is None:
            return
        for leg in self.bridges.get(bridge, []):
            self.legs[leg].silence(self.clock.now())
        self.tell(PlaybackEnded(playback=playback, failed=failed))

    def dissolve(self, bridge: str) -> None:
        """Remove a bridge; what was played to it fails."""
        for playback in [p for p, where in self._announcements.items() if where == bridge]:
            self.end_announcement(playback, failed=True)
        for leg in self.bridges.pop(bridge, []):
            self.legs[leg].bridge = None

    def speech(self, leg: SimulatedLeg, length: Millis) -> None:
        """A leg speaks from now on for so long; whoever watches it is told."""
        if recording := leg.recording:
            recording.quiet_since = max(recording.quiet_since, self.clock.now() + length)
        if leg.watched:
            self.tell(SpeechStarted(leg=leg.leg))
            self.later(leg, length, lambda: self.tell(SpeechEnded(leg=leg.leg)))

    def speakers(self, leg: str) -> set[str]:
        """The legs that a leg hears when they speak."""
        whispers = {m.listener for m in self.monitors.values() if m.target == leg and m.whisper}
        listens = {m.target for m in self.monitors.values() if m.listener == leg}
        heard = self._mates(leg) | whispers
        for target in listens & self.legs.keys():
            heard |= {target} | self._mates(target)
        return {other for other in heard & self.legs.keys() if not self.legs[other].muted} - {leg}

    def _mates(self, leg: str) -> set[str]:
        bridge = self.legs[leg].bridge if leg in self.legs else None
        return set(self.bridges[bridge]) - {leg} if bridge else set()

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

    def finish(self, leg: SimulatedLeg, cause: int, *, by_far_end: bool = False) -> None:
        """The leg is gone, and with it what it heard and said."""
        if self.legs.pop(leg.leg, None) is None:
            return
        self.past[leg.leg] = leg
        self.finish_recording(leg)
        leg.silence(self.clock.now())
        for playing in leg.playing:
            self.tell(PlaybackEnded(playback=playing.playback, failed=True))
        self.take_out(leg)
        for name, monitor in self.monitors.items():
            if monitor.target == leg.leg:
                self.monitors[name] = replace(monitor, target="")
        self.tell(LegEnded(leg=leg.leg, cause=cause, by_far_end=by_far_end))

    def take_out(self, leg: SimulatedLeg) -> None:
        """Take a leg out of its bridge or its listening, if it is in one."""
        if leg.bridge:
            self.bridges[leg.bridge].remove(leg.leg)
            leg.bridge = None
        for name, monitor in self.monitors.items():
            if monitor.listener == leg.leg:
                self.monitors[name] = replace(monitor, listener="")

    def quieten(self, leg: SimulatedLeg) -> None:
        """Stop the music or the ringing tone of a leg, if there is any."""
        if (current := leg.hears) and (
            current.what.startswith("music:") or current.what == "ringback"
        ):
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
