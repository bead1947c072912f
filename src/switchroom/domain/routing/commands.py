"""What the routing can be asked. Each is decided by `decide(state, command, now)`."""

from typing import Literal

from switchroom.domain.routing.rules import AgentRule, QueueRule, SkillNeed
from switchroom.kernel.messages import Command

FailCause = Literal["rejected", "no-answer", "unreachable", "busy"]


class RoutingCommand(Command, frozen=True, kw_only=True):
    """A command to the owner of the routing."""


class DefineQueue(RoutingCommand, frozen=True, kw_only=True):
    """Add a queue or change its rule; what waits stays."""

    rule: QueueRule


class RemoveQueue(RoutingCommand, frozen=True, kw_only=True):
    """Remove an empty queue."""

    queue: str


class DefineAgent(RoutingCommand, frozen=True, kw_only=True):
    """Add an agent or change the rule; a running work or offer stays."""

    rule: AgentRule


class SignIn(RoutingCommand, frozen=True, kw_only=True):
    """The agent is at the desk, not ready yet. No error when signed in already."""

    agent: str


class SignOut(RoutingCommand, frozen=True, kw_only=True):
    """The agent leaves; refused while work runs; a standing offer goes back to the queue.

    `by`, here and below: the supervisor's user who forces it; "" when the agent chose it.
    """

    agent: str
    by: str = ""


class MakeReady(RoutingCommand, frozen=True, kw_only=True):
    """The agent takes work from now on (from wrap-up too, which ends)."""

    agent: str
    by: str = ""


class MakeNotReady(RoutingCommand, frozen=True, kw_only=True):
    """The agent takes no new work; while work or wrap-up runs it holds from their end."""

    agent: str
    reason: str
    by: str = ""


class Enqueue(RoutingCommand, frozen=True, kw_only=True):
    """An interaction waits in a queue from now on, or since `entered` if that is given.

    It may be in the work of agents meanwhile; these are not asked for it.
    """

    interaction: str
    queue: str
    priority: int = 0
    needs: tuple[SkillNeed, ...] = ()
    last_agent: str | None = None
    only_agent: str | None = None
    first_agent: str | None = None
    stays: bool = False
    entered: int | None = None


class Withdraw(RoutingCommand, frozen=True, kw_only=True):
    """The interaction waits no more (hung up, voicemail, callback); a standing offer ends."""

    interaction: str
    cause: str = "abandoned"


class AcceptOffer(RoutingCommand, frozen=True, kw_only=True):
    """The agent takes it. A second acceptance (ring-all) is a ConflictError."""

    offer: str


class PickUp(RoutingCommand, frozen=True, kw_only=True):
    """What waits or rings is offered to this agent at once, whatever its place and the skills.

    The agent may be ready or not, and must be free as for `StartWork`; a running wrap-up ends. If
    the offer fails, the interaction is back at its old place. `by`: the supervisor's user who
    assigned it; "" when the agent picked it up.
    """

    interaction: str
    agent: str
    by: str = ""


class FailOffer(RoutingCommand, frozen=True, kw_only=True):
    """The agent does not take it.

    Only `no-answer` (the telephone really rang) counts as a miss; `unreachable` makes the agent not
    ready at once.
    """

    offer: str
    cause: FailCause


class StartWork(RoutingCommand, frozen=True, kw_only=True):
    """The agent works on an interaction from now on, outside of any offer: dials, is consulted.

    Ready or not; a running wrap-up ends. Refused while an offer stands or work of the channel fills
    the agent's capacity. `queue`: whose wrap-up follows, unless `wrap_up` is False; "": of none,
    and then `channel` says what the work is.
    """

    interaction: str
    agent: str
    queue: str = ""
    channel: str = "voice"
    wrap_up: bool = True


class EndWork(RoutingCommand, frozen=True, kw_only=True):
    """The agent's part in the interaction is over; wrap-up by the queue's rule begins.

    Without `wrap_up` it is skipped, and the time counts for no estimate: the agent was consulted
    and did not answer, or was lost.
    """

    interaction: str
    agent: str
    wrap_up: bool = True


class FinishWrapUp(RoutingCommand, frozen=True, kw_only=True):
    """The agent is done with wrapping up."""

    agent: str


class Reserve(RoutingCommand, frozen=True, kw_only=True):
    """The agent is occupied with what is no work; nothing is offered. No error when signed out."""

    agent: str
    reservation: str


class Unreserve(RoutingCommand, frozen=True, kw_only=True):
    """The agent is not occupied with it any more; no error when that is so already."""

    agent: str
    reservation: str


class Intercept(RoutingCommand, frozen=True, kw_only=True):
    """What queues would offer to `agent` is offered to `to` while that one is free; None ends it.

    Both must be signed in; see `intercepting`. `by`: the supervisor's user.
    """

    agent: str
    to: str | None
    by: str


class Tick(RoutingCommand, frozen=True, kw_only=True):
    """Something is due: see `RoutingState.due`."""
