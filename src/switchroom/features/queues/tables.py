"""The routing's rows: what every agent and every interaction in it amounts to, for a restart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import json
from sqlalchemy import Column, Connection, Table, Text, bindparam, delete, select, text

from switchroom.domain.routing.rows import AgentRow, EntryRow, Rows, agent_row, entry_row
from switchroom.domain.routing.state import Offer, RoutingState, Work
from switchroom.runtime.tables import metadata

routing_rows = Table(
    "routing_rows",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("data", Text, nullable=False),
)

PUT = text(
    "INSERT INTO routing_rows (kind, key, data) VALUES (:kind, :key, :data) "
    "ON CONFLICT (kind, key) DO UPDATE SET data = excluded.data"
)
AGENT = "agent"
INTERACTION = "interaction"
REMOVE = delete(routing_rows).where(
    routing_rows.c.key == bindparam("gone"), routing_rows.c.kind == INTERACTION
)


@dataclass(frozen=True, slots=True)
class AgentData:
    """An agent, with what is being written up, and who intercepts what would be the agent's."""

    row: AgentRow
    wrapping: list[Work]
    intercepted_by: str | None = None


@dataclass(frozen=True, slots=True)
class InteractionData:
    """An interaction that waits, is offered, or is served, by any number of agents."""

    entry: EntryRow | None
    offers: list[Offer]
    works: list[Work]


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to write and to remove; taken from the state at the moment of a decision."""

    put: Sequence[dict[str, str]]
    gone: Sequence[str]

    def apply(self, connection: Connection) -> None:
        """Make the rows what the state was."""
        if self.put:
            connection.execute(PUT, list(self.put))
        if self.gone:
            connection.execute(REMOVE, [{"gone": interaction} for interaction in self.gone])


def changes(state: RoutingState, events: Iterable[Any]) -> Changes:
    """The rows of all that a decision's events name."""
    named = list(events)
    agents = {e.agent for e in named if hasattr(e, "agent")}
    interactions = {e.interaction for e in named if hasattr(e, "interaction")}
    put = [_row(AGENT, agent, _agent(state, agent)) for agent in agents]
    gone = []
    for interaction in interactions:
        data = _interaction(state, interaction)
        if data.entry or data.works:
            put.append(_row(INTERACTION, interaction, data))
        else:
            gone.append(interaction)
    return Changes(put, gone)


def stored_rows(connection: Connection) -> Rows:
    """All rows, as `domain.routing.restore` takes them."""
    rows = Rows()
    for kind, key, data in connection.execute(select(routing_rows)):
        if kind == AGENT:
            _take_agent(rows, json.decode(data, type=AgentData))
        else:
            _take_interaction(rows, key, json.decode(data, type=InteractionData))
    return rows


def _take_agent(rows: Rows, data: AgentData) -> None:
    rows.agents[data.row.agent] = data.row
    if data.intercepted_by is not None:
        rows.intercepts[data.row.agent] = data.intercepted_by
    for work in data.wrapping:
        rows.wrap_ups[work.interaction, work.agent] = work


def _take_interaction(rows: Rows, interaction: str, data: InteractionData) -> None:
    if data.entry:
        rows.entries[interaction] = data.entry
    rows.works.update({(interaction, work.agent): work for work in data.works})
    rows.offers.update({offer.offer: offer for offer in data.offers})


def _agent(state: RoutingState, agent: str) -> AgentData:
    known = state.agents[agent]
    writing = list(known.wrapping.values())
    return AgentData(agent_row(known), writing, state.intercepts.get(agent))


def _interaction(state: RoutingState, interaction: str) -> InteractionData:
    entry = state.entries.get(interaction)
    offers = [state.offers[offer] for offer in entry.offers] if entry else []
    works = list(state.works.get(interaction, {}).values())
    return InteractionData(entry_row(entry) if entry else None, offers, works)


def _row(kind: str, key: str, data: AgentData | InteractionData) -> dict[str, str]:
    return {"kind": kind, "key": key, "data": json.encode(data).decode()}
