"""Agents as rows, and as the routing wants them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import convert, to_builtins
from sqlalchemy import ColumnElement, Connection, delete, insert, select

from switchroom.domain.routing.rules import AgentRule
from switchroom.features.agents.events import AgentRemoved, AgentSet
from switchroom.features.agents.tables import agents
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import Change, Reading, history

LEVELS = range(1, 11)
READINGS: Mapping[str, Reading] = {
    "AgentSet": lambda _, said: said,
    "AgentRemoved": lambda _, __: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An agent.

    Attributes:
        agent: the id, the same as the user's.
        number: what callers are told (工号).
        extension: where the agent's telephone is.
        team: the team's id; empty: none.
        skills: skill to level, 1 to 10.
        queues: queues that the agent serves; None: every queue whose skills the agent has.
        capacity: channel to how many interactions at once.
        interrupts: as in the routing's `AgentRule`.
        recorded: whether calls are recorded where only chosen agents' are.
    """

    agent: str
    number: str
    extension: str
    team: str = ""
    skills: Mapping[str, int] = field(default_factory=dict)
    queues: tuple[str, ...] | None = None
    capacity: Mapping[str, int] = field(default_factory=lambda: {"voice": 1})
    interrupts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recorded: bool = True

    def rule(self) -> AgentRule:
        """The agent as the routing takes it."""
        return AgentRule(
            agent=self.agent,
            skills=self.skills,
            queues=self.queues,
            capacity=self.capacity,
            interrupts=self.interrupts,
        )


def set_agent(tx: Transaction, agent: Agent, actor: str = "") -> None:
    """Make a user an agent, or change one; number and extension must be free."""
    _check(tx.connection, agent)
    if get_agent(tx.connection, agent.agent) == agent:
        return
    values: dict[str, Any] = to_builtins(agent)
    tx.connection.execute(delete(agents).where(agents.c.agent == agent.agent))
    tx.connection.execute(insert(agents), values)
    tx.record(f"agent-settings:{agent.agent}", convert(values, AgentSet), actor=actor)


def remove_agent(tx: Transaction, agent: str, actor: str = "") -> None:
    """The user is an agent no more."""
    if tx.connection.execute(delete(agents).where(agents.c.agent == agent)).rowcount == 0:
        raise NotFoundError("There is no such agent.")
    tx.record(f"agent-settings:{agent}", AgentRemoved(agent=agent), actor=actor)


def agent_history(connection: Connection, agent: str) -> list[Change]:
    """All changes of an agent, the newest first."""
    return history(connection, f"agent-settings:{agent}", READINGS)


def all_agents(connection: Connection) -> list[Agent]:
    """All agents, by number."""
    return _agents(connection)


def agent_rules(connection: Connection) -> list[AgentRule]:
    """All agents as the routing takes them."""
    return [agent.rule() for agent in _agents(connection)]


def get_agent(connection: Connection, agent: str) -> Agent | None:
    """The agent of an id."""
    return next(iter(_agents(connection, agents.c.agent == agent)), None)


def agent_card(connection: Connection, agent: str) -> Mapping[str, str] | None:
    """What the desk's session says of the agent that a user is."""
    found = get_agent(connection, agent)
    if found is None:
        return None
    return {"id": found.agent, "number": found.number, "extension": found.extension}


def _agents(connection: Connection, *conditions: ColumnElement[bool]) -> list[Agent]:
    chosen = select(agents).where(*conditions).order_by(agents.c.number)
    rows = connection.execute(chosen).mappings()
    return [convert({str(name): row[name] for name in row}, Agent) for row in rows]


def _check(connection: Connection, agent: Agent) -> None:
    if not agent.number or not agent.extension.isalnum():
        raise InvalidError("An agent needs a number, and an extension of letters or digits.")
    if any(level not in LEVELS for level in agent.skills.values()):
        raise InvalidError("A skill has a level from 1 to 10.")
    taken = (agents.c.number == agent.number) | (agents.c.extension == agent.extension)
    others = select(agents.c.agent).where(taken, agents.c.agent != agent.agent)
    if connection.execute(others).first() is not None:
        raise ConflictError("The number or the extension belongs to another agent.")
