"""The centre's options: a row for each that differs from what it is without one."""

from typing import Any

from msgspec import ValidationError, convert
from sqlalchemy import Connection, delete, insert, select

from switchroom.features.settings.events import SettingPut
from switchroom.features.settings.records import Options
from switchroom.features.settings.tables import options
from switchroom.kernel.errors import InvalidError
from switchroom.ports.store import Transaction

OPTION = "option"
"""What an option is called in the audit."""


def read_options(connection: Connection) -> Options:
    """All options; those without a row are as `Options` says."""
    return convert(_rows(connection), Options)


def set_option(tx: Transaction, key: str, value: object, actor: str = "") -> None:
    """Change one option."""
    _require_known(key)
    try:
        convert(_rows(tx.connection) | {key: value}, Options)
    except ValidationError as error:
        raise InvalidError(f"The option {key} cannot be that: {error}.") from error
    if _rows(tx.connection).get(key) == value:
        return
    tx.connection.execute(delete(options).where(options.c.key == key))
    tx.connection.execute(insert(options), {"key": key, "value": value})
    event = SettingPut(kind=OPTION, id=key, data={"value": value})
    tx.record(f"option-settings:{key}", event, actor=actor)


def reset_option(tx: Transaction, key: str, actor: str = "") -> None:
    """Let an option be as it is without a row."""
    _require_known(key)
    tx.connection.execute(delete(options).where(options.c.key == key))
    value = getattr(Options(), key)
    event = SettingPut(kind=OPTION, id=key, data={"value": value, "default": True})
    tx.record(f"option-settings:{key}", event, actor=actor)


def _require_known(key: str) -> None:
    """Fail for what is no option, or is none any more though its history tells of it."""
    if key not in Options.__dataclass_fields__:
        raise InvalidError(f"There is no option {key}.")


def _rows(connection: Connection) -> dict[str, Any]:
    return {row.key: row.value for row in connection.execute(select(options))}
