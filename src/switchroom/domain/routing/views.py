"""What a live view shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from switchroom.domain.presence.states import AgentState
from switchroom.domain.routing.claim import Claim
from switchroom.domain.routing.expecting import ahead_of
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import Agent, Entry, Offer, Queue, RoutingState, Work
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class AgentView:
    """One agent at a glance.

    Attributes:
        pending: not ready has been chosen, and holds from the end of what runs.
        reason: why not ready, also while that is pending.
        wrap_up_until: the end of the longest wrap-up; None also when it has an open end.
        intercepted_by: who is offered what would be this agent's.
    """

    agent: str
    state: AgentState
    reason: str
    pending: bool
    since: Instant
    works: tuple[Work, ...]
    offer: Offer | None
    wrap_up_until: Instant | None
    intercepted_by: str | None


@dataclass(frozen=True, slots=True)
class QueueView:
    """One queue at a glance.

    Attributes:
        waiting: how many wait.
        ringing: how many are being offered.
        serving: how many are being served, by however many agents.
        oldest: since when the one who has waited longest waits, or is being offered.
        staffed: agents who are ready, or will be when what runs has ended.
        free: agents who could be offered something now.
    """

    queue: str
    waiting: int
    ringing: int
    serving: int
    oldest: Instant | None
    staffed: int
    free: int


def waiting(state: RoutingState, queue: str) -> list[Request]:
    """Who waits in a queue, in the order of their claims."""
    return [entry.request for entry in _standing(state, _queue(state, queue))]


def position(state: RoutingState, interaction: str) -> int | None:
    """The place in the queue, 1 for the next; 0 while it is offered; None if it is neither."""
    entry = state.entries.get(interaction)
    if entry is None:
        return None
    if entry.lane is None:
        return 0
    return ahead_of(_queue(state, entry.request.queue), entry.claim) + 1


def agent_view(state: RoutingState, agent: str) -> AgentView:
    """One agent at a glance."""
    known = _agent(state, agent)
    presence = known.presence
    ends = [until for until in presence.wrap_ups.values() if until is not None]
    return AgentView(
        agent=agent,
        state=presence.state,
        reason=presence.reason,
        pending=not presence.ready and presence.occupied,
        since=presence.since,
        works=tuple(state.works[interaction][agent] for interaction in presence.works),
        offer=None if presence.offer is None else state.offers[presence.offer],
        wrap_up_until=max(ends, default=None),
        intercepted_by=state.intercepts.get(agent),
    )


def changed_agents(state: RoutingState, since: int | None) -> list[str]:
    """Agents of whom something shown has changed after a version; None: all."""
    if since is None or since > state.version:
        return list(state.agents)
    return [name for name, agent in state.agents.items() if agent.changed > since]


def queue_view(state: RoutingState, queue: str) -> QueueView:
    """One queue at a glance."""
    known = _queue(state, queue)
    return QueueView(
        queue=queue,
        waiting=known.length,
        ringing=len(known.ringing),
        serving=len({interaction for interaction, _ in known.serving.keys() - _wrapping(known)}),
        oldest=min(_entered(state, known), default=None),
        staffed=len(known.staffed),
        free=len(known.idle),
    )


def _standing(state: RoutingState, queue: Queue) -> Iterator[Entry]:
    claims: Iterator[Claim] = merge(*(lane.line for lane in queue.lanes.values()))
    return (state.entries[interaction] for _, _, interaction in claims)


def _entered(state: RoutingState, queue: Queue) -> Iterator[Instant]:
    for lane in queue.lanes.values():
        yield from (state.entries[interaction].request.entered for _, _, interaction in lane.line)
    yield from (entry.request.entered for entry in queue.ringing.values())


def _wrapping(queue: Queue) -> set[tuple[str, str]]:
    return {
        (interaction, name)
        for (interaction, name), agent in queue.serving.items()
        if interaction in agent.wrapping
    }


def _queue(state: RoutingState, queue: str) -> Queue:
    known = state.queues.get(queue)
    if known is None:
        raise NotFoundError(f"There is no queue {queue}.")
    return known


def _agent(state: RoutingState, agent: str) -> Agent:
    known = state.agents.get(agent)
    if known is None:
        raise NotFoundError(f"There is no agent {agent}.")
    return known
