"""The routing's living state, as others see it: `ports.routing.RoutingView`."""

from collections import Counter
from collections.abc import Callable, Sequence

from switchroom.domain.routing import views
from switchroom.domain.routing.expecting import expected_wait, expected_wait_on_arrival
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import RoutingState
from switchroom.kernel.time import Instant, Millis
from switchroom.ports.clock import Clock
from switchroom.ports.routing import (
    AgentChanges,
    AgentStanding,
    Engagement,
    OfferStanding,
    QueueStanding,
)


class LiveRouting:
    """Reads the state of the owner in this process."""

    def __init__(self, state: Callable[[], RoutingState], clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def agent(self, agent: str) -> AgentStanding:
        """An agent; NotFoundError when there is none of that id."""
        return _standing(self._state(), agent)

    def agents(self) -> Sequence[AgentStanding]:
        """All agents who are known, signed out ones too."""
        return self.changed_agents(None).agents

    def changed_agents(self, since: int | None) -> AgentChanges:
        """Agents who have changed since a version that this process gave; None: all of them."""
        state = self._state()
        changed = views.changed_agents(state, since)
        standings = tuple(_standing(state, agent) for agent in changed)
        return AgentChanges(version=state.version, agents=standings)

    def offer(self, offer: str) -> OfferStanding | None:
        """An offer that stands."""
        known = self._state().offers.get(offer)
        if known is None:
            return None
        return OfferStanding(
            offer=known.offer,
            interaction=known.interaction,
            agent=known.agent,
            queue=known.queue,
            expires=known.expires,
        )

    def concerned(self, interaction: str) -> Sequence[str]:
        """Agents who are offered, serve, or write up an interaction."""
        state = self._state()
        entry = state.entries.get(interaction)
        offered = list(entry.offers.values()) if entry else []
        writing = state.wrap_ups.get(interaction, ())
        return [*offered, *self.works(interaction), *writing]

    def works(self, interaction: str) -> Sequence[str]:
        """Agents in whose work an interaction is, the longest first."""
        return tuple(self._state().works.get(interaction, ()))

    def position(self, interaction: str) -> int | None:
        """The place in its queue, 1 for the next; 0 while it is offered; None: it does not wait."""
        return views.position(self._state(), interaction)

    def expected_wait(self, interaction: str) -> Millis | None:
        """How long it is likely to wait yet; None: it does not wait, or there is no telling."""
        state = self._state()
        return expected_wait(state, interaction) if interaction in state.entries else None

    def engagements(self, channel: str) -> Sequence[Engagement]:
        """Every interaction of a channel that the routing has."""
        state = self._state()
        carried = {q for q, queue in state.queues.items() if queue.rule.channel == channel}
        waiting = [
            Engagement(interaction=interaction, agent=None)
            for interaction, entry in state.entries.items()
            if entry.request.queue in carried
        ]
        return waiting + [
            Engagement(interaction=work.interaction, agent=work.agent)
            for work in state.all_works()
            if state.agents[work.agent].presence.works[work.interaction] == channel
        ]

    def queues(self) -> Sequence[QueueStanding]:
        """All queues."""
        now = self._clock.now()
        return [self._queue(queue, now) for queue in self._state().queues]

    def waiting(self, queue: str) -> Sequence[Request]:
        """Who is being offered, and who waits, in the order of their claims."""
        state = self._state()
        standing = views.waiting(state, queue)
        ringing = [entry.request for entry in state.queues[queue].ringing.values()]
        return ringing + standing

    def _queue(self, queue: str, now: Instant) -> QueueStanding:
        state = self._state()
        view = views.queue_view(state, queue)
        members = state.queues[queue].members.values()
        agents = Counter(agent.presence.state for agent in members)
        return QueueStanding(
            queue=queue,
            waiting=view.waiting + view.ringing,
            longest_since=view.oldest,
            offered=view.ringing,
            talking=view.serving,
            ready=agents["ready"],
            ringing=agents["offered"],
            busy=agents["busy"],
            wrap_up=agents["wrap-up"],
            not_ready=agents["not-ready"],
            expected_wait=expected_wait_on_arrival(state, queue, now),
        )


def _standing(state: RoutingState, agent: str) -> AgentStanding:
    view = views.agent_view(state, agent)
    return AgentStanding(
        agent=agent,
        state=view.state,
        reason="" if view.pending else view.reason,
        pending_reason=view.reason if view.pending else "",
        since=view.since,
        wrap_up_until=view.wrap_up_until,
        offers=(view.offer.offer,) if view.offer else (),
        works=tuple(work.interaction for work in view.works),
        wrap_ups=tuple(state.agents[agent].wrapping),
        intercepted_by=view.intercepted_by,
        reserved=tuple(state.agents[agent].presence.reserved),
    )
