"""Timers are rows with a due time, so that they outlive the process.

A due command is sent to its handler; only when that has succeeded is the row removed. A handler
that fails is asked again after a pause that doubles from one second to five minutes. A command may
therefore arrive twice: handlers of timed commands do the same thing once.
"""

import asyncio
from dataclasses import dataclass
from typing import cast

import structlog
from sqlalchemy import Connection, delete, func, select, update

from switchroom.kernel.messages import Command
from switchroom.kernel.time import MINUTE, SECOND, Instant
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.tables import timers
from switchroom.runtime.tasks import Tasks, wait_at_most

log = structlog.get_logger(__name__)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Due:
    timer: str
    due: Instant
    type: str
    data: str
    tries: int


class Timers:
    """Sends commands when they are due."""

    def __init__(self, store: Store, bus: Bus, clock: Clock, types: MessageTypes) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._types = types
        self._changed = asyncio.Event()
        self._tasks = Tasks("timers")

    async def start(self) -> None:
        """Begin to watch the clock."""
        self._tasks.forever(self._turn, "timers", pause=0)

    async def close(self) -> None:
        """Stop; what is due waits for the next start."""
        await self._tasks.close()

    def changed(self) -> None:
        """A timer was set: it may be due earlier than the one that is waited for."""
        self._changed.set()

    async def _turn(self) -> None:
        self._changed.clear()
        now = self._clock.now()
        for due in await self._store.read(lambda c: _due(c, now)):
            await self._fire(due)
        upcoming = await self._store.read(_next_due)
        await self._wait_until(upcoming)

    async def _wait_until(self, upcoming: Instant | None) -> None:
        seconds = None if upcoming is None else max(0, upcoming - self._clock.now()) / 1000
        await wait_at_most(self._changed, seconds)

    async def _fire(self, due: _Due) -> None:
        try:
            command = cast("Command", self._types.decode(due.type, due.data))
            await self._bus.send(command)
        except Exception:  # asked again later: a timer is never lost
            log.exception("timed command failed", timer=due.timer, type=due.type, tries=due.tries)
            await self._store.write(lambda tx: _postpone(tx, due))
        else:
            await self._store.write(lambda tx: _remove(tx, due))


def _due(connection: Connection, now: Instant) -> list[_Due]:
    late = select(timers).where(timers.c.due <= now).order_by(timers.c.due).limit(AT_ONCE)
    return [_Due(**row) for row in connection.execute(late).mappings()]


def _next_due(connection: Connection) -> Instant | None:
    return connection.execute(select(func.min(timers.c.due))).scalar()


def _remove(tx: Transaction, due: _Due) -> None:
    same = (timers.c.timer == due.timer) & (timers.c.due == due.due)
    tx.connection.execute(delete(timers).where(same))


def _postpone(tx: Transaction, due: _Due) -> None:
    pause = min(SECOND << min(due.tries, 10), 5 * MINUTE)
    same = (timers.c.timer == due.timer) & (timers.c.due == due.due)
    later = {"due": tx.now + pause, "tries": due.tries + 1}
    tx.connection.execute(update(timers).where(same).values(later))
