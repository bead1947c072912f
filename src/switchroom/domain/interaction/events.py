"""What happens to one interaction; with the routing's events, its whole journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from switchroom.kernel.messages import Event

Channel = Literal["voice", "chat", "email", "fax", "sms", "callback", "video", "task"]
Direction = Literal["in", "out"]

EndCause = Literal[
    "agent-hung-up",
    "customer-hung-up",
    "customer-left-queue",
    "customer-left-menu",
    "menu-ended",
    "voicemail",
    "overflow",
    "refused",
    "failed",
    "lost",
]
"""`lost`: the telephone engine no longer knew it. `refused`: number not in service, or barred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionOpened(Event):
    """A contact began. Numbers are normalised: E.164 where it is known."""

    interaction: str
    channel: Channel
    direction: Direction
    caller: str
    called: str
    caller_name: str = ""
    trunk: str = ""
    site: str = "main"
    leg: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerIdentified(Event):
    """We know who it is."""

    interaction: str
    customer: str
    by: Literal["number", "account", "agent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStarted(Event):
    """A flow runs; the interaction stays on this version."""

    interaction: str
    flow: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStepped(Event):
    """The flow entered a node. `detail` holds what led here (`key`: "1", `digits`: "10023" ...)."""

    interaction: str
    flow: str
    node: str
    kind: str
    label: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowEnded(Event):
    """The flow is over; `outcome` is `done`, `queued`, `failed` or `hung-up`."""

    interaction: str
    flow: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageChosen(Event):
    """The customer's language from here on: `zh` or `en`."""

    interaction: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLearned(Event):
    """Something entered or looked up that the agent should see: a name and its value."""

    interaction: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTransferred(Event):
    """The flow has connected the customer with somebody outside the queues."""

    interaction: str
    endpoint: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentConnected(Event):
    """Customer and agent hear each other; opens a segment."""

    interaction: str
    segment: str
    agent: str
    queue: str
    leg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerHeld(Event):
    """The customer hears music."""

    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerResumed(Event):
    """They talk again."""

    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEnded(Event):
    """The agent's part is over."""

    interaction: str
    segment: str
    agent: str
    cause: Literal["agent-hung-up", "customer-hung-up", "transferred", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(Event):
    """Sound is being kept: a `conversation` in two channels (agent, customer) or a `message`."""

    interaction: str
    recording: str
    kind: Literal["conversation", "message"]
    agent: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFinished(Event):
    """The raw sound is complete in the spool; it is stored by rule from there."""

    interaction: str
    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStored(Event):
    """It can be listened to. `path` is below the recordings folder; `digest` is its SHA-256."""

    interaction: str
    recording: str
    path: str
    format: Literal["opus", "wav"]
    duration: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFailed(Event):
    """There is no sound, and this is why."""

    interaction: str
    recording: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposed(Event):
    """How the agent sums it up."""

    interaction: str
    agent: str
    disposition: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionEnded(Event):
    """It is over. `code` is the Q.850 cause where there is one."""

    interaction: str
    cause: EndCause
    code: int = 0


InteractionEvent = (
    InteractionOpened
    | CustomerIdentified
    | FlowStarted
    | FlowStepped
    | FlowEnded
    | LanguageChosen
    | FactLearned
    | CallTransferred
    | AgentConnected
    | CustomerHeld
    | CustomerResumed
    | SegmentEnded
    | RecordingStarted
    | RecordingFinished
    | RecordingStored
    | RecordingFailed
    | Disposed
    | InteractionEnded
)

MESSAGES: tuple[type[Event], ...] = get_args(InteractionEvent)
"""All of them, as they are stored by name."""
