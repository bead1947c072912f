"""Engines on one SQLite file."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a commit that was answered survives a power cut
    "foreign_keys=ON",
    "busy_timeout=5000",
    "cache_size=-65536",
    "temp_store=MEMORY",
    "mmap_size=0",  # a disk's error in mapped memory is no error but the end of the process
    "journal_size_limit=67108864",
)


def writer_engine(file: Path) -> Engine:
    """The one connection that writes; its transactions take the write lock at their start."""
    engine = _engine(file)
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(file: Path, readers: int = 4) -> Engine:
    """Connections that only read, each from the last committed snapshot."""
    engine = _engine(file, pool_size=readers)
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA query_only=ON").close())
    event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
    return engine


def _engine(file: Path, pool_size: int = 1) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}", pool_size=pool_size, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError("not a SQLite connection")
    connection.isolation_level = None  # SQLAlchemy's events begin transactions, not the driver
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
