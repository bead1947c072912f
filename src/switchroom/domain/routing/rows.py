"""What must be kept of the routing for a restart: six kinds of row.

`rows_of` reads them from a running state. The same rows follow from the events alone (`recording`),
so a database may keep them in either way. `restore` leads back. The queues' average handling times
are not kept, since they only sharpen estimates.
"""

from copy import deepcopy
from dataclasses import dataclass, field

from switchroom.domain.presence.states import Presence
from switchroom.domain.routing.rules import Request
from switchroom.domain.routing.state import Agent, Entry, Offer, RoutingState, Work
from switchroom.kernel.time import Instant, Millis


@dataclass(slots=True)
class AgentRow:
    """Where an agent who has ever signed in stands; see `state.Agent` for the figures."""

    agent: str
    presence: Presence = field(default_factory=Presence)
    idle_since: Instant = 0
    misses: int = 0
    worked: Millis = 0
    turns: dict[str, Instant] = field(default_factory=dict)


@dataclass(slots=True)
class EntryRow:
    """What waits or rings, and when agents did not take it."""

    request: Request
    failed: dict[str, Instant] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """All rows.

    Attributes:
        works: running work by interaction and agent.
        wrap_ups: work that is being written up, the same.
        intercepts: who is offered what would be an agent's, by agent.
    """

    agents: dict[str, AgentRow] = field(default_factory=dict)
    entries: dict[str, EntryRow] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    works: dict[tuple[str, str], Work] = field(default_factory=dict)
    wrap_ups: dict[tuple[str, str], Work] = field(default_factory=dict)
    intercepts: dict[str, str] = field(default_factory=dict)


def rows_of(state: RoutingState) -> Rows:
    """The rows of a running state."""
    agents = [agent for agent in state.agents.values() if agent.presence != Presence()]
    writing = [work for agent in agents for work in agent.wrapping.values()]
    return Rows(
        agents={agent.rule.agent: agent_row(agent) for agent in agents},
        entries={name: entry_row(entry) for name, entry in state.entries.items()},
        offers=dict(state.offers),
        works={(work.interaction, work.agent): work for work in state.all_works()},
        wrap_ups={(work.interaction, work.agent): work for work in writing},
        intercepts=dict(state.intercepts),
    )


def agent_row(agent: Agent) -> AgentRow:
    """The row of one agent."""
    return AgentRow(
        agent.rule.agent,
        deepcopy(agent.presence),
        agent.idle_since,
        agent.misses,
        agent.worked,
        dict(agent.turns),
    )


def entry_row(entry: Entry) -> EntryRow:
    """The row of one interaction that waits or rings."""
    return EntryRow(entry.request, dict(entry.failed))
