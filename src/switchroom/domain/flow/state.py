"""Where a running flow stands. Stored after each step, so that a call survives a restart."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from msgspec import Struct, field, json

from switchroom.domain.flow.messages import FlowEffect
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant

Outcome: TypeAlias = Literal["done", "queued", "failed", "hung-up"]


class Waiting(Struct, frozen=True, kw_only=True):
    """The one thing that a running flow waits for.

    Attributes:
        what: `prompt` a playback's end, `keys` a key or the timer, `answer` a query's, `queue` to
            be left, `message` to be taken, `callback` to be noted, `transfer` to fail.
        token: of the effect that will be answered.
        timer: of the timer that bounds it, if there is one.
    """

    what: Literal["prompt", "keys", "answer", "queue", "message", "callback", "transfer"]
    token: str
    timer: str = ""


class Frame(Struct, frozen=True, kw_only=True):
    """A flow that waits for its sub-flow, and where it goes on."""

    flow: str
    version: int
    next: str


class FlowState(Struct, frozen=True, kw_only=True):
    """One running flow.

    Attributes:
        root: the outermost flow.
        flow: the flow that `node` belongs to, with its `version`.
        started: when it began; part of its tokens, which therefore never repeat.
        tokens: how many tokens it has used.
        variables: everything it knows; what `CallFacts` gave is under `call.`.
        frames: flows that wait for a sub-flow, innermost last.
        typed: keys typed ahead, for the next question.
        entered: digits of the question being answered.
        tries: wrong or missing answers to the question being asked.
        swallow: a terminator that comes by `swallow_until` still belongs to the last entry.
        waiting: what it waits for; None when it has ended.
        outcome: how it ended; None while it runs.
    """

    interaction: str
    root: str
    flow: str
    version: int
    node: str
    started: Instant
    tokens: int = 0
    variables: dict[str, str] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    typed: str = ""
    entered: str = ""
    tries: int = 0
    swallow: str = ""
    swallow_until: Instant = 0
    waiting: Waiting | None = None
    outcome: Outcome | None = None

    @property
    def language(self) -> str:
        """The language that the call is spoken in."""
        return self.variables.get("call.language", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What `begin`, `advance` and `finish` return."""

    state: FlowState
    effects: tuple[FlowEffect, ...] = ()
    events: tuple[Event, ...] = ()


def encode_state(state: FlowState) -> bytes:
    """The state as JSON."""
    return json.encode(state)


def decode_state(data: bytes | str) -> FlowState:
    """The state that `encode_state` wrote."""
    return json.decode(data, type=FlowState)
