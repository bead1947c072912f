"""How long somebody is likely to wait (ACD-6, ACD-10)."""

from switchroom.domain.routing.claim import Claim, claim
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import Queue, RoutingState
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant, Millis


def expected_wait(state: RoutingState, interaction: str) -> Millis | None:
    """How long an interaction is likely to wait yet; None when there is nothing to judge by."""
    entry = state.entries.get(interaction)
    if entry is None:
        raise NotFoundError("This interaction does not wait.")
    if entry.lane is None:
        return 0
    queue = state.queues[entry.request.queue]
    return _time_for(queue, ahead_of(queue, entry.claim) + 1)


def expected_wait_on_arrival(
    state: RoutingState, queue: str, now: Instant, priority: int = 0
) -> Millis | None:
    """How long somebody who came now would be likely to wait; None when nothing to judge by."""
    known = state.queues.get(queue)
    if known is None:
        raise NotFoundError(f"There is no queue {queue}.")
    if known.idle:
        return 0
    newcomer = Request(
        interaction="", queue=queue, entered=now, priority=priority, order=state.order
    )
    return _time_for(known, ahead_of(known, claim(newcomer, known.rule.weight)) + 1)


def ahead_of(queue: Queue, own: Claim) -> int:
    """How many in a queue have a better claim."""
    return sum(lane.line.bisect_left(own) for lane in queue.lanes.values())


def _time_for(queue: Queue, departures: int) -> Millis | None:
    """The time until so many agents have come free for a queue.

    While somebody waits, everybody who could serve is busy. By Little's law the queue's agents come
    free at the rate of the works that run over the time that a work takes, which counts agents
    shared between queues by the share that this queue really gets. Those who will pause after
    their work are left out. Where nobody serves at present, all who are staffed count.
    """
    returning = sum(1 for agent in queue.serving.values() if agent.presence.ready)
    agents = returning or len(queue.staffed)
    if queue.handling is None or agents == 0:
        return None
    return round(departures * queue.handling / agents)
