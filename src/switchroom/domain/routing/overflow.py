"""Going on from a queue by rule: at entry by length or when full, later by time, and by no agents.

What can be offered at once never overflows. Overflows are looked at in order; one that leads back
to a queue that has turned the interaction away at this very moment is passed over, so two queues
without agents that point at each other end in the second. What goes over to a queue keeps its
waiting time for its claim, and starts anew for that queue's overflow by time.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from switchroom.domain.routing.choosing import choose, may_serve
from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.events import InteractionOverflowed, InteractionQueued
from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.rules import Overflow, QueueRule
from switchroom.domain.routing.standing import stand, step_out
from switchroom.domain.routing.state import Entry, Queue
from switchroom.domain.routing.turn import Turn

Cause: TypeAlias = Literal["time", "length", "no-agents", "full"]
Exit: TypeAlias = tuple[str, Cause]


def admit(turn: Turn, entry: Entry, turned_away: frozenset[str] = frozenset()) -> None:
    """Let an interaction wait in its queue, or send it on."""
    queue = turn.state.queues[entry.request.queue]
    found = queue.length
    turn.state.entries[entry.request.interaction] = entry
    stand(turn, entry)
    exit_ = _exit_at_entry(turn, queue, entry, found, turned_away)
    if exit_ is None:
        turn.emit(InteractionQueued(interaction=entry.request.interaction, request=entry.request))
    else:
        _go(turn, entry, *exit_, turned_away)


def overflow(turn: Turn) -> None:
    """Send on what has been moved, or has lost its last agent, and now must go."""
    moved, thinned = list(turn.moved.values()), list(turn.thinned.values())
    turn.moved.clear()
    turn.thinned.clear()
    for entry in moved:
        if entry.lane is not None:
            _go_if_due(turn, turn.state.queues[entry.lane.queue], entry)
    for queue in thinned:
        for entry in _deserted(turn, queue):
            _go_if_due(turn, queue, entry)


def _go_if_due(turn: Turn, queue: Queue, entry: Entry) -> None:
    exit_ = _exit_while_waiting(turn, queue, entry)
    if exit_ is not None:
        _go(turn, entry, *exit_)


def _exit_while_waiting(turn: Turn, queue: Queue, entry: Entry) -> Exit | None:
    waited = turn.now - entry.request.joined
    for rule in queue.rule.overflows:
        if rule.target == queue.rule.queue:
            continue
        if rule.after is not None and waited >= rule.after:
            return rule.target, "time"
        if rule.no_agents and not _is_staffed(turn, queue, entry):
            return rule.target, "no-agents"
    return None


def _deserted(turn: Turn, queue: Queue) -> list[Entry]:
    if not any(rule.no_agents for rule in queue.rule.overflows):
        return []
    lanes = [lane for lane in queue.lanes.values() if not _lane_is_staffed(turn, queue, lane)]
    claims = sorted(claim for lane in lanes for claim in lane.line)
    return [turn.state.entries[interaction] for _, _, interaction in claims]


def _exit_at_entry(
    turn: Turn, queue: Queue, entry: Entry, found: int, turned_away: frozenset[str]
) -> Exit | None:
    rule = queue.rule
    if (not rule.overflows and rule.max_length is None) or choose(turn, entry):
        return None
    passed = turned_away | {rule.queue}
    for overflow_rule in rule.overflows:
        if overflow_rule.target in passed:
            continue
        if overflow_rule.longer_than is not None and found > overflow_rule.longer_than:
            return overflow_rule.target, "length"
        if overflow_rule.no_agents and not _is_staffed(turn, queue, entry):
            return overflow_rule.target, "no-agents"
    if rule.max_length is not None and found >= rule.max_length:
        return _target_when_full(rule, passed), "full"
    return None


def _target_when_full(rule: QueueRule, passed: Iterable[str]) -> str:
    meant = sorted(rule.overflows, key=lambda overflow_rule: not _is_unconditional(overflow_rule))
    return next((one.target for one in meant if one.target not in passed), "hang-up")


def _is_unconditional(rule: Overflow) -> bool:
    return rule.after is None and rule.longer_than is None and not rule.no_agents


def _is_staffed(turn: Turn, queue: Queue, entry: Entry) -> bool:
    return entry.lane is not None and _lane_is_staffed(turn, queue, entry.lane)


def _lane_is_staffed(turn: Turn, queue: Queue, lane: Lane) -> bool:
    if lane.only_agent is not None:
        return turn.state.agents[lane.only_agent].presence.ready
    return any(may_serve(agent, lane) for agent in queue.staffed.values())


def _go(
    turn: Turn,
    entry: Entry,
    target: str,
    cause: Cause,
    turned_away: frozenset[str] = frozenset(),
) -> None:
    request = entry.request
    step_out(turn, entry)
    del turn.state.entries[request.interaction]
    turn.emit(
        InteractionOverflowed(
            interaction=request.interaction, queue=request.queue, target=target, cause=cause
        )
    )
    queue = turn.state.queues.get(target)
    if queue is not None:
        moved = replace(request, queue=target, joined=turn.now, only_agent=None)
        onward = Entry(moved, claim(moved, queue.rule.weight))
        admit(turn, onward, turned_away | {request.queue})
