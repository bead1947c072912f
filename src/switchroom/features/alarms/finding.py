"""Finding alarms of the history; the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from switchroom.features.alarms.service import Alarm
from switchroom.features.alarms.tables import alarms
from switchroom.kernel.time import Instant

_columns = alarms.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; empty: anything. `since` and `until` enclose the raising."""

    text: str = ""
    kind: str = ""
    severity: str = ""
    state: str = ""
    since: Instant | None = None
    until: Instant | None = None


def search(
    connection: Connection, wanted: Search, after: str | None, limit: int
) -> Sequence[Alarm]:
    """Alarms, beginning behind `after`."""
    parts = _parts(wanted)
    if after is not None:
        parts.append(_columns.id < after)
    found = select(alarms).where(*parts).order_by(_columns.id.desc()).limit(limit)
    return [Alarm(**row) for row in connection.execute(found).mappings()]


def _parts(wanted: Search) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if text := wanted.text.strip():
        ways = (_columns.subject, _columns.detail, _columns.kind, _columns.acknowledged_by_name)
        parts.append(or_(*(column.contains(text, autoescape=True) for column in ways)))
    if wanted.kind:
        parts.append(_columns.kind == wanted.kind)
    if wanted.severity:
        parts.append(_columns.severity == wanted.severity)
    if wanted.state:
        over = _columns.cleared.is_(None)
        parts.append(over if wanted.state == "raised" else ~over)
    if wanted.since is not None:
        parts.append(_columns.raised >= wanted.since)
    if wanted.until is not None:
        parts.append(_columns.raised < wanted.until)
    return parts
