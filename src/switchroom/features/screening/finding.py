"""Finding entries: by list, by what was typed, by whether they hold; the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, and_, or_, select, true

from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.domain.screening.rules import Entry
from switchroom.features.screening.tables import screening
from switchroom.kernel.time import Instant

State: TypeAlias = Literal["active", "coming", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for; empty: anything."""

    text: str = ""
    kind: str = ""
    state: State | Literal[""] = ""


def search(
    connection: Connection,
    wanted: Search,
    region: str,
    now: Instant,
    after: str | None,
    limit: int,
) -> Sequence[Entry]:
    """Entries, the newest first, beginning behind `after`."""
    parts = [_matching(wanted.text, region), _standing(wanted.state, now)]
    if wanted.kind:
        parts.append(screening.c.kind == wanted.kind)
    if after is not None:
        parts.append(screening.c.id < after)
    found = select(screening).where(*parts).order_by(screening.c.id.desc()).limit(limit)
    return [Entry(**row) for row in connection.execute(found).mappings()]


def state_of(entry: Entry, now: Instant) -> State:
    """Whether an entry holds, will hold, or held."""
    if now < entry.starts:
        return "coming"
    return "active" if entry.ends is None or now < entry.ends else "expired"


def _matching(text: str, region: str) -> ColumnElement[bool]:
    """A part of the number or of the reason; a whole number finds its other ways of writing."""
    if not text.strip():
        return true()
    columns = screening.c
    ways = [columns.reason.contains(text.strip(), autoescape=True)]
    if digits := cleaned(text):
        ways += [
            columns.number.contains(digits, autoescape=True),
            columns.number == normalise(text, region),
        ]
    return or_(*ways)


def _standing(state: str, now: Instant) -> ColumnElement[bool]:
    columns = screening.c
    open_end = or_(columns.ends.is_(None), columns.ends > now)
    match state:
        case "active":
            return and_(columns.starts <= now, open_end)
        case "coming":
            return columns.starts > now
        case "expired":
            return and_(columns.starts <= now, columns.ends <= now)
        case _:
            return true()
