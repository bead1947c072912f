"""Whom a queue asks first (ACD-3).

Every strategy comes down to a seat, a tuple whose smallest is asked first: first who meets more of
the preferred needs, then the strategy's own figures, then who has been idle longest, then the name.

- longest-idle, last-agent, ring-all: no figure of their own. `last-agent` asks the customer's last
  agent before anybody else, if that one is free; `ring-all` asks all who are free at once, and who
  becomes free while it rings is asked in the next round.
- round-robin: whom this queue asked longest ago.
- least-occupied: the smallest share of the channel's capacity in use, then the least time in work
  since sign-in.
- most-skilled: the highest sum of levels in the skills asked for.
- fixed-order: the place in the queue's list of agents.
"""

from switchroom.domain.routing.skills import Needs, preferred_met, proficiency
from switchroom.domain.routing.state import Agent, Queue, Seat


def seat_of(agent: Agent, queue: Queue, own: Needs = ()) -> Seat:
    """An agent's place in a queue; `own` are needs beside the queue's."""
    needs = queue.needs + own
    first, second = _figures(agent, queue, needs)
    preference = -preferred_met(agent.rule.skills, needs) if needs else 0
    return (preference, first, second, agent.idle_since, agent.rule.agent)


def _figures(agent: Agent, queue: Queue, needs: Needs) -> tuple[int, int]:
    name = queue.rule.queue
    match queue.rule.strategy:
        case "round-robin":
            return agent.turns.get(name, 0), 0
        case "least-occupied":
            return _load(agent, queue.rule.channel), agent.worked
        case "most-skilled":
            return -proficiency(agent.rule.skills, needs), 0
        case "fixed-order":
            agents = queue.rule.agents
            return (agents.index(agent.rule.agent) if agents else 0), 0
        case "longest-idle" | "last-agent" | "ring-all":
            return 0, 0


def _load(agent: Agent, channel: str) -> int:
    running = list(agent.presence.works.values()).count(channel)
    return running * 1_000_000 // agent.rule.capacity[channel]
