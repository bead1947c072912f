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
    """A queue now. `expected_wait` is for the next who enters."""

    queue: str
    waiting: int
    longest_since: Instant | None
    offered: int
    talking: int
    ready: int
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

    def offer(self, offer: str) -> OfferStanding | None:
        """An offer that stands."""
        ...

    def concerned(self, interaction: str) -> Sequence[str]:
        """Agents who are offered, serve, or write up an interaction."""
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
