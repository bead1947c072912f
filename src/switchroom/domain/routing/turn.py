"""One decision in the making."""

from msgspec import Struct, field

from switchroom.domain.presence.states import open_channels
from switchroom.domain.routing.events import RoutingEvent
from switchroom.domain.routing.state import Agent, Entry, Queue, RoutingState
from switchroom.domain.routing.strategy import seat_of
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import Instant


class Turn(Struct):
    """What one command has changed so far.

    Attributes:
        events: what has happened, in order.
        free: agents who have become able to take something, and have not been looked at.
        moved: waiting interactions whose own case has changed, and have not been looked at.
        thinned: queues that have lost a staffed agent.
        turned_away: queues that interactions have overflowed from.
    """

    state: RoutingState
    now: Instant
    ids: Ids
    events: list[RoutingEvent] = field(default_factory=list)
    free: dict[str, Agent] = field(default_factory=dict)
    moved: dict[str, Entry] = field(default_factory=dict)
    thinned: dict[str, Queue] = field(default_factory=dict)
    turned_away: dict[str, set[str]] = field(default_factory=dict)

    def emit(self, event: RoutingEvent) -> None:
        """Say what has happened."""
        self.events.append(event)

    def agent(self, agent: str) -> Agent:
        """A known agent."""
        known = self.state.agents.get(agent)
        if known is None:
            raise NotFoundError(f"There is no agent {agent}.")
        return known

    def queue(self, queue: str) -> Queue:
        """A known queue."""
        known = self.state.queues.get(queue)
        if known is None:
            raise NotFoundError(f"There is no queue {queue}.")
        return known

    def stir(self, agent: Agent) -> None:
        """Look at an agent anew, after anything about the presence or the rules has changed."""
        agent.changed = self.state.version
        if agent.seats:
            stand_up(agent)
        rule = agent.rule
        agent.open = open_channels(agent.presence, rule.capacity, rule.interrupts)
        if agent.open:
            self.free[rule.agent] = agent
        else:
            self.free.pop(rule.agent, None)

    def staff(self, agent: Agent) -> None:
        """Count an agent in or out of the queues' staff, after being ready or not was chosen."""
        name = agent.rule.agent
        for queue in agent.queues.values():
            if agent.presence.ready:
                queue.staffed[name] = agent
            elif queue.staffed.pop(name, None) is not None:
                self.thinned[queue.rule.queue] = queue
        if not agent.presence.ready:
            for lane in agent.named.values():
                self.thinned[lane.queue] = self.state.queues[lane.queue]

    def rest(self) -> None:
        """Seat the agents for whom nothing was found."""
        for agent in self.free.values():
            sit_down(agent)
        self.free.clear()


def sit_down(agent: Agent) -> None:
    """Take a place in the order of every queue that the agent can serve now."""
    for name, queue in agent.queues.items():
        if queue.rule.channel in agent.open:
            seat = seat_of(agent, queue)
            agent.seats[name] = seat
            queue.idle.add(seat)


def stand_up(agent: Agent) -> None:
    """Give all places back."""
    for name, seat in agent.seats.items():
        agent.queues[name].idle.remove(seat)
    agent.seats.clear()
