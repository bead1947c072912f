"""A database behind threads: one that writes, some that read."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection, Engine

from switchroom.ports.store import Query

T = TypeVar("T")
READERS = 4


class ThreadedDatabase:
    """Runs units in the one writer's thread and queries in readers' threads.

    SQLAlchemy's synchronous Core is used on purpose: a whole batch of units costs one change of
    thread, where an asynchronous driver pays one for every statement.
    """

    def __init__(self, writer: Engine, reader: Engine, readers: int = READERS) -> None:
        self._writer = writer
        self._reader = reader
        self._write_thread = ThreadPoolExecutor(1, "database-writer")
        self._read_threads = ThreadPoolExecutor(readers, "database-reader")

    async def transact(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a transaction in the writer's thread."""

        def run() -> T:
            with self._writer.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._write_thread, run)

    async def query(self, query: Query[T]) -> T:
        """Run `query` in a reader's thread."""

        def run() -> T:
            with self._reader.connect() as connection:
                return query(connection)

        return await asyncio.get_running_loop().run_in_executor(self._read_threads, run)

    async def close(self) -> None:
        """Let go of threads and connections."""
        self._write_thread.shutdown()
        self._read_threads.shutdown()
        self._writer.dispose()
        self._reader.dispose()
