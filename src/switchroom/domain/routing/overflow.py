"""Going on from a queue by rule.

Length, fullness and no agents are looked at on entry; time while it waits; and no agents again when
the queue loses one. What can be offered at once never overflows. A rule that leads back to a queue
that has turned the interaction away at this very moment is passed over, so two queues without
agents that point at each other end in the second. What goes over to a queue keeps its waiting time
for its claim, and starts anew for that queue's overflow by time.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec.structs import replace

from switchroom.domain.routing.choosing import choose, may_serve
from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.events import InteractionOverflowed, InteractionQueued
from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.rules import Overflow, Request
from switchroom.domain.routing.standing import stand, step_out
from switchroom.domain.routing.state import Entry, Queue
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.time import Millis

Cause: TypeAlias = Literal["time", "length", "no-agents", "full"]
Exit: TypeAlias = tuple[str, Cause]
"""Where to, and why."""


def admit(turn: Turn, request: Request) -> None:
    """Let an interaction wait in its queue, or send it on."""
    queue = turn.state.queues[request.queue]
    found = queue.length
    entry = Entry(request, claim(request, queue.rule.weight))
    turn.state.entries[request.interaction] = entry
    stand(turn, entry)
    way_out = _way_out_on_entry(turn, queue, entry, found)
    if way_out is None:
        turn.emit(InteractionQueued(interaction=request.interaction, request=request))
    else:
        _go(turn, entry, *way_out)


def overflow(turn: Turn) -> None:
    """Send on what has waited its time, and what has lost its last agent."""
    moved, thinned = list(turn.moved.values()), list(turn.thinned.values())
    turn.moved.clear()
    turn.thinned.clear()
    for entry in moved:
        target = _target_by_time(turn, entry)
        if target is not None:
            _go(turn, entry, target, "time")
    for queue in thinned:
        for entry, target in _deserted(turn, queue):
            _go(turn, entry, target, "no-agents")


def _way_out_on_entry(turn: Turn, queue: Queue, entry: Entry, found: int) -> Exit | None:
    limit = queue.rule.max_length
    idle = limit is None and not queue.rule.overflows
    if entry.request.stays or idle or choose(turn, entry):
        return None
    for rule in _usable(turn, queue, entry):
        if rule.longer_than is not None and found > rule.longer_than:
            return rule.target, "length"
        if rule.no_agents and not _is_staffed(turn, queue, entry.lane):
            return rule.target, "no-agents"
    if limit is not None and found >= limit:
        return _target_when_full(_usable(turn, queue, entry)), "full"
    return None


def _target_by_time(turn: Turn, entry: Entry) -> str | None:
    if entry.lane is None or not turn.state.queues[entry.lane.queue].rule.overflows:
        return None
    queue, waited = turn.state.queues[entry.lane.queue], turn.now - entry.request.joined
    rules = _usable(turn, queue, entry)
    return next((rule.target for rule in rules if _is_over(rule.after, waited)), None)


def _deserted(turn: Turn, queue: Queue) -> list[tuple[Entry, str]]:
    if not any(rule.no_agents for rule in queue.rule.overflows):
        return []
    lanes = [lane for lane in queue.lanes.values() if not _is_staffed(turn, queue, lane)]
    claims = sorted(claim for lane in lanes for claim in lane.line)
    entries = [turn.state.entries[interaction] for _, _, interaction in claims]
    ways = [(entry, _target_without_agents(turn, queue, entry)) for entry in entries]
    return [(entry, target) for entry, target in ways if target is not None]


def _target_without_agents(turn: Turn, queue: Queue, entry: Entry) -> str | None:
    rules = _usable(turn, queue, entry)
    return next((rule.target for rule in rules if rule.no_agents), None)


def _usable(turn: Turn, queue: Queue, entry: Entry) -> Iterator[Overflow]:
    if entry.request.stays:
        return
    passed = turn.turned_away.get(entry.request.interaction, set())
    for rule in queue.rule.overflows:
        if rule.target != queue.rule.queue and rule.target not in passed:
            yield rule


def _target_when_full(rules: Iterator[Overflow]) -> str:
    targets = sorted(rules, key=lambda rule: not _is_unconditional(rule))
    return targets[0].target if targets else "hang-up"


def _is_unconditional(rule: Overflow) -> bool:
    return rule.after is None and rule.longer_than is None and not rule.no_agents


def _is_over(after: Millis | None, waited: Millis) -> bool:
    return after is not None and waited >= after


def _is_staffed(turn: Turn, queue: Queue, lane: Lane | None) -> bool:
    if lane is None:
        return True
    if lane.only_agent is not None:
        return turn.state.agents[lane.only_agent].presence.ready
    return any(may_serve(agent, lane) for agent in queue.staffed.values())


def _go(turn: Turn, entry: Entry, target: str, cause: Cause) -> None:
    request = entry.request
    step_out(turn, entry)
    del turn.state.entries[request.interaction]
    turn.turned_away.setdefault(request.interaction, set()).add(request.queue)
    turn.emit(
        InteractionOverflowed(
            interaction=request.interaction, queue=request.queue, target=target, cause=cause
        )
    )
    if target in turn.state.queues:
        admit(turn, replace(request, queue=target, joined=turn.now, only_agent=None))
