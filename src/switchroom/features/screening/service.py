"""Adding to the lists, changing and removing; every change is in the journal."""

from collections.abc import Mapping
from typing import Any

from msgspec import convert, to_builtins
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from switchroom.domain.screening.rules import Entry, beginnings, deciding, holds
from switchroom.features.screening.events import (
    ScreeningAdded,
    ScreeningChanged,
    ScreeningRemoved,
)
from switchroom.features.screening.tables import screening
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

CHANGEABLE = frozenset({"reason", "ends", "priority"})
"""Another number or list is another entry."""

_BEGINNING = select(screening).where(
    screening.c.number.in_(bindparam("beginnings", expanding=True))
)


def screened(connection: Connection, number: str, now: Instant) -> Entry | None:
    """The entry by which a caller is judged, found by one read of the index."""
    candidates = sorted(beginnings(number))
    if not candidates:
        return None
    rows = connection.execute(_BEGINNING, {"beginnings": candidates}).mappings()
    return deciding([Entry(**row) for row in rows], number, now)


def get_entry(connection: Connection, entry: str) -> Entry:
    """An entry; NotFoundError when there is none of that id."""
    row = connection.execute(select(screening).where(screening.c.id == entry)).mappings().first()
    if row is None:
        raise NotFoundError("There is no such entry.")
    return Entry(**row)


def add_entry(tx: Transaction, entry: Entry) -> Entry:
    """Put a number on a list, unless it is on that list and not expired."""
    same = (
        (screening.c.kind == entry.kind)
        & (screening.c.number == entry.number)
        & (screening.c.match == entry.match)
    )
    for row in tx.connection.execute(select(screening).where(same)).mappings():
        if _standing(Entry(**row), tx.now):
            raise ConflictError("This number is on that list already.")
    tx.connection.execute(insert(screening), _row(entry))
    event = ScreeningAdded(entry=entry.id, data=_row(entry))
    tx.record(_stream(entry.id), event, actor=entry.by)
    return entry


def change_entry(tx: Transaction, entry: str, changes: Mapping[str, Any], actor: str) -> Entry:
    """Change why, how long or how urgently."""
    before = _row(get_entry(tx.connection, entry))
    wanted = {name: changes[name] for name in CHANGEABLE & changes.keys()}
    different = {name: value for name, value in wanted.items() if before[name] != value}
    if different:
        tx.connection.execute(update(screening).where(screening.c.id == entry).values(different))
        old = {name: before[name] for name in different}
        event = ScreeningChanged(entry=entry, before=old, after=different)
        tx.record(_stream(entry), event, actor=actor)
    return convert(before | different, Entry)


def remove_entry(tx: Transaction, entry: str, actor: str) -> None:
    """Take a number off its list."""
    gone = get_entry(tx.connection, entry)
    tx.connection.execute(delete(screening).where(screening.c.id == entry))
    tx.record(_stream(entry), ScreeningRemoved(entry=entry, data=_row(gone)), actor=actor)


def _standing(entry: Entry, now: Instant) -> bool:
    """Whether it holds now or will."""
    return holds(entry, max(now, entry.starts))


def _row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = to_builtins(entry)
    return row


def _stream(entry: str) -> str:
    return f"screening:{entry}"
