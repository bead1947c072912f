"""Bringing agents who are free and interactions that wait together, by claim.

Between two decisions no agent who is free could serve anything that waits, so only what one command
has moved needs a look: the agents whom it freed and the interactions whose own case it changed. The
best claim among all that these concern is served first, then the next best, until nobody is left
who could be served.
"""

from heapq import heapify, heappop, heappush

from switchroom.domain.routing.choosing import choose, is_barred, is_open
from switchroom.domain.routing.claim import Claim
from switchroom.domain.routing.intercepting import interceptor
from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.offers import make_offer
from switchroom.domain.routing.skills import meets
from switchroom.domain.routing.state import Agent, Entry, RoutingState
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.time import Instant


def match(turn: Turn) -> None:
    """Offer all that can be offered, best claims first; the other agents take their seats."""
    hopes = [(entry.claim, "") for entry in turn.moved.values()]
    for agent in turn.free.values():
        hopes += _hope(turn, agent)
    heapify(hopes)
    while hopes:
        claim, agent_name = heappop(hopes)
        if agent_name and agent_name not in turn.free:
            continue
        entry = turn.state.entries[claim[2]]
        if entry.lane is not None:
            for agent in _chosen(turn, entry, agent_name):
                _ask(turn, entry, agent)
        if agent_name in turn.free:
            for hope in _hope(turn, turn.free[agent_name]):
                heappush(hopes, hope)
    turn.rest()


def _chosen(turn: Turn, entry: Entry, hoping: str) -> list[Agent]:
    if hoping and len(turn.free) == 1:  # by far the most frequent case needs no choice
        return list(turn.free.values())
    return choose(turn, entry, arrived=not hoping)


def _ask(turn: Turn, entry: Entry, agent: Agent) -> None:
    other = interceptor(turn, entry, agent) if turn.state.intercepts else None
    if other is not None:
        make_offer(turn, entry, other, instead_of=agent.rule.agent)
    elif agent.presence.offer is None:  # may be asked in another's place already (ring-all)
        make_offer(turn, entry, agent)


def best_claim(state: RoutingState, agent: Agent, now: Instant) -> Claim | None:
    """The best claim among all that an agent can be offered now."""
    best: Claim | None = None
    for queue in agent.queues.values():
        for lane in queue.lanes.values():
            if (best is None or lane.head < best) and _opens(agent, lane):
                best = _better(state, lane, agent, now, best)
    for lane in agent.named.values():
        if (best is None or lane.head < best) and lane.channel in agent.open:
            best = _better(state, lane, agent, now, best)
    return _preferring(state, agent, now, best) if state.preferring else best


def _preferring(
    state: RoutingState, agent: Agent, now: Instant, best: Claim | None
) -> Claim | None:
    for claim in state.preferring.get(agent.rule.agent, ()):
        if best is not None and best <= claim:
            return best
        if is_open(state, agent, state.entries[claim[2]], now):
            return claim
    return best


def _opens(agent: Agent, lane: Lane) -> bool:
    return (
        lane.channel in agent.open
        and lane.only_agent is None
        and (lane.for_all_members or meets(agent.rule.skills, lane.needs))
    )


def _better(
    state: RoutingState, lane: Lane, agent: Agent, now: Instant, best: Claim | None
) -> Claim | None:
    head, works = lane.head[2], agent.presence.works
    if not state.entries[head].failed and (not works or head not in works):
        return lane.head
    for claim in lane.line:
        if best is not None and best < claim:
            return best
        if not is_barred(state, state.entries[claim[2]], agent, now):
            return claim
    return best


def _hope(turn: Turn, agent: Agent) -> list[tuple[Claim, str]]:
    best = best_claim(turn.state, agent, turn.now)
    return [] if best is None else [(best, agent.rule.agent)]
