"""Whether the database writes, and soon enough.

Policy. One beat at a time is written. One that is not answered within `SLOW` is slow, and beyond
`LOST` as bad as one that was refused; the next begins only when it has been answered.
"""

import asyncio
from collections.abc import Sequence

from sqlalchemy import insert, update

from switchroom.features.alarms.tables import heartbeat
from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.kernel.time import SECOND, Instant
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.tasks import Tasks, wait_at_most

SLOW = 2 * SECOND
LOST = 6 * SECOND
LONGEST_DETAIL = 200


class DatabaseWatch:
    """Writes a row again and again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._answered = asyncio.Event()
        self._answered.set()
        self._refusal: Exception | None = None
        self._since: Instant = 0
        self._tasks = Tasks("heartbeat")

    def watcher(self) -> Watcher:
        """As the panel starts it."""
        return Watcher(kinds=frozenset({"database-failing", "database-slow"}), look=self.look)

    async def close(self) -> None:
        """Wait for no answer any more."""
        await self._tasks.close()

    async def look(self) -> Sequence[Trouble]:
        """Begin a beat unless one is under way, and see what comes of it."""
        if self._answered.is_set():
            self._answered.clear()
            self._since = self._clock.now()
            self._tasks.start(self._write(), "beat")
        await wait_at_most(self._answered, SLOW / SECOND)
        if self._answered.is_set():
            return [_refused(self._refusal)] if self._refusal else []
        waited = self._clock.now() - self._since
        kind = "database-failing" if waited >= LOST else "database-slow"
        return [Trouble(kind=kind, detail=f"> {waited // SECOND} s")]

    async def _write(self) -> None:
        try:
            await self._store.write(_beat)
            self._refusal = None
        except Exception as error:  # noqa: BLE001 why it does not write is what is looked for
            self._refusal = error
        self._answered.set()


def _refused(error: Exception) -> Trouble:
    first_line = str(getattr(error, "orig", error)).partition("\n")[0]
    return Trouble(kind="database-failing", detail=first_line[:LONGEST_DETAIL])


def _beat(tx: Transaction) -> None:
    if not tx.connection.execute(update(heartbeat).values(at=tx.now)).rowcount:
        tx.connection.execute(insert(heartbeat), {"id": 1, "at": tx.now})
