"""Reading the journal."""

from dataclasses import dataclass, fields

from sqlalchemy import Connection, select

from switchroom.kernel.time import Instant
from switchroom.runtime.tables import journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the journal; `data` is the event's JSON."""

    position: int
    stream: str
    type: str
    at: Instant
    actor: str
    data: str


ENTRIES = select(*(journal.c[field.name] for field in fields(Entry)))
"""All lines, each with the columns of an `Entry`."""


def entries(connection: Connection, stream: str, after: int = 0) -> list[Entry]:
    """Everything that happened to one thing, in order; only what stands behind a position."""
    own = ENTRIES.where(journal.c.stream == stream, journal.c.position > after)
    rows = connection.execute(own.order_by(journal.c.position))
    return [Entry(**row) for row in rows.mappings()]
