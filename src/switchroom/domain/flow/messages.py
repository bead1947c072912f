"""What goes into a running flow and what comes out of it.

`begin(flow, ...)` and `advance(flows, state, input, now)` are pure; both return a `Step`: the next
state, the effects for the channel to carry out in order, and the events for the journal. Effects
carry a `token`; the answer to an effect names it, and an answer whose token is no longer awaited
(a playback that was cut off by a key, a timer that was stopped) is ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from switchroom.domain.routing.rules import SkillNeed
from switchroom.kernel.time import Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A piece of what is played.

    Attributes:
        kind: `text` (a fixed sentence, made ahead), `prompt` (a recorded prompt's id), `digits`,
            `number`, `amount` (in minor units: fen), `date` (YYYY-MM-DD), `time` (HH:MM),
            `wait` (milliseconds, rounded up to minutes).
        value: the sentence, the id, or the value.
        language: when it is spoken in another language than the rest of what is played.
    """

    kind: Literal["text", "prompt", "digits", "number", "amount", "date", "time", "wait"]
    value: str
    language: str = ""


# --- effects -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """Play pieces in a language; answered by `PlayEnded`."""

    token: str
    pieces: tuple[Spoken, ...]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopPlay:
    """Cut a playback off."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """Answered by `TimeElapsed` after so long."""

    token: str
    after: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTimer:
    """Not wanted any more."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """Ask a named query; answered by `Found` or `NotFound`."""

    token: str
    query: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterQueue:
    """Wait for an agent; answered by `QueueLeft` if that comes to nothing.

    `announce` is played on entering, in `language`; then, and again `every` so long, what is to
    `tell` of how the queue stands, and `meanwhile`. A key out of `keys` leaves the queue: the
    answer is then `QueueLeft` with the target `key:<k>`. Other keys mean nothing here.
    """

    token: str
    queue: str
    priority: int = 0
    needs: tuple[SkillNeed, ...] = ()
    announce: tuple[Spoken, ...] = ()
    language: str = "zh"
    keys: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    every: Millis = 0
    meanwhile: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCallback:
    """Keep the place in the queue left last, to ring a number; answered by `CallbackTaken`."""

    token: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMessage:
    """Record what the caller says for a mailbox; answered by `MessageTaken`."""

    token: str
    mailbox: str
    longest: Millis
    silence: Millis
    beep: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTo:
    """Ring `agent:1001` or `trunk:main/95598` and join; else answered by `TransferFailed`."""

    token: str
    endpoint: str
    timeout: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUp:
    """End the call."""

    cause: int = 16


FlowEffect = (
    Play
    | StopPlay
    | StartTimer
    | StopTimer
    | LookUp
    | EnterQueue
    | TakeMessage
    | TakeCallback
    | TransferTo
    | HangUp
)

# --- inputs --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEnded:
    """A playback is over, or failed (which is treated as over)."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPressed:
    """One key: `0-9 * #`."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeElapsed:
    """A timer went off."""

    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A query's row, as text by column."""

    token: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """A query without a row; `failed` when the source could not be asked."""

    token: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLeft:
    """The queue was left unserved. `target` as in routing's `Overflow`; a key is `key:<k>`."""

    token: str
    target: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTaken:
    """A message is recorded, or it is empty (`duration` 0) or failed."""

    token: str
    duration: Millis
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackTaken:
    """The place is kept, or (`failed`) there is none, or no such number."""

    token: str
    failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFailed:
    """Nobody answered the transfer."""

    token: str
    cause: int


FlowInput = (
    PlayEnded
    | KeyPressed
    | TimeElapsed
    | Found
    | NotFound
    | QueueLeft
    | MessageTaken
    | CallbackTaken
    | TransferFailed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFacts:
    """What a flow knows from the start; readable as `${call.caller}` and so on in templates."""

    interaction: str
    caller: str
    called: str
    customer: str = ""
    vip: int = 0
    language: str = "zh"
    variables: Mapping[str, str] = field(default_factory=dict)
