"""Recordings as the sealed journal tells of them, beside their rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, select

from switchroom.domain.chain.findings import Finding
from switchroom.domain.interaction.events import RecordingStarted
from switchroom.features.recordings.standing import TELLING, Row, Told, event_of, rows_of
from switchroom.features.recordings.tables import recordings
from switchroom.runtime.tables import journal

AT_ONCE = 500


class Pair(NamedTuple):
    """A recording's row, and how it must stand; None when the journal knows nothing of it."""

    row: Row
    told: Row | None


def pairs(reader: Engine) -> Iterator[Pair]:
    """Every row; those read together come out of one moment."""
    after = ""
    while True:
        with reader.connect() as connection:
            rows = _page(connection, after)
            told = _told(connection, {row["interaction"] for row in rows})
        yield from (Pair(row, told.get(row["id"])) for row in rows)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1]["id"]


def row_of(reader: Engine, recording: str) -> Row | None:
    """One row as it is now."""
    with reader.connect() as connection:
        one = connection.execute(select(recordings).where(recordings.c.id == recording))
        row = one.mappings().one_or_none()
        return _plain(row) if row is not None else None


def compare(pair: Pair) -> Iterator[Finding]:
    """What of a row is not as the journal tells."""
    name, at = name_of(pair.row), pair.row["started"]
    if pair.told is None:
        says = "is in the table, but the journal knows nothing of it"
        yield Finding(kind="added", what=name, says=says, at=at)
        return
    for column, told in pair.told.items():
        if (seen := pair.row[column]) != told:
            says = f"{column} is {seen!r}, but the journal says {told!r}"
            yield Finding(kind="changed", what=name, says=says, at=pair.told["started"])


def without_row(reader: Engine) -> Iterator[Finding]:
    """Recordings that began by the journal, but have no row."""
    after = 0
    while True:
        with reader.connect() as connection:
            begun = _begun(connection, after)
            there = _existing(connection, (one for _, _, one in begun))
        for _, at, recording in begun:
            if recording and recording not in there:
                says = "the journal tells of it, but its row is missing"
                yield Finding(kind="missing", what=f"recording {recording}", says=says, at=at)
        if len(begun) < AT_ONCE:
            return
        after = begun[-1][0]


def name_of(row: Mapping[str, Any]) -> str:
    """What a recording is called in a finding."""
    return f"recording {row['id']} (interaction {row['interaction']})"


def _page(connection: Connection, after: str) -> list[Row]:
    following = select(recordings).where(recordings.c.id > after)
    page = connection.execute(following.order_by(recordings.c.id).limit(AT_ONCE))
    return [_plain(row) for row in page.mappings()]


def _told(connection: Connection, interactions: Iterable[str]) -> dict[str, Row]:
    streams = [f"interaction:{interaction}" for interaction in interactions]
    own = select(journal.c.type, journal.c.at, journal.c.data)
    own = own.where(journal.c.stream.in_(streams), journal.c.type.in_(TELLING))
    return rows_of(Told(*row) for row in connection.execute(own.order_by(journal.c.position)))


def _begun(connection: Connection, after: int) -> Sequence[tuple[int, int, str]]:
    following = select(journal.c.position, journal.c.at, journal.c.data)
    following = following.where(
        journal.c.position > after, journal.c.type == RecordingStarted.__name__
    )
    rows = connection.execute(following.order_by(journal.c.position).limit(AT_ONCE)).all()
    events = ((row, event_of(Told(RecordingStarted.__name__, row.at, row.data))) for row in rows)
    return [(row.position, row.at, event.recording if event else "") for row, event in events]


def _existing(connection: Connection, ids: Iterable[str]) -> set[str]:
    those = select(recordings.c.id).where(recordings.c.id.in_(list(ids)))
    return set(connection.execute(those).scalars())


def _plain(row: Mapping[Any, Any]) -> Row:
    return {str(name): row[name] for name in row}
