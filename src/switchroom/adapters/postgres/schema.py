"""Changing the schema of a PostgreSQL database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

LOCK = 0x5317C4
"""Any number that nobody else locks: processes that start together change the schema in turn."""


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """A transaction that only one process at a time is in."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection
