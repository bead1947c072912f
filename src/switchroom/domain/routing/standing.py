"""Standing in a queue: where an interaction waits, and when its own case changes next."""

from sortedcontainers import SortedList

from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.lanes import Lane
from switchroom.domain.routing.skills import needs_after, next_relaxation
from switchroom.domain.routing.state import Entry, Queue
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.time import Instant


def stand(turn: Turn, entry: Entry) -> None:
    """Put an interaction in the lane of what it asks for now, at the place of its claim."""
    request = entry.request
    queue = turn.state.queues[request.queue]
    lane = _lane_for(turn, queue, entry)
    lane.add(entry.claim)
    entry.lane = lane
    _prefer(turn, entry)
    queue.length += 1
    turn.moved[request.interaction] = entry
    wake(turn, entry, _next_change(entry, queue, turn.now))


def _lane_for(turn: Turn, queue: Queue, entry: Entry) -> Lane:
    request, needs = entry.request, queue.needs
    if request.needs or queue.relaxes:
        needs = needs_after((*queue.rule.needs, *request.needs), turn.now - request.entered)
    key = (request.only_agent, needs)
    lane = queue.lanes.get(key)
    if lane is None:
        met = needs == queue.needs and not queue.relaxes
        lane = Lane(request.queue, queue.rule.channel, request.only_agent, needs, met, entry.claim)
        queue.lanes[key] = lane
        if request.only_agent is not None:
            turn.state.agents[request.only_agent].named[request.queue, key] = lane
    return lane


def step_out(turn: Turn, entry: Entry) -> None:
    """Take an interaction out of its lane."""
    lane = entry.lane
    if lane is None:
        return
    lane.remove(entry.claim)
    _prefer_no_more(turn, entry)
    queue = turn.state.queues[lane.queue]
    queue.length -= 1
    if not lane.line:
        key = (lane.only_agent, lane.needs)
        del queue.lanes[key]
        if lane.only_agent is not None:
            del turn.state.agents[lane.only_agent].named[lane.queue, key]
    entry.lane = entry.wake = None
    turn.moved.pop(entry.request.interaction, None)


def _prefer(turn: Turn, entry: Entry) -> None:
    name = entry.request.first_agent
    if name and entry.request.only_agent is None:
        turn.state.preferring.setdefault(name, SortedList()).add(entry.claim)


def _prefer_no_more(turn: Turn, entry: Entry) -> None:
    name = entry.request.first_agent or ""
    claims = turn.state.preferring.get(name)
    if claims is not None:
        claims.discard(entry.claim)
        if not claims:
            del turn.state.preferring[name]


def restand(turn: Turn, entry: Entry) -> None:
    """Stand where it belongs by now."""
    step_out(turn, entry)
    stand(turn, entry)


def wake(turn: Turn, entry: Entry, at: Instant | None) -> None:
    """Look at a standing interaction anew at a moment."""
    entry.wake = at
    if at is not None:
        turn.state.alarms.set(Alarm(at, "wake", entry.request.interaction))


def _next_change(entry: Entry, queue: Queue, now: Instant) -> Instant | None:
    request = entry.request
    if not (entry.failed or queue.rule.overflows or request.needs or queue.relaxes):
        return None
    moments = [failed + queue.rule.retry_pause for failed in entry.failed.values()]
    moments += [
        request.joined + overflow.after
        for overflow in queue.rule.overflows
        if overflow.after is not None
    ]
    if request.needs or queue.relaxes:
        relaxation = next_relaxation((*queue.rule.needs, *request.needs), now - request.entered)
        if relaxation is not None:
            moments.append(request.entered + relaxation)
    return min((moment for moment in moments if moment > now), default=None)
