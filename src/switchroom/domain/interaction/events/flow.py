"""What a flow does with the customer, and learns."""

from collections.abc import Mapping

from msgspec import field

from switchroom.domain.interaction.events.base import InteractionEvent


class FlowStarted(InteractionEvent, frozen=True, kw_only=True):
    """A flow runs; the interaction stays on this version."""

    flow: str
    version: int


class FlowStepped(InteractionEvent, frozen=True, kw_only=True):
    """The flow entered a node. `detail` holds what led here (`key`: "1", `digits`: "10023" ...)."""

    flow: str
    node: str
    kind: str
    label: Mapping[str, str] = field(default_factory=dict)
    detail: Mapping[str, str] = field(default_factory=dict)


class FlowEnded(InteractionEvent, frozen=True, kw_only=True):
    """The flow is over; `outcome` is `done`, `queued`, `failed` or `hung-up`."""

    flow: str
    outcome: str


class FlowResumed(InteractionEvent, frozen=True, kw_only=True):
    """An agent gave the customer back to a flow."""

    flow: str
    version: int
    node: str
    by: str


class LanguageChosen(InteractionEvent, frozen=True, kw_only=True):
    """The customer's language from here on: `zh` or `en`."""

    language: str


class FactLearned(InteractionEvent, frozen=True, kw_only=True):
    """Something entered or looked up that the agent should see: a name and its value."""

    name: str
    value: str


class CallTransferred(InteractionEvent, frozen=True, kw_only=True):
    """The flow has connected the customer with somebody outside the queues."""

    endpoint: str
    leg: str


MESSAGES: tuple[type[InteractionEvent], ...] = (
    FlowStarted,
    FlowStepped,
    FlowEnded,
    FlowResumed,
    LanguageChosen,
    FactLearned,
    CallTransferred,
)
