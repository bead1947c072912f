"""Changing the schema of a SQLite database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, PoolProxiedConnection


class BrokenReferenceError(RuntimeError):
    """After a change of the schema, a row points to one that does not exist."""


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction that may rebuild tables.

    SQLite alters most things of a table by making a new one and dropping the old, which would
    delete, by its foreign keys, every row that points there. So they are off meanwhile (which can
    be said only outside a transaction) and checked before the commit.
    """
    with engine.connect() as connection:
        _foreign_keys(connection.connection, on=False)
        try:
            with connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise BrokenReferenceError(f"rows without their parent: {broken[:5]}")
        finally:
            _foreign_keys(connection.connection, on=True)


def _foreign_keys(connection: PoolProxiedConnection, *, on: bool) -> None:
    connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
