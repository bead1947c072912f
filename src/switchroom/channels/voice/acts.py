"""What the voice channel does in the world for a call, after its events are stored."""

from collections.abc import Mapping
from dataclasses import dataclass

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
class Route:
    """Tell the routing; `else_token`: a refusal is answered to the flow as a queue left."""

    command: RoutingCommand
    else_token: str = ""
    else_end: str = ""


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
    | StopPlayback
    | SetTimer
    | DropTimer
    | AskQuery
    | Route
    | StartMusic
    | StopMusic
    | Ring
    | Join
    | Leave
    | Dissolve
    | End
    | RecordMessage
)
