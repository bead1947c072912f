"""What the routing shows of itself, for desks and boards."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from switchroom.domain.presence.states import AgentState
from switchroom.domain.routing.rules import Request
from switchroom.kernel.time import Instant, Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentStanding:
    """Where an agent stands now.

    Attributes:
        reason: why not ready; empty when ready, or when it only holds from the end of work.
        pending_reason: the reason that will hold then.
        since: when the shown state began.
        wrap_up_until: when the wrap-up ends by itself; None: no wrap-up, or an open one.
        offers: offers that stand.
        works: interactions in work.
        wrap_ups: interactions being written up.
        reserved: what else occupies the agent, such as a call that they listen to.
        intercepted_by: who is offered what would be this agent's, if anybody.
    """

    agent: str
    state: AgentState
    reason: str
    pending_reason: str
    since: Instant
    wrap_up_until: Instant | None
    offers: tuple[str, ...]
    works: tuple[str, ...]
    wrap_ups: tuple[str, ...]
    intercepted_by: str | None
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentChanges:
    """Agents who have changed, and the version to ask with the next time."""

    version: int
    agents: tuple[AgentStanding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStanding:
    """An agent being asked."""

    offer: str
    interaction: str
    agent: str
    queue: str
    expires: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueStanding:
    """A queue now. `expected_wait` is for the next who enters.

    Attributes:
        waiting: interactions that wait or are being offered.
        longest_since: since when the one who has waited longest does.
        offered: interactions that are being offered.
        talking: interactions in work that this queue has given, by however many agents.
        ready, ringing, busy, wrap_up, not_ready: how many of the queue's agents are shown so;
            `ringing` are being asked, by whichever queue. Who is signed out is in none.
    """

    queue: str
    waiting: int
    longest_since: Instant | None
    offered: int
    talking: int
    ready: int
    ringing: int
    busy: int
    wrap_up: int
    not_ready: int
    expected_wait: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """An interaction that the routing has: waiting or being offered, or in an agent's work."""

    interaction: str
    agent: str | None


class RoutingView(Protocol):
    """Reads the routing's living state."""

    def agent(self, agent: str) -> AgentStanding:
        """An agent; NotFoundError when there is none of that id."""
        ...

    def agents(self) -> Sequence[AgentStanding]:
        """All agents who are known, signed out ones too."""
        ...

    def changed_agents(self, since: int | None) -> AgentChanges:
        """Agents who have changed since a version that this process gave; None: all of them."""
        ...

    def offer(self, offer: str) -> OfferStanding | None:
        """An offer that stands."""
        ...

    def concerned(self, interaction: str) -> Sequence[str]:
        """Agents who are offered, serve, or write up an interaction."""
        ...

    def works(self, interaction: str) -> Sequence[str]:
        """Agents in whose work an interaction is, the longest first."""
        ...

    def position(self, interaction: str) -> int | None:
        """The place in its queue, 1 for the next; 0 while it is offered; None: it does not wait."""
        ...

    def expected_wait(self, interaction: str) -> Millis | None:
        """How long it is likely to wait yet; None: it does not wait, or there is no telling."""
        ...

    def engagements(self, channel: str) -> Sequence[Engagement]:
        """Every interaction of a channel that the routing has."""
        ...

    def queues(self) -> Sequence[QueueStanding]:
        """All queues."""
        ...

    def waiting(self, queue: str) -> Sequence[Request]:
        """Who waits or is being offered, in the order in which they will be served."""
        ...
