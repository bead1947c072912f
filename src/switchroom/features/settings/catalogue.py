"""Reading and changing any kind of configuration.

A record's fields are its table's columns; what is nested stands there as JSON.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec import convert, to_builtins
from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from switchroom.features.settings import records, tables
from switchroom.features.settings.events import SettingPut, SettingRemoved
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.store import Transaction

R = TypeVar("R", bound=records.Identified)
SECRETS = frozenset({"secret"})
MASK = "***"


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """A kind of configuration: its name in the audit, its record, its table."""

    name: str
    record: type[R]
    table: Table


SITES = Kind("site", records.Site, tables.sites)
SKILLS = Kind("skill", records.Skill, tables.skills)
QUEUES = Kind("queue", records.Queue, tables.queues)
SCHEDULES = Kind("schedule", records.Schedule, tables.schedules)
NUMBERS = Kind("number", records.Number, tables.numbers)
TRUNKS = Kind("trunk", records.Trunk, tables.trunks)
DISPOSITIONS = Kind("disposition", records.Disposition, tables.dispositions)
REASONS = Kind("reason", records.Reason, tables.reasons)
MAILBOXES = Kind("mailbox", records.Mailbox, tables.mailboxes)
TEAMS = Kind("team", records.Team, tables.teams)

KINDS: tuple[Kind[Any], ...] = (
    SITES,
    SKILLS,
    QUEUES,
    SCHEDULES,
    NUMBERS,
    TRUNKS,
    DISPOSITIONS,
    REASONS,
    MAILBOXES,
    TEAMS,
)


def every(connection: Connection, kind: Kind[R]) -> list[R]:
    """All of a kind, in their order."""
    return _found(connection, kind)


def find(connection: Connection, kind: Kind[R], record: str) -> R | None:
    """The one of an id."""
    return next(iter(_found(connection, kind, kind.table.c.id == record)), None)


def offered_dispositions(connection: Connection) -> list[str]:
    """The ids of what contacts can be summed up as: neither retired, nor below what is."""
    offered: list[str] = []
    known = {one.id: one for one in every(connection, DISPOSITIONS)}
    for one in known.values():
        above: records.Disposition | None = one
        while above is not None and not above.retired:
            above = known.get(above.parent or "")
        if above is None:
            offered.append(one.id)
    return offered


def put(tx: Transaction, kind: Kind[R], record: R, actor: str = "") -> None:
    """Add or replace one; one that is the same already is left alone."""
    row: dict[str, Any] = to_builtins(record)
    if to_builtins(find(tx.connection, kind, record.id)) == row:
        return
    tx.connection.execute(delete(kind.table).where(kind.table.c.id == record.id))
    tx.connection.execute(insert(kind.table), row)
    event = SettingPut(kind=kind.name, id=record.id, data=masked(row))
    tx.record(stream_of(kind.name, record.id), event, actor=actor)


def masked(row: dict[str, Any]) -> dict[str, Any]:
    """A record's fields without what must not be shown."""
    return row | {name: MASK for name in SECRETS & row.keys() if row[name]}


def remove(tx: Transaction, kind: Kind[R], record: str, actor: str = "") -> None:
    """Remove one."""
    gone = tx.connection.execute(delete(kind.table).where(kind.table.c.id == record))
    if gone.rowcount == 0:
        raise NotFoundError(f"There is no {kind.name} {record}.")
    gone_now = SettingRemoved(kind=kind.name, id=record)
    tx.record(stream_of(kind.name, record), gone_now, actor=actor)


def stream_of(kind: str, record: str) -> str:
    """The stream of a piece of configuration in the journal."""
    return f"{kind}-settings:{record}"


def _found(connection: Connection, kind: Kind[R], *conditions: ColumnElement[bool]) -> list[R]:
    table = kind.table
    chosen = select(table).where(*conditions).order_by(table.c.position, table.c.id)
    rows = connection.execute(chosen).mappings()
    return [convert({str(name): row[name] for name in row}, kind.record) for row in rows]
