"""The journal of a contact, as it is shown."""

import json

from sqlalchemy import Connection

from switchroom.features.interactions.schemas import JournalLine
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.runtime.journal import Entry, entries

PEOPLE = ("agent", "user", "supervisor", "by", "to")
"""Fields of events that may name somebody."""


def journal_lines(
    connection: Connection, interaction: str, around: Surroundings, after: int = 0
) -> list[JournalLine]:
    """Everything that happened in a contact behind a position, in order."""
    names = around.remembering()
    found = entries(connection, f"interaction:{interaction}", after)
    return [_line(connection, entry, names) for entry in found]


def _line(connection: Connection, entry: Entry, around: Surroundings) -> JournalLine:
    data = json.loads(entry.data)
    mentioned = {entry.actor, *(data.get(field) for field in PEOPLE)}
    named = {who: around.agent_name(connection, who) for who in mentioned if who}
    return JournalLine(
        position=entry.position,
        at=entry.at,
        type=entry.type,
        actor=entry.actor,
        people={who: name for who, name in named.items() if name},
        data=data,
    )
