"""A day's contacts as a table: moments in UTC as ISO 8601 writes them, lengths in milliseconds."""

from collections.abc import Iterator
from datetime import UTC, datetime

from switchroom.features.agent_days.reading import View
from switchroom.features.agent_days.schemas import DayView, PartView
from switchroom.kernel.time import Instant
from switchroom.runtime.web.export import Cell, Rows

PLAIN = ("channel", "direction", "caller", "called", "language", "disposition", "note")
HEADER = (
    *("interaction", "started_at", "ended_at", "talked_ms", "held_ms", "wrapped_ms", "cause"),
    *("customer", "queue", *PLAIN),
)


def rows(day: DayView) -> Rows:
    """A row for each part, the first first."""
    return [list(_cells(part, part.contact)) for part in day.parts]


def _cells(part: PartView, contact: View) -> Iterator[Cell]:
    yield contact["id"]
    yield _moment(part.started_at)
    yield None if part.ended_at is None else _moment(part.ended_at)
    yield from (part.talked, part.held, part.wrapped, part.cause)
    yield (contact["customer"] or {}).get("name")
    yield (contact["queue"] or {}).get("id")
    yield from (contact[name] for name in PLAIN)


def _moment(instant: Instant) -> str:
    return datetime.fromtimestamp(instant // 1000, UTC).isoformat()
