"""What the live board shows from the database: the supervision's `Lore` on the features."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import json
from sqlalchemy import Connection, RowMapping, func, select

from switchroom.domain.numbers.writing import pretty
from switchroom.domain.routing.rules import QueueRule
from switchroom.domain.routing.skills import meets, needs_at_least
from switchroom.features.agents.service import Agent, all_agents
from switchroom.features.interactions.finding import may_see
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import (
    interaction_parties,
    interaction_path,
    interactions,
)
from switchroom.features.interactions.telling import journal_lines
from switchroom.features.settings import catalogue
from switchroom.features.supervision.views import Placed, View
from switchroom.features.users.service import all_users
from switchroom.runtime.tables import journal
from switchroom.runtime.web.access import Identity

MONITORING = ("MonitorStarted", "MonitorChanged", "MonitorEnded")
AT_ONCE = 500
"""Ids in one query; databases limit how many there may be."""


class BoardLore:
    """Reads who the agents are, and what runs."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def cards(self, connection: Connection) -> Mapping[str, Placed]:
        """Every agent who may work, by number."""
        users = {user.id: user for user in all_users(connection) if user.active}
        queues = [queue.rule for queue in catalogue.every(connection, catalogue.QUEUES)]
        return {
            agent.agent: Placed(
                view={
                    "id": agent.agent,
                    "name": user.display_name,
                    "number": agent.number,
                    "extension": agent.extension,
                    "team": agent.team,
                    "skills": sorted(agent.skills),
                    "queues": _served(agent, queues),
                },
                site=user.site,
                departments=frozenset(user.departments),
            )
            for agent in all_agents(connection)
            if (user := users.get(agent.agent))
        }

    def groups(self, connection: Connection) -> View:
        """Names of teams, skills and trunks, by id."""
        kinds: Mapping[str, catalogue.Kind[Any]] = {
            "teams": catalogue.TEAMS,
            "skills": catalogue.SKILLS,
            "lines": catalogue.TRUNKS,
        }
        return {
            name: {one.id: one.name for one in catalogue.every(connection, kind)}
            for name, kind in kinds.items()
        }

    def calls(self, connection: Connection, chosen: Collection[str] | None) -> Mapping[str, Placed]:
        """Those of the chosen interactions that run; None: all that run."""
        rows = [row for part in _parts(chosen) for row in _running(connection, part)]
        found = [row["id"] for row in rows]
        parties = _by_interaction(row for part in _parts(found) for row in _in_it(connection, part))
        steps = {row["interaction"]: row for p in _parts(found) for row in _last(connection, p)}
        monitors = _monitors(row for part in _parts(found) for row in _heard(connection, part))
        names = self._around.remembering()
        return {
            row["id"]: Placed(
                view={
                    **_call(connection, row, names),
                    "step": _step(steps.get(row["id"])),
                    "parties": [_party(connection, one, names) for one in parties[row["id"]]],
                    "monitors": [
                        {**one, "name": names.agent_name(connection, one["supervisor"])}
                        for one in monitors[row["id"]].values()
                    ],
                },
                site=row["site"],
                departments=frozenset(filter(None, [row["department"]])),
            )
            for row in rows
        }

    def lines(self, connection: Connection, interaction: str, after: int) -> Sequence[View]:
        """The journal of an interaction behind a position."""
        found = journal_lines(connection, interaction, self._around, after)
        return [line.model_dump() for line in found]

    def may_see(self, connection: Connection, identity: Identity, interaction: str) -> bool:
        """Whether somebody may see an interaction."""
        return may_see(connection, identity, interaction)


def _served(agent: Agent, queues: Iterable[QueueRule]) -> Sequence[str]:
    """The queues that an agent serves: those named, or all whose skills the agent has."""
    if agent.queues is not None:
        return agent.queues
    return [rule.queue for rule in queues if meets(agent.skills, needs_at_least(rule.needs))]


def _call(connection: Connection, row: RowMapping, names: Surroundings) -> dict[str, Any]:
    customer, queue = row["customer"], row["queue"]
    plain = ("id", "state", "direction", "caller", "called", "trunk")
    return {
        **{name: row[name] for name in plain},
        "caller_pretty": pretty(row["caller"]),
        "called_pretty": pretty(row["called"]),
        "customer": names.customer_name(connection, customer) if customer else "",
        "queue": queue or None,
        "queue_name": names.queue_name(connection, queue) if queue else None,
        "agent": row["agent"] or None,
        "opened_at": row["opened"],
        "queued_at": row["queued"],
        "connected_at": row["connected"],
        "held_since": row["held_since"],
        "held": row["held"],
    }


def _party(connection: Connection, row: RowMapping, names: Surroundings) -> dict[str, Any]:
    agent = row["agent"]
    plain = ("leg", "kind", "state", "muted", "purpose", "since")
    return {
        **{name: row[name] for name in plain},
        "agent": agent or None,
        "name": names.agent_name(connection, agent) if agent else pretty(row["number"]),
    }


def _step(row: RowMapping | None) -> View | None:
    """Where in a flow the call is, or was last."""
    names = ("flow", "node", "kind", "label", "at")
    return {name: row[name] for name in names} if row else None


def _running(connection: Connection, part: Collection[str] | None) -> Sequence[RowMapping]:
    columns = interactions.c
    running = select(interactions).where(columns.ended.is_(None)).order_by(columns.opened)
    if part is not None:
        running = running.where(columns.id.in_(part))
    return connection.execute(running).mappings().all()


def _in_it(connection: Connection, part: Collection[str] | None) -> Sequence[RowMapping]:
    columns = interaction_parties.c
    own = select(interaction_parties).where(columns.interaction.in_(part or ()))
    return connection.execute(own.order_by(columns.place)).mappings().all()


def _last(connection: Connection, part: Collection[str] | None) -> Sequence[RowMapping]:
    columns = interaction_path.c
    own = select(columns.interaction, func.max(columns.step).label("step"))
    last = own.where(columns.interaction.in_(part or ())).group_by(columns.interaction).subquery()
    same = (columns.interaction == last.c.interaction) & (columns.step == last.c.step)
    return connection.execute(select(interaction_path).join(last, same)).mappings().all()


def _heard(connection: Connection, part: Collection[str] | None) -> Sequence[RowMapping]:
    columns = journal.c
    streams = [f"interaction:{interaction}" for interaction in part or ()]
    told = select(columns.type, columns.data).where(
        columns.stream.in_(streams), columns.type.in_(MONITORING)
    )
    return connection.execute(told.order_by(columns.position)).mappings().all()


def _monitors(rows: Iterable[RowMapping]) -> Mapping[str, Mapping[str, dict[str, str]]]:
    """Who hears which call at whom, out of what was written down: by call and supervisor."""
    found: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        said = json.decode(row["data"])
        present = found[said["interaction"]]
        present.pop(said["supervisor"], None)
        if row["type"] != "MonitorEnded":
            names = ("supervisor", "agent", "mode")
            present[said["supervisor"]] = {name: said[name] for name in names}
    return found


def _by_interaction(rows: Iterable[RowMapping]) -> Mapping[str, list[RowMapping]]:
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        found[row["interaction"]].append(row)
    return found


def _parts(chosen: Collection[str] | None) -> list[Sequence[str] | None]:
    if chosen is None:
        return [None]
    ids = sorted(chosen)
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]
