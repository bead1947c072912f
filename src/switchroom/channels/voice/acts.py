"""What the voice channel does in the world for a call, after its events are stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from switchroom.channels.voice.inputs import CallInput
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.routing.commands import RoutingCommand
from switchroom.kernel.time import Millis
from switchroom.ports.telephony import RingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Answer the customer's leg."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayPieces:
    """Play spoken pieces."""

    leg: str
    playback: str
    pieces: tuple[Spoken, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlayback:
    """Cut a playback off."""

    playback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer:
    """Have `TimeElapsed` answered."""

    token: str
    after: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTimer:
    """Not wanted any more."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuery:
    """Have `Found` or `NotFound` answered."""

    token: str
    query: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStanding:
    """Have `Standing` answered: how the queue stands for the customer."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Tell the routing; should it refuse, `refused` happens to the call."""

    command: RoutingCommand
    refused: CallInput | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Have something happen to the call after so long."""

    happened: CallInput
    after: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMusic:
    """Play music to a leg."""

    leg: str
    music: str = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMusic:
    """Stop it."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRingback:
    """Let a leg hear the ringing tone."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRingback:
    """Stop it."""

    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Ring an agent or a number."""

    plan: RingPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Put legs together."""

    bridge: str
    legs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Take a leg out."""

    bridge: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissolve:
    """Remove a bridge."""

    bridge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Hang a leg up."""

    leg: str
    cause: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayToAll:
    """Play spoken pieces to everybody in the talk."""

    bridge: str
    playback: str
    pieces: tuple[Spoken, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """Let nobody hear a leg, or everybody again."""

    leg: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PressKeys:
    """Send keys to a leg."""

    leg: str
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMonitor:
    """Let one leg hear another's talk; again changes `whisper`."""

    monitor: str
    target: str
    listener: str
    whisper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMonitor:
    """Hear it no more."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSpeech:
    """Whether to be told when a leg speaks."""

    leg: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMessage:
    """Record what the customer says."""

    leg: str
    recording: str
    longest: Millis
    silence: Millis
    beep: bool


Act = (
    Answer
    | PlayPieces
    | PlayToAll
    | StopPlayback
    | SetTimer
    | DropTimer
    | Later
    | AskQuery
    | AskStanding
    | Route
    | StartMusic
    | StopMusic
    | StartRingback
    | StopRingback
    | Ring
    | Join
    | Leave
    | Dissolve
    | End
    | Mute
    | PressKeys
    | StartMonitor
    | EndMonitor
    | WatchSpeech
    | RecordMessage
)
