"""What the routing can be asked. Each is decided by `decide(state, command, now)`."""

from dataclasses import dataclass
from typing import Literal

from switchroom.domain.routing.rules import AgentRule, QueueRule, SkillNeed
from switchroom.kernel.messages import Command

FailCause = Literal["rejected", "no-answer", "unreachable", "busy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingCommand(Command):
    """A command to the owner of the routing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineQueue(RoutingCommand):
    """Add a queue or change its rule; what waits stays."""

    rule: QueueRule


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveQueue(RoutingCommand):
    """Remove an empty queue."""

    queue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineAgent(RoutingCommand):
    """Add an agent or change the rule; a running work or offer stays."""

    rule: AgentRule


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(RoutingCommand):
    """The agent is at the desk, not ready yet. No error when signed in already."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut(RoutingCommand):
    """The agent leaves; refused while work runs; a standing offer goes back to the queue."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReady(RoutingCommand):
    """The agent takes work from now on (from wrap-up too, which ends)."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeNotReady(RoutingCommand):
    """The agent takes no new work; while work or wrap-up runs it holds from their end."""

    agent: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enqueue(RoutingCommand):
    """An interaction waits in a queue from now on, or since `entered` if that is given."""

    interaction: str
    queue: str
    priority: int = 0
    needs: tuple[SkillNeed, ...] = ()
    last_agent: str | None = None
    only_agent: str | None = None
    entered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(RoutingCommand):
    """The interaction waits no more (hung up, voicemail, callback); a standing offer ends."""

    interaction: str
    cause: str = "abandoned"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptOffer(RoutingCommand):
    """The agent takes it. A second acceptance (ring-all) is a ConflictError."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailOffer(RoutingCommand):
    """The agent does not take it. Only `no-answer` (the telephone really rang) counts as a miss."""

    offer: str
    cause: FailCause


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWork(RoutingCommand):
    """The agent's part in the interaction is over; wrap-up by the queue's rule begins."""

    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishWrapUp(RoutingCommand):
    """The agent is done with wrapping up."""

    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(RoutingCommand):
    """Something is due: see `RoutingState.due`."""
