"""Contacts as the desk shows them; shapes as in the desk protocol."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from switchroom.domain.numbers.area import home_area
from switchroom.domain.numbers.writing import pretty
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import (
    interaction_facts,
    interaction_parties,
    interaction_path,
    interactions,
    ratings,
    segments,
)
from switchroom.ports.guests import WEB

View = dict[str, Any]
EARLIER = 10
"""So many earlier contacts are shown with one."""


def line_view(connection: Connection, row: RowMapping, around: Surroundings) -> View:
    """One line of the list."""
    return {
        **_plain(row),
        "caller_pretty": pretty(row["caller"]),
        "called_pretty": pretty(row["called"]),
        "area": area_view(row["called"] if row["direction"] == "out" else row["caller"]),
        "queue": queue_view(connection, row["queue"], around),
        "agent": agent_view(connection, row["agent"], around),
        "customer": _customer_line(connection, row["customer"], around),
    }


def interaction_view(connection: Connection, interaction: str, around: Surroundings) -> View | None:
    """One contact with everything that an agent sees of it; None when there is none."""
    row = _row(connection, interaction)
    if row is None:
        return None
    customer = row["customer"]
    return {
        **line_view(connection, row, around),
        **parties_view(connection, row, around),
        "customer": around.customer(connection, customer) if customer else None,
        "path": _parts(connection, interaction_path, interaction, "flow node kind label detail at"),
        "facts": _parts(connection, interaction_facts, interaction, "name value"),
        "earlier": _earlier(connection, row, around),
    }


def detail_view(connection: Connection, interaction: str, around: Surroundings) -> View | None:
    """One contact with its segments and recordings too."""
    view = interaction_view(connection, interaction, around)
    if view is None:
        return None
    handled = select(segments).where(segments.c.interaction == interaction)
    rows = connection.execute(handled.order_by(segments.c.started)).mappings().all()
    view["segments"] = [_segment(connection, row, around) for row in rows]
    view["ratings"] = _ratings(connection, interaction, around)
    view["recordings"] = list(around.recordings(connection, interaction))
    return view


def area_view(number: str) -> Mapping[str, str]:
    """Where a number is at home, in both languages."""
    return {"zh": home_area(number, "zh"), "en": home_area(number, "en")}


def queue_view(connection: Connection, queue: str, around: Surroundings) -> View | None:
    """A queue by id and name."""
    return {"id": queue, "name": around.queue_name(connection, queue)} if queue else None


def agent_view(connection: Connection, agent: str, around: Surroundings) -> View | None:
    """An agent by id and name."""
    return {"id": agent, "name": around.agent_name(connection, agent)} if agent else None


def parties_view(connection: Connection, row: RowMapping, around: Surroundings) -> View:
    """Who is in it beside the customer, the longest first; `lead` is the first agent."""
    columns = interaction_parties.c
    own = select(interaction_parties).where(columns.interaction == row["id"])
    rows = connection.execute(own.order_by(columns.place)).mappings().all()
    joined = [one for one in rows if one["state"] != "ringing"]
    return {
        "parties": [_party(connection, one, around) for one in rows],
        "customer_held": row["held_since"] is not None,
        "lead": next((one["agent"] for one in joined if one["kind"] == "agent"), None),
        "lost_until": next((one["lost_until"] for one in rows if one["lost_until"]), None),
    }


def _party(connection: Connection, row: RowMapping, around: Surroundings) -> View:
    agent = row["agent"]
    return {
        "leg": row["leg"],
        "kind": row["kind"],
        "agent": agent or None,
        "name": around.agent_name(connection, agent) if agent else pretty(row["number"]),
        "number": row["number"],
        "state": row["state"],
        "muted": row["muted"],
        "purpose": row["purpose"],
        "since": row["since"],
        "speaking": False,
    }


def _plain(row: RowMapping) -> View:
    return {
        "id": row["id"],
        "channel": row["channel"],
        "direction": row["direction"],
        "state": row["state"],
        "caller": row["caller"],
        "caller_name": row["caller_name"],
        "called": row["called"],
        "language": row["language"],
        "opened_at": row["opened"],
        "queued_at": row["queued"],
        "connected_at": row["connected"],
        "ended_at": row["ended"],
        "waited": row["waited"],
        "talked": row["talked"],
        "held": row["held"],
        "cause": row["cause"] or None,
        "disposition": row["disposition"] or None,
        "note": row["note"],
        "recording": row["recordings"] > 0,
    }


def _customer_line(connection: Connection, customer: str, around: Surroundings) -> View | None:
    name = around.customer_name(connection, customer) if customer else ""
    return {"id": customer, "name": name} if customer else None


def _segment(connection: Connection, row: RowMapping, around: Surroundings) -> View:
    return {
        "id": row["segment"],
        "agent": agent_view(connection, row["agent"], around),
        "queue": queue_view(connection, row["queue"], around),
        "started_at": row["started"],
        "ended_at": row["ended"],
        "cause": row["cause"] or None,
        "wrap_up_started_at": row["wrap_up_started"],
        "wrap_up_ended_at": row["wrap_up_ended"],
    }


def _ratings(connection: Connection, interaction: str, around: Surroundings) -> list[View]:
    """What the customer answered by keys, in order."""
    own = select(ratings).where(ratings.c.interaction == interaction)
    rows = connection.execute(own.order_by(ratings.c.at, ratings.c.question)).mappings().all()
    return [
        {
            "question": row["question"],
            "value": row["value"],
            "agent": agent_view(connection, row["agent"], around),
            "at": row["at"],
        }
        for row in rows
    ]


def _earlier(connection: Connection, row: RowMapping, around: Surroundings) -> list[View]:
    """The customer's latest contacts before this one; without a customer, the caller's.

    Visitors who gave no number have the same one, and nothing else in common.
    """
    if not row["customer"] and row["caller"] in {"", WEB}:
        return []
    columns = interactions.c
    same: ColumnElement[bool] = columns.caller == row["caller"]
    if row["customer"]:
        same = columns.customer == row["customer"]
    before = select(interactions).where(same, columns.opened < row["opened"])
    newest = before.order_by(columns.opened.desc(), columns.id.desc()).limit(EARLIER)
    rows = connection.execute(newest).mappings().all()
    return [_earlier_view(connection, one, around) for one in rows]


def _earlier_view(connection: Connection, row: RowMapping, around: Surroundings) -> View:
    agent = row["agent"]
    return {
        "id": row["id"],
        "opened_at": row["opened"],
        "queue": queue_view(connection, row["queue"], around),
        "agent_name": around.agent_name(connection, agent) if agent else "",
        "disposition": row["disposition"] or None,
        "cause": row["cause"] or None,
        "note": row["note"],
    }


def _row(connection: Connection, interaction: str) -> RowMapping | None:
    one = select(interactions).where(interactions.c.id == interaction)
    return connection.execute(one).mappings().one_or_none()


def _parts(connection: Connection, table: Table, interaction: str, names: str) -> list[View]:
    columns = [table.c[name] for name in names.split()]
    own = select(*columns).where(table.c.interaction == interaction).order_by(table.c.step)
    return [dict(row) for row in connection.execute(own).mappings()]
