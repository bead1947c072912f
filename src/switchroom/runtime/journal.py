"""Reading the journal."""

from dataclasses import dataclass

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


def entries(connection: Connection, stream: str) -> list[Entry]:
    """Everything that happened to one thing, in order."""
    rows = connection.execute(
        select(journal).where(journal.c.stream == stream).order_by(journal.c.position)
    )
    return [Entry(**row) for row in rows.mappings()]
