"""Whom to offer an interaction, among the agents who are free."""

from collections.abc import Iterator

from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.skills import Needs, meets, needs_after
from switchroom.domain.routing.state import Agent, Entry, Queue, RoutingState, Seat
from switchroom.domain.routing.strategy import seat_of
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.time import Instant


def choose(turn: Turn, entry: Entry, arrived: bool = True) -> list[Agent]:
    """Nobody, one agent, or with ring-all everybody who can serve what stands in line.

    Only what has `arrived` (or was moved) can find somebody among those who were free before.
    """
    queue, request = turn.state.queues[entry.request.queue], entry.request
    if not (turn.free or queue.idle or request.only_agent or request.first_agent):
        return []
    named = _asked_by_name(turn, queue, entry)
    if named is not None and _can_take(turn, named, entry):
        return [named]
    if request.only_agent is not None:
        return []
    candidates = _candidates(turn, queue, entry, arrived)
    if queue.rule.strategy == "ring-all":
        return [turn.state.agents[seat[-1]] for seat in sorted(candidates)]
    first = min(candidates, default=None)
    return [] if first is None else [turn.state.agents[first[-1]]]


def can_serve(turn: Turn, agent: Agent, entry: Entry) -> bool:
    """Whether an agent can be offered what stands in line now."""
    lane = entry.lane
    return (
        lane is not None and may_serve(agent, lane) and is_open(turn.state, agent, entry, turn.now)
    )


def is_open(state: RoutingState, agent: Agent, entry: Entry, now: Instant) -> bool:
    """Whether an agent is free for what stands in line, whatever the skills."""
    lane = entry.lane
    return (
        lane is not None and lane.channel in agent.open and not is_barred(state, entry, agent, now)
    )


def _can_take(turn: Turn, agent: Agent, entry: Entry) -> bool:
    """As `can_serve`; but who has rung the caller is asked whatever the skills."""
    if entry.request.first_agent == agent.rule.agent:
        return is_open(turn.state, agent, entry, turn.now)
    return can_serve(turn, agent, entry)


def is_barred(state: RoutingState, entry: Entry, agent: Agent, now: Instant) -> bool:
    """Whether the agent works on it already, or the retry pause of this pair still runs."""
    if entry.request.interaction in agent.presence.works:
        return True
    failed = entry.failed.get(agent.rule.agent)
    pause = state.queues[entry.request.queue].rule.retry_pause
    return failed is not None and now < failed + pause


def may_serve(agent: Agent, lane: Lane) -> bool:
    """Whether an agent may serve a lane at all, free or not."""
    if lane.only_agent is not None:
        return lane.only_agent == agent.rule.agent
    return lane.queue in agent.queues and (
        lane.for_all_members or meets(agent.rule.skills, lane.needs)
    )


def _asked_by_name(turn: Turn, queue: Queue, entry: Entry) -> Agent | None:
    name = entry.request.only_agent or entry.request.first_agent
    if name is None and queue.rule.strategy == "last-agent":
        name = entry.request.last_agent
    return None if name is None else turn.state.agents.get(name)


def _candidates(turn: Turn, queue: Queue, entry: Entry, arrived: bool) -> Iterator[Seat]:
    own = _own_needs(queue, entry)
    for agent in turn.free.values():
        if can_serve(turn, agent, entry):
            yield seat_of(agent, queue, own)
    if arrived:
        for seat in queue.idle:
            agent = turn.state.agents[seat[-1]]
            if can_serve(turn, agent, entry):
                yield seat_of(agent, queue, own) if own else seat
                if not own and queue.rule.strategy != "ring-all":
                    return


def _own_needs(queue: Queue, entry: Entry) -> Needs:
    """What the interaction asks for beside the queue's needs, if that has a say in the order."""
    needs = needs_after(entry.request.needs, 0) if entry.request.needs else ()
    if queue.rule.strategy == "most-skilled":
        return needs
    return tuple(need for need in needs if not need[-1])
