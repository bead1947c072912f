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
    "not-reached",
    "transfer-failed",
    "released",
]
"""`lost`: the telephone engine no longer knew it. `refused`: number not in service, or barred.
`not-reached`: whom we called did not answer. `transfer-failed`: nobody took it, and it had come
from no queue. `released`: a supervisor ended it."""

PartyKind = Literal["agent", "number"]
Purpose = Literal["served", "consult", "add", "dial", "transfer", "barge"]
"""Why somebody is in a call: out of a queue, consulted, added, calling or called, sent the call,
or of their own accord."""

SegmentCause = Literal[
    "agent-hung-up",
    "customer-hung-up",
    "transferred",
    "returned-to-flow",
    "left",
    "agent-lost",
    "taken-over",
    "dropped",
    "released",
    "failed",
]
"""Why a party's part is over. `left`: the call went on with others."""

PartyFailure = Literal[
    "busy", "no-answer", "rejected", "unreachable", "unknown-number", "cancelled"
]


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
    """The agent serves the customer from here on: out of a queue, or from another agent."""

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
    cause: SegmentCause


class PartyRung(Event, frozen=True, kw_only=True):
    """Somebody is to join: a colleague or a number, asked for `by` an agent or supervisor."""

    interaction: str
    leg: str
    kind: PartyKind
    purpose: Purpose
    agent: str = ""
    number: str = ""
    by: str = ""


class PartyJoined(Event, frozen=True, kw_only=True):
    """They answered. An agent's `segment` begins, though the customer may hear music meanwhile."""

    interaction: str
    leg: str
    kind: PartyKind
    purpose: Purpose
    agent: str = ""
    number: str = ""
    queue: str = ""
    segment: str = ""
    by: str = ""


class PartyHeld(Event, frozen=True, kw_only=True):
    """The party hears music."""

    interaction: str
    leg: str


class PartyResumed(Event, frozen=True, kw_only=True):
    """The party is in the talk again."""

    interaction: str
    leg: str


class PartyMuted(Event, frozen=True, kw_only=True):
    """What the party says is not heard, or is again."""

    interaction: str
    leg: str
    muted: bool


class PartyFailed(Event, frozen=True, kw_only=True):
    """Who was rung did not come. `code` is the Q.850 cause where there is one."""

    interaction: str
    leg: str
    cause: PartyFailure
    code: int = 0


class PartyLeft(Event, frozen=True, kw_only=True):
    """A party is out of the call."""

    interaction: str
    leg: str
    cause: SegmentCause


class TransferStarted(Event, frozen=True, kw_only=True):
    """An agent sent the customer on, and has left."""

    interaction: str
    by: str
    kind: Literal["queue", "agent", "number", "node"]
    target: str


class TransferCompleted(Event, frozen=True, kw_only=True):
    """The customer is with the agent or the number `to`."""

    interaction: str
    by: str
    to: str


class TransferFailed(Event, frozen=True, kw_only=True):
    """Nobody took it; the customer goes back to the head of the queue."""

    interaction: str
    by: str
    cause: PartyFailure


class ConferenceStarted(Event, frozen=True, kw_only=True):
    """Customer and consulted one hear each other too."""

    interaction: str
    by: str


class MonitorStarted(Event, frozen=True, kw_only=True):
    """A supervisor hears an agent's talk."""

    interaction: str
    supervisor: str
    agent: str
    mode: Literal["listen", "whisper"]


class MonitorChanged(Event, frozen=True, kw_only=True):
    """From listening to whispering, or back."""

    interaction: str
    supervisor: str
    agent: str
    mode: Literal["listen", "whisper"]


class MonitorEnded(Event, frozen=True, kw_only=True):
    """The supervisor hears it no more."""

    interaction: str
    supervisor: str
    agent: str


class AgentLost(Event, frozen=True, kw_only=True):
    """The agent's telephone is gone without a word; the agent is waited for."""

    interaction: str
    agent: str
    leg: str
    until: int


class AgentReturned(Event, frozen=True, kw_only=True):
    """The agent is back, on another leg."""

    interaction: str
    agent: str
    segment: str
    leg: str


class FlowResumed(Event, frozen=True, kw_only=True):
    """An agent gave the customer back to a flow."""

    interaction: str
    flow: str
    version: int
    node: str
    by: str


class SpeakersChanged(Event, frozen=True, kw_only=True):
    """Who speaks in a conference, by leg. Told to desks as it happens, kept nowhere."""

    interaction: str
    legs: tuple[str, ...]


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


class Rated(Event, frozen=True, kw_only=True):
    """The customer answered a question by a key; `agent` is whom they had talked with, if any."""

    interaction: str
    question: str
    value: int
    agent: str = ""


class CallbackRequested(Event, frozen=True, kw_only=True):
    """The customer keeps the place in a queue and is rung back there; they may hang up."""

    interaction: str
    number: str
    queue: str


class CallbackTried(Event, frozen=True, kw_only=True):
    """An agent is there, and the customer is rung."""

    interaction: str
    agent: str
    number: str
    attempt: int


class CallbackFailed(Event, frozen=True, kw_only=True):
    """The customer did not answer; `again` says whether they will be rung once more."""

    interaction: str
    attempt: int
    cause: int
    again: bool


class InteractionEnded(Event, frozen=True, kw_only=True):
    """It is over. `code` is the Q.850 cause where there is one; `by` a supervisor who ended it."""

    interaction: str
    cause: EndCause
    code: int = 0
    by: str = ""


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
    | PartyRung
    | PartyJoined
    | PartyHeld
    | PartyResumed
    | PartyMuted
    | PartyFailed
    | PartyLeft
    | TransferStarted
    | TransferCompleted
    | TransferFailed
    | ConferenceStarted
    | MonitorStarted
    | MonitorChanged
    | MonitorEnded
    | AgentLost
    | AgentReturned
    | FlowResumed
    | RecordingStarted
    | RecordingFinished
    | RecordingStored
    | RecordingFailed
    | Disposed
    | Rated
    | CallbackRequested
    | CallbackTried
    | CallbackFailed
    | InteractionEnded
)

MESSAGES: tuple[type[Event], ...] = get_args(InteractionEvent)
"""All of them, as they are stored by name."""
