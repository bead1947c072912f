"""Bringing agents who are free and interactions that wait together, by claim.

Between two decisions no agent who is free could serve anything that waits, so only what one command
has moved needs a look: the agents whom it freed and the interactions whose own case it changed. The
best claim among all that these concern is served first, then the next best, until nobody is left
who could be served.
"""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from switchroom.domain.routing.choosing import choose, is_barred
from switchroom.domain.routing.claim import Claim
from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.offers import make_offer
from switchroom.domain.routing.skills import meets
from switchroom.domain.routing.state import Agent, RoutingState
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
        entry = turn.state.entries[claim[2]]
        if entry.lane is not None:
            for agent in choose(turn, entry, arrived=not agent_name):
                make_offer(turn, entry, agent)
        if agent_name in turn.free:
            for hope in _hope(turn, turn.free[agent_name]):
                heappush(hopes, hope)
    turn.rest()


def best_claim(state: RoutingState, agent: Agent, now: Instant) -> Claim | None:
    """The best claim among all that an agent can be offered now."""
    best: Claim | None = None
    for lane in _lanes(agent):
        if best is None or lane.head < best:
            claim = _first(state, lane, agent.rule.agent, now)
            if claim is not None and (best is None or claim < best):
                best = claim
    return best


def _hope(turn: Turn, agent: Agent) -> Iterator[tuple[Claim, str]]:
    best = best_claim(turn.state, agent, turn.now)
    if best is not None:
        yield best, agent.rule.agent


def _lanes(agent: Agent) -> Iterator[Lane]:
    for queue in agent.queues.values():
        if queue.lanes and queue.rule.channel in agent.open:
            for lane in queue.lanes.values():
                if lane.only_agent is None and meets(agent.rule.skills, lane.needs):
                    yield lane
    for lane in agent.named.values():
        if lane.channel in agent.open:
            yield lane


def _first(state: RoutingState, lane: Lane, agent: str, now: Instant) -> Claim | None:
    for claim in lane.line:
        if not is_barred(state, state.entries[claim[2]], agent, now):
            return claim
    return None
