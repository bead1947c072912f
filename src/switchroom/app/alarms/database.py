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

SLOW = 2 * SECOND
LOST = 6 * SECOND
LONGEST_DETAIL = 200


class DatabaseWatch:
    """Writes a row again and again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._beat: asyncio.Future[None] | None = None
        self._since: Instant = 0

    def watcher(self) -> Watcher:
        """As the panel starts it."""
        return Watcher(kinds=frozenset({"database-failing", "database-slow"}), look=self.look)

    async def look(self) -> Sequence[Trouble]:
        """Begin a beat unless one is under way, and see what comes of it."""
        if self._beat is None:
            self._since = self._clock.now()
            self._beat = asyncio.ensure_future(self._store.write(_beat))
        await asyncio.wait({self._beat}, timeout=SLOW / SECOND)
        if self._beat.done():
            beat, self._beat = self._beat, None
            return [_refused(error)] if (error := beat.exception()) else []
        waited = self._clock.now() - self._since
        kind = "database-failing" if waited >= LOST else "database-slow"
        return [Trouble(kind=kind, detail=f"> {waited // SECOND} s")]


def _refused(error: BaseException) -> Trouble:
    first_line = str(getattr(error, "orig", error)).partition("\n")[0]
    return Trouble(kind="database-failing", detail=first_line[:LONGEST_DETAIL])


def _beat(tx: Transaction) -> None:
    if not tx.connection.execute(update(heartbeat).values(at=tx.now)).rowcount:
        tx.connection.execute(insert(heartbeat), {"id": 1, "at": tx.now})
