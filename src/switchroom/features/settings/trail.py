"""The history of configuration, and how a change is undone."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from switchroom.features.settings.catalogue import stream_of
from switchroom.features.settings.editing import kind_of, put_given, remove_unused
from switchroom.features.settings.records import Options
from switchroom.features.settings.references import Around
from switchroom.features.settings.switches import OPTION, reset_option, set_option
from switchroom.kernel.errors import InvalidError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import Change, Reading, change_at, history
from switchroom.runtime.journal import ENTRIES, Entry
from switchroom.runtime.tables import journal

READINGS: Mapping[str, Reading] = {
    "SettingPut": lambda _, said: said["data"],
    "SettingRemoved": lambda _, __: None,
}


def setting_history(connection: Connection, kind: str, record: str) -> list[Change]:
    """All changes of a piece of configuration, the newest first; secrets are masked."""
    if kind != OPTION:
        kind_of(kind)
    return history(connection, stream_of(kind, record), READINGS)


def options_history(connection: Connection) -> list[tuple[str, Change]]:
    """All changes of all options by their keys, the newest first."""
    found = [
        (key, change)
        for key in Options.__dataclass_fields__
        for change in setting_history(connection, OPTION, key)
    ]
    return sorted(found, key=lambda one: one[1].position, reverse=True)


def undo(
    tx: Transaction, kind: str, record: str, position: int, actor: str, around: Around
) -> None:
    """Let it stand as it did before a change; refused with a sentence where that fits no more."""
    before = change_at(setting_history(tx.connection, kind, record), position).before
    if kind == OPTION:
        _undo_option(tx, record, before, actor)
    elif before is None:
        remove_unused(tx, kind_of(kind), record, actor, around)
    else:
        put_given(tx, kind_of(kind), before, actor, around)


def latest_changes(
    connection: Connection, kinds: Iterable[str], below: int | None, limit: int
) -> list[Entry]:
    """The newest events of some kinds, before a position."""
    wanted = ENTRIES.where(journal.c.type.in_([*kinds]))
    if below is not None:
        wanted = wanted.where(journal.c.position < below)
    rows = connection.execute(
        wanted.order_by(journal.c.at.desc(), journal.c.position.desc()).limit(limit)
    )
    return [Entry(**row) for row in rows.mappings()]


def _undo_option(tx: Transaction, key: str, before: Mapping[str, Any] | None, actor: str) -> None:
    if key not in Options.__dataclass_fields__:
        raise InvalidError(f"There is no option {key}.")
    if before is None or before.get("default"):
        reset_option(tx, key, actor)
    else:
        set_option(tx, key, before["value"], actor)
