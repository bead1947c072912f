"""What the routing says has happened. Rows for a restart are made from these alone."""

from typing import Literal, get_args

from switchroom.domain.routing.rules import Request
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant

OfferEnd = Literal["rejected", "no-answer", "unreachable", "busy", "withdrawn", "taken"]
"""`withdrawn`: the interaction left or the agent did. `taken`: another has it (or picked it up)."""


class AgentSignedIn(Event, frozen=True, kw_only=True):
    """At the desk, not ready with the reason `signed-in`."""

    agent: str


class AgentSignedOut(Event, frozen=True, kw_only=True):
    """Away. `by`, here and below: the supervisor's user who forced it; "" otherwise."""

    agent: str
    by: str = ""


class AgentReady(Event, frozen=True, kw_only=True):
    """Takes work."""

    agent: str
    by: str = ""


class AgentNotReady(Event, frozen=True, kw_only=True):
    """Takes no work.

    The routing itself sets `missed`, after too many missed offers, and `unreachable`.
    `pending` says that work or wrap-up still runs, and that it holds from their end.
    """

    agent: str
    reason: str
    pending: bool = False
    by: str = ""


class AgentReserved(Event, frozen=True, kw_only=True):
    """Occupied with what is no work; see `presence.states`."""

    agent: str
    reservation: str


class AgentUnreserved(Event, frozen=True, kw_only=True):
    """Not occupied with it any more."""

    agent: str
    reservation: str


class InterceptSet(Event, frozen=True, kw_only=True):
    """What is for `agent` goes to `to` from now on; None: no more. `by` "": it ended by itself."""

    agent: str
    to: str | None
    by: str = ""


class WrapUpStarted(Event, frozen=True, kw_only=True):
    """The agent writes up; `until` None: until the agent says so. `since`: when the work began."""

    agent: str
    interaction: str
    queue: str
    until: Instant | None
    since: Instant = 0


class WrapUpEnded(Event, frozen=True, kw_only=True):
    """Written up, by the agent or by time; readiness, new work, or a sign-out follows."""

    agent: str
    interaction: str


class InteractionQueued(Event, frozen=True, kw_only=True):
    """It waits. `returned` says that it came back after an offer, at its old place."""

    interaction: str
    request: Request
    returned: bool = False


class InteractionOverflowed(Event, frozen=True, kw_only=True):
    """It left a queue, or was not let in; `target` as in `Overflow`. To a queue: Queued follows."""

    interaction: str
    queue: str
    target: str
    cause: Literal["time", "length", "no-agents", "full"]


class InteractionWithdrawn(Event, frozen=True, kw_only=True):
    """It waits no more, without having been served from this queue."""

    interaction: str
    queue: str
    cause: str
    waited: int


class InteractionOffered(Event, frozen=True, kw_only=True):
    """An agent is asked. Written before it is spoken.

    `picked_up`: out of turn, by the agent, or assigned by the supervisor `by`. `instead_of`: whom
    the agent intercepts, if this would have been theirs.
    """

    interaction: str
    offer: str
    agent: str
    queue: str
    expires: Instant
    picked_up: bool = False
    by: str = ""
    instead_of: str = ""


class OfferEnded(Event, frozen=True, kw_only=True):
    """The agent does not take it. `InteractionQueued(returned=True)` follows unless it left."""

    interaction: str
    offer: str
    agent: str
    queue: str
    cause: OfferEnd


class InteractionAssigned(Event, frozen=True, kw_only=True):
    """The agent took it. `waited` is from entering the queue to here, in milliseconds."""

    interaction: str
    offer: str
    agent: str
    queue: str
    waited: int


class WorkStarted(Event, frozen=True, kw_only=True):
    """The agent works on it without having been offered it; see the command `StartWork`."""

    interaction: str
    agent: str
    queue: str
    channel: str = "voice"
    wrap_up: bool = True


class WorkEnded(Event, frozen=True, kw_only=True):
    """The agent's part is over; `queue` "": the work was of none."""

    interaction: str
    agent: str
    queue: str


RoutingEvent = (
    AgentSignedIn
    | AgentSignedOut
    | AgentReady
    | AgentNotReady
    | AgentReserved
    | AgentUnreserved
    | InterceptSet
    | WrapUpStarted
    | WrapUpEnded
    | InteractionQueued
    | InteractionOverflowed
    | InteractionWithdrawn
    | InteractionOffered
    | OfferEnded
    | InteractionAssigned
    | WorkStarted
    | WorkEnded
)

MESSAGES: tuple[type[Event], ...] = get_args(RoutingEvent)
"""All of them, as they are stored by name."""
