"""What the routing says has happened. Rows for a restart are made from these alone."""

from dataclasses import dataclass
from typing import Literal, get_args

from switchroom.domain.routing.rules import Request
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant

OfferEnd = Literal["rejected", "no-answer", "unreachable", "busy", "withdrawn", "taken"]
"""`withdrawn`: the interaction left or the agent did. `taken`: another was quicker (ring-all)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedIn(Event):
    """At the desk, not ready with the reason `signed-in`."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSignedOut(Event):
    """Away."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentReady(Event):
    """Takes work."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentNotReady(Event):
    """Takes no work. The reason `missed` is set by the routing after too many missed offers.

    `pending` says that work or wrap-up still runs, and that it holds from their end.
    """

    agent: str
    reason: str
    pending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpStarted(Event):
    """The agent writes up; `until` None: until the agent says so. `since`: when the work began."""

    agent: str
    interaction: str
    queue: str
    until: Instant | None
    since: Instant = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpEnded(Event):
    """Written up, by the agent or by time; `AgentReady` or `AgentNotReady` follows."""

    agent: str
    interaction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionQueued(Event):
    """It waits. `returned` says that it came back after an offer, at its old place."""

    interaction: str
    request: Request
    returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionOverflowed(Event):
    """It left a queue, or was not let in; `target` as in `Overflow`. To a queue: Queued follows."""

    interaction: str
    queue: str
    target: str
    cause: Literal["time", "length", "no-agents", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionWithdrawn(Event):
    """It waits no more, without having been served from this queue."""

    interaction: str
    queue: str
    cause: str
    waited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionOffered(Event):
    """An agent is asked. Written before it is spoken."""

    interaction: str
    offer: str
    agent: str
    queue: str
    expires: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnded(Event):
    """The agent does not take it. `InteractionQueued(returned=True)` follows unless it left."""

    interaction: str
    offer: str
    agent: str
    queue: str
    cause: OfferEnd


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionAssigned(Event):
    """The agent took it. `waited` is from entering the queue to here, in milliseconds."""

    interaction: str
    offer: str
    agent: str
    queue: str
    waited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded(Event):
    """The agent's part is over."""

    interaction: str
    agent: str
    queue: str


RoutingEvent = (
    AgentSignedIn
    | AgentSignedOut
    | AgentReady
    | AgentNotReady
    | WrapUpStarted
    | WrapUpEnded
    | InteractionQueued
    | InteractionOverflowed
    | InteractionWithdrawn
    | InteractionOffered
    | OfferEnded
    | InteractionAssigned
    | WorkEnded
)

MESSAGES: tuple[type[Event], ...] = get_args(RoutingEvent)
"""All of them, as they are stored by name."""
