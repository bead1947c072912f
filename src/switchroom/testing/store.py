"""A real database in memory, without threads: for tests in virtual time."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from switchroom.ports.store import Query
from switchroom.runtime.tables import metadata

T = TypeVar("T")


class MemoryDatabase:
    """SQLite in memory, run at once in the caller's thread."""

    def __init__(self) -> None:
        self._engine = create_engine("sqlite://", poolclass=StaticPool)
        event.listen(self._engine, "connect", _by_hand)
        event.listen(self._engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
        metadata.create_all(self._engine)

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction."""
        with self._engine.begin() as connection:
            return work(connection)

    async def query(self, query: Query[T]) -> T:
        """Run `query`."""
        with self._engine.connect() as connection:
            return query(connection)

    async def close(self) -> None:
        """Forget everything."""
        self._engine.dispose()


def _by_hand(connection: object, _entry: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined] # sqlite3's own attribute
