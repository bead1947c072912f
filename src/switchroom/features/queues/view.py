"""The routing's living state, as others see it: `ports.routing.RoutingView`."""

from collections import Counter
from collections.abc import Callable, Sequence

from switchroom.domain.routing import views
from switchroom.domain.routing.expecting import expected_wait_on_arrival
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import RoutingState
from switchroom.kernel.time import Instant
from switchroom.ports.clock import Clock
from switchroom.ports.routing import AgentStanding, Engagement, OfferStanding, QueueStanding


class LiveRouting:
    """Reads the state of the owner in this process."""

    def __init__(self, state: Callable[[], RoutingState], clock: Clock) -> None:
        self._state = state
        self._clock = clock

    def agent(self, agent: str) -> AgentStanding:
        """An agent; NotFoundError when there is none of that id."""
        view = views.agent_view(self._state(), agent)
        return AgentStanding(
            agent=agent,
            state=view.state,
            reason="" if view.pending else view.reason,
            pending_reason=view.reason if view.pending else "",
            since=view.since,
            wrap_up_until=view.wrap_up_until,
            offers=(view.offer.offer,) if view.offer else (),
            works=tuple(work.interaction for work in view.works),
            wrap_ups=tuple(self._state().agents[agent].wrapping),
        )

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
        serving = list(state.works.get(interaction, ()))
        writing = [name for name, agent in state.agents.items() if interaction in agent.wrapping]
        return offered + serving + writing

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
            longest_since=min((request.entered for request in self.waiting(queue)), default=None),
            offered=view.ringing,
            talking=view.serving,
            ready=agents["ready"],
            busy=agents["busy"] + agents["offered"],
            wrap_up=agents["wrap-up"],
            not_ready=agents["not-ready"],
            expected_wait=expected_wait_on_arrival(state, queue, now),
        )
