"""What happens to one interaction; with the routing's events, its whole journal."""

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import field

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


class InteractionOpened(Event, frozen=True, kw_only=True):
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


class CallBarred(Event, frozen=True, kw_only=True):
    """The caller is not served; `entry` is the line of the black list, if it was that."""

    interaction: str
    why: Literal["blacklisted", "not-listed"]
    entry: str = ""


class CustomerIdentified(Event, frozen=True, kw_only=True):
    """We know who it is."""

    interaction: str
    customer: str
    by: Literal["number", "account", "agent"]


class FlowStarted(Event, frozen=True, kw_only=True):
    """A flow runs; the interaction stays on this version."""

    interaction: str
    flow: str
    version: int


class FlowStepped(Event, frozen=True, kw_only=True):
    """The flow entered a node. `detail` holds what led here (`key`: "1", `digits`: "10023" ...)."""

    interaction: str
    flow: str
    node: str
    kind: str
    label: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, str] = field(default_factory=dict)


class FlowEnded(Event, frozen=True, kw_only=True):
    """The flow is over; `outcome` is `done`, `queued`, `failed` or `hung-up`."""

    interaction: str
    flow: str
    outcome: str


class LanguageChosen(Event, frozen=True, kw_only=True):
    """The customer's language from here on: `zh` or `en`."""

    interaction: str
    language: str


class FactLearned(Event, frozen=True, kw_only=True):
    """Something entered or looked up that the agent should see: a name and its value."""

    interaction: str
    name: str
    value: str


class CallTransferred(Event, frozen=True, kw_only=True):
    """The flow has connected the customer with somebody outside the queues."""

    interaction: str
    endpoint: str
    leg: str


class AgentConnected(Event, frozen=True, kw_only=True):
    """Customer and agent hear each other; opens a segment."""

    interaction: str
    segment: str
    agent: str
    queue: str
    leg: str


class CustomerHeld(Event, frozen=True, kw_only=True):
    """The customer hears music."""

    interaction: str
    agent: str


class CustomerResumed(Event, frozen=True, kw_only=True):
    """They talk again."""

    interaction: str
    agent: str


class SegmentEnded(Event, frozen=True, kw_only=True):
    """The agent's part is over."""

    interaction: str
    segment: str
    agent: str
    cause: Literal["agent-hung-up", "customer-hung-up", "transferred", "failed"]


class RecordingStarted(Event, frozen=True, kw_only=True):
    """Sound is being kept: a `conversation` in two channels (agent, customer) or a `message`."""

    interaction: str
    recording: str
    kind: Literal["conversation", "message"]
    agent: str = ""
    segment: str = ""


class RecordingFinished(Event, frozen=True, kw_only=True):
    """The raw sound is complete in the spool; it is stored by rule from there."""

    interaction: str
    recording: str


class RecordingStored(Event, frozen=True, kw_only=True):
    """It can be listened to. `path` is below the recordings folder; `digest` is its SHA-256."""

    interaction: str
    recording: str
    path: str
    format: Literal["opus", "wav"]
    duration: int
    size: int
    digest: str


class RecordingFailed(Event, frozen=True, kw_only=True):
    """There is no sound, and this is why."""

    interaction: str
    recording: str
    reason: str


class Disposed(Event, frozen=True, kw_only=True):
    """How the agent sums it up."""

    interaction: str
    agent: str
    disposition: str
    note: str = ""


class InteractionEnded(Event, frozen=True, kw_only=True):
    """It is over. `code` is the Q.850 cause where there is one."""

    interaction: str
    cause: EndCause
    code: int = 0


InteractionEvent = (
    InteractionOpened
    | CallBarred
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
