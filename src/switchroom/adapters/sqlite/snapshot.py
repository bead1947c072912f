"""A SQLite database at one moment, while others go on writing it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from switchroom.kernel.errors import UnavailableError

PAGES_AT_ONCE = 4_096
Progress = Callable[[int, int], None]
"""Hears how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class SqliteSnapshot:
    """The moment: what `connection` reads, and what `dump` writes."""

    connection: Connection

    def dump(self, target: Path, progress: Progress) -> None:
        """Write the database as a file of its own.

        Raises:
            UnavailableError: it cannot be written (a full disk) or read.
        """
        driver = self.connection.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError("not a SQLite connection")
        try:
            with closing(sqlite3.connect(target)) as copy:
                driver.backup(
                    copy,
                    pages=PAGES_AT_ONCE,
                    progress=lambda _, left, pages: progress(pages - left, pages),
                )
        except sqlite3.Error as error:
            raise UnavailableError(f"The database could not be copied: {error}.") from error


@contextmanager
def snapshot(reader: Engine) -> Iterator[SqliteSnapshot]:
    """Hold one moment.

    The open transaction keeps it through all steps of the copy, which would otherwise begin anew
    whenever somebody commits between two of them.
    """
    with reader.connect() as connection:
        connection.execute(text("SELECT count(*) FROM sqlite_master"))
        yield SqliteSnapshot(connection)
