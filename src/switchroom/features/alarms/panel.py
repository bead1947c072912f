"""All alarms of this process: watchers in, the desks and the database out.

Policy. What is wrong now is held in memory and told at once; the rows follow in the order in which
things happened, as soon as the database takes them, with the instants at which they did. So an
alarm shows although the database is the one that is away. Each watcher has a task of its own: one
that hangs hides nothing of the others. A look that fails changes nothing. What stood when an
earlier process ended stands on, until its watcher has looked and it is gone.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import structlog

from switchroom.domain.alarms.kinds import KINDS, gravity
from switchroom.domain.alarms.watching import Happening, Watched, look
from switchroom.features.alarms.service import (
    Alarm,
    acknowledge,
    standing,
    store_cleared,
    store_raised,
    store_repeated,
)
from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import Instant
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)
Key: TypeAlias = tuple[str, str]
"""Kind and subject."""
Tell = Callable[[Sequence[Alarm]], None]
"""Hears everything that is wrong now, whenever that has changed."""
_KEEPING = {"raised": store_raised, "repeated": store_repeated, "cleared": store_cleared}


class AlarmPanel:
    """What is wrong now, and the way of all of it into the history.

    Args:
        store: where the history is.
        clock: tells when.
        ids: of alarms.
        tell: shows the desks what is wrong.
    """

    def __init__(self, store: Store, clock: Clock, ids: Ids, tell: Tell) -> None:
        self._store = store
        self._clock = clock
        self._ids = ids
        self._tell = tell
        self._watched: dict[Key, Watched] = {}
        self._alarms: dict[Key, Alarm] = {}
        self._unstored: deque[tuple[Instant, Callable[[Transaction], None]]] = deque()
        self._wake = asyncio.Event()
        self._storing = asyncio.Lock()
        self._failing: dict[Watcher, str] = {}
        self._tasks = Tasks("alarms")

    async def start(self, watchers: Iterable[Watcher]) -> None:
        """Take up what stands, and begin to look."""
        for alarm in await self._store.read(standing):
            key = (alarm.kind, alarm.subject)
            self._alarms[key] = alarm
            self._watched[key] = Watched(since=alarm.raised, raised=True, count=alarm.count)
        watchers = [*watchers]
        watched_for = {kind for watcher in watchers for kind in watcher.kinds}
        for key in [key for key in self._alarms if key[0] not in watched_for]:
            self._happen(key, "cleared", None, "")
        for watcher in watchers:
            name = f"watch {min(watcher.kinds)}"
            self._tasks.forever(partial(self._watch, watcher), name, pause=watcher.every)
        self._tasks.forever(self._store_waiting, "store alarms", pause=0)

    async def close(self) -> None:
        """Look no more."""
        await self._tasks.close()

    def current(self) -> list[Alarm]:
        """What is wrong now: the gravest first, of these the newest."""
        return sorted(self._alarms.values(), key=lambda a: (gravity(a.severity), -a.raised, a.id))

    def observe(self, kinds: Collection[str], troubles: Iterable[Trouble]) -> None:
        """Take what a look has found; what of its kinds it has not found is not there."""
        found = {(one.kind, one.subject): one for one in troubles}
        known = {key for key in self._watched if key[0] in kinds}
        happened = [self._look(key, found.get(key)) for key in sorted(known | found.keys())]
        if any(happened):
            self._tell(self.current())

    async def acknowledge(self, alarm: str, user: str, name: str) -> Alarm:
        """Somebody takes note of what is wrong now.

        Raises:
            NotFoundError: there is no such alarm, or it is over.
        """
        if all(one.id != alarm for one in self._alarms.values()):
            raise NotFoundError("This alarm is over.")
        await self._store_all()
        noted = await self._store.write(lambda tx: acknowledge(tx, alarm, user, name))
        key = (noted.kind, noted.subject)
        current = self._alarms.get(key)
        if current and current.id == alarm:
            self._alarms[key] = replace(
                current,
                acknowledged_at=noted.acknowledged_at,
                acknowledged_by=noted.acknowledged_by,
                acknowledged_by_name=noted.acknowledged_by_name,
            )
            self._tell(self.current())
        return noted

    async def _watch(self, watcher: Watcher) -> None:
        try:
            troubles = await watcher.look()
        except Exception as error:  # noqa: BLE001 what cannot be looked at is unknown
            said = f"{type(error).__name__}: {error}"
            if self._failing.get(watcher) != said:
                log.warning("cannot look after a part", kinds=sorted(watcher.kinds), error=said)
            self._failing[watcher] = said
            return
        self._failing.pop(watcher, None)
        self.observe(watcher.kinds, troubles)

    def _look(self, key: Key, trouble: Trouble | None) -> Happening | None:
        seen, now = trouble is not None, self._clock.now()
        watched, happening = look(self._watched.get(key), KINDS[key[0]], now, seen=seen)
        if happening:
            self._happen(key, happening, watched, trouble.detail if trouble else "")
        elif watched:
            self._watched[key] = watched
        else:
            self._watched.pop(key, None)
        return happening

    def _happen(self, key: Key, happening: Happening, watched: Watched | None, detail: str) -> None:
        now = self._clock.now()
        if watched is None:
            self._watched.pop(key, None)
            alarm = replace(self._alarms.pop(key), cleared=now)
        else:
            self._watched[key] = watched
            before = self._alarms.get(key) or self._new(key, now)
            alarm = replace(before, count=watched.count, last=now, detail=detail)
            self._alarms[key] = alarm
        log.info("alarm", happened=happening, kind=alarm.kind, subject=alarm.subject, detail=detail)
        self._unstored.append((now, partial(_keep, _KEEPING[happening], alarm)))
        self._wake.set()

    def _new(self, key: Key, now: Instant) -> Alarm:
        kind, subject = key
        return Alarm(
            id=self._ids.new(),
            kind=kind,
            subject=subject,
            severity=KINDS[kind].severity,
            detail="",
            raised=now,
            last=now,
        )

    async def _store_waiting(self) -> None:
        await self._wake.wait()
        await self._store_all()

    async def _store_all(self) -> None:
        async with self._storing:
            while self._unstored:
                at, unit = self._unstored[0]
                await self._store.write(unit, at)
                self._unstored.popleft()
            self._wake.clear()


def _keep(how: Callable[[Transaction, Alarm], None], alarm: Alarm, tx: Transaction) -> None:
    how(tx, alarm)
