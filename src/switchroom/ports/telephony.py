"""Telephony: legs, bridges, sound. The one way in which the centre touches telephone calls.

Words. A **leg** is one party's connection to us: a caller's, or an agent's telephone. A **bridge**
joins legs; a leg is in one at most. A **monitor** lets a leg hear another one's talk unheard. Ids
of legs that we originate, of bridges, monitors and playbacks are given by us, so that asking twice
for the same thing does it once. A leg may end at any moment: asking something of a leg that is gone
raises `LegGoneError`, which callers treat as an ordinary result.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from switchroom.kernel.errors import SwitchroomError
from switchroom.kernel.time import Instant, Millis


class LegGoneError(SwitchroomError):
    """The leg or bridge does not exist any more."""

    code = "leg-gone"


class TelephonyUnavailableError(SwitchroomError):
    """The telephone engine cannot be reached at present."""

    code = "telephony-unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephonyEvent:
    """Something that happened to a leg.

    `at` is when it happened, by the engine's own clock; None: when it is heard.
    """

    at: Instant | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected(TelephonyEvent):
    """The engine is reached (again); whatever happened before must be looked up by `snapshot`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected(TelephonyEvent):
    """The engine cannot be heard any more; calls may go on in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegArrived(TelephonyEvent):
    """A call came in and waits for us, not yet answered."""

    leg: str
    caller: str
    caller_name: str
    called: str
    trunk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegAnswered(TelephonyEvent):
    """A leg that we rang has been answered."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegEnded(TelephonyEvent):
    """A leg is gone, by a Q.850 cause (16 normal, 17 busy, 19 no answer, 21 rejected).

    `rang` says that its telephone did ring (or was answered), so that its owner had a chance.
    `by_far_end` says that the other side wanted it so: it hung up, gave up or refused. Not so when
    we ended it, when a time was up, and when its sound or its connection vanished.
    """

    leg: str
    cause: int
    rang: bool = True
    by_far_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitPressed(TelephonyEvent):
    """A key was pressed: one of `0-9 * # A-D`."""

    leg: str
    digit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted(TelephonyEvent):
    """A leg that is watched (`watch_speech`) began to speak."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEnded(TelephonyEvent):
    """It fell silent."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybackEnded(TelephonyEvent):
    """All the media of a playback were played, or it was stopped, or it failed."""

    playback: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingEnded(TelephonyEvent):
    """A leg's own message (`record_message`) is complete on disk."""

    recording: str
    duration: Millis
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LegState:
    """A leg as the engine sees it now.

    Attributes:
        arrived: how it came in; None for one that we rang.
        ours: it is in our application.
    """

    leg: str
    arrived: LegArrived | None = None
    answered: bool = False
    ours: bool = True
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorState:
    """A monitor as the engine sees it now; a leg of it that is gone is empty."""

    target: str
    listener: str
    whisper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that the engine holds now.

    Attributes:
        legs: those of parties; what the engine needs for monitors is not among them.
        bridges: a bridge's legs by its id; monitors are not among them.
        monitors: what each monitor is by its id; `unmonitor` ends also what is left of one.
    """

    legs: Sequence[LegState]
    bridges: Mapping[str, Sequence[str]]
    monitors: Mapping[str, MonitorState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RingPlan:
    """How to ring somebody.

    Attributes:
        leg: the id that the new leg gets.
        endpoint: an agent's extension (`agent:<extension>`) or `trunk:<trunk>/<number>`.
        caller: number shown to the one who is rung.
        caller_name: name shown to the one who is rung.
        timeout: give up after so long; `LegEnded` with cause 19 follows.
        recording: when set, both directions of this leg are recorded from its answer to its end
            under this id, as two channels (what the party says, what the party hears).
        headers: SIP headers for the telephone, such as `X-Switchroom-Interaction`.
        interaction: the interaction it belongs to; reported back in `LegState.variables`.
    """

    leg: str
    endpoint: str
    caller: str
    caller_name: str
    timeout: Millis
    recording: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    interaction: str = ""


class Telephony(Protocol):
    """A telephone engine."""

    def events(self) -> AsyncIterator[TelephonyEvent]:
        """Everything that happens, from now on, in order; starts with `Connected`; never ends."""
        ...

    async def snapshot(self) -> Snapshot:
        """What exists now."""
        ...

    async def answer(self, leg: str) -> None:
        """Answer an arrived leg."""
        ...

    async def ringing(self, leg: str) -> None:
        """Let an arrived leg hear ringing before it is answered."""
        ...

    async def ring(self, plan: RingPlan) -> None:
        """Ring somebody; `LegAnswered` or `LegEnded` follows."""
        ...

    async def end(self, leg: str, cause: int = 16) -> None:
        """Hang a leg up. A leg that is gone already is no error."""
        ...

    async def play(self, leg: str, playback: str, media: Sequence[str]) -> None:
        """Play sounds one after the other; `PlaybackEnded` follows once.

        Args:
            leg: to whom; nobody else hears it, also when the leg is in a bridge.
            playback: the id that the playback gets.
            media: absolute paths of sounds below the media folder, without file extension.
        """
        ...

    async def play_bridge(self, bridge: str, playback: str, media: Sequence[str]) -> None:
        """Play sounds to all legs of a bridge; as `play` otherwise."""
        ...

    async def stop(self, playback: str) -> None:
        """Stop a playback; one that has ended already is no error."""
        ...

    async def start_music(self, leg: str, music: str = "default") -> None:
        """Play music until `stop_music`."""
        ...

    async def stop_music(self, leg: str) -> None:
        """Stop the music."""
        ...

    async def start_ringback(self, leg: str) -> None:
        """Let an answered leg hear the country's ringing tone; playing or joining ends it too."""
        ...

    async def stop_ringback(self, leg: str) -> None:
        """Stop the ringing tone; none is no error."""
        ...

    async def join(self, bridge: str, legs: Sequence[str]) -> None:
        """Put legs together, out of other bridges; stops their music and ringing tone.

        Makes the bridge when it does not exist.
        """
        ...

    async def leave(self, bridge: str, leg: str) -> None:
        """Take a leg out of a bridge, alive."""
        ...

    async def dissolve(self, bridge: str) -> None:
        """Remove a bridge; its legs stay alive. One that is gone already is no error."""
        ...

    async def mute(self, leg: str) -> None:
        """From now on nobody hears what the leg says; again is no error."""
        ...

    async def unmute(self, leg: str) -> None:
        """It is heard again; one that is not muted is no error."""
        ...

    async def monitor(self, monitor: str, target: str, listener: str, *, whisper: bool) -> None:
        """Let a leg hear another one's talk, both what that one says and what it hears.

        Asking again changes `whisper`. When either leg ends, the monitor stays until `unmonitor`.

        Args:
            monitor: the id that the monitor gets; no bridge's.
            target: the leg whose talk is heard; it may join and leave bridges meanwhile.
            listener: the leg that hears; it is taken out of its bridge, and its music stops.
            whisper: whether the target, and nobody else, hears what the listener says; if not,
                nobody does.
        """
        ...

    async def unmonitor(self, monitor: str) -> None:
        """End a monitor; both legs stay alive. One that is gone already is no error."""
        ...

    async def watch_speech(self, leg: str, *, on: bool) -> None:
        """Whether to tell of a leg `SpeechStarted` and `SpeechEnded`; again is no error."""
        ...

    async def record_message(
        self, leg: str, recording: str, longest: Millis, silence: Millis, beep: bool
    ) -> None:
        """Record what a leg says until `#`, silence, limit or end; `RecordingEnded` follows."""
        ...

    async def send_digits(self, leg: str, digits: str) -> None:
        """Send keys to a leg (RFC 4733)."""
        ...
