"""What the rows tell: recordings that do not reach the store, and work that is overdue."""

from collections.abc import Sequence

from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.features.recordings.health import failed_since, waiting_since
from switchroom.kernel.time import HOUR, MINUTE, SECOND, Millis
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store
from switchroom.runtime.backlog import overdue

FAILED_WITHIN: Millis = HOUR
"""What failed longer ago is history, since it cannot be mended."""
WAITED: Millis = 10 * MINUTE
LATE: Millis = 30 * SECOND


def recordings_watcher(store: Store, clock: Clock) -> Watcher:
    """Looks after recordings on their way into the store."""

    async def look() -> Sequence[Trouble]:
        now = clock.now()
        failed, waiting = await store.read(
            lambda c: (failed_since(c, now - FAILED_WITHIN), waiting_since(c, now - WAITED))
        )
        return _counted(("recordings-failed", failed), ("recordings-waiting", waiting))

    kinds = frozenset({"recordings-failed", "recordings-waiting"})
    return Watcher(kinds=kinds, look=look, every=5.0)


def backlog_watcher(store: Store, clock: Clock) -> Watcher:
    """Looks for events not delivered and timers not fired."""

    async def look() -> Sequence[Trouble]:
        before = clock.now() - LATE
        return _counted(("backlog", await store.read(lambda c: overdue(c, before))))

    return Watcher(kinds=frozenset({"backlog"}), look=look)


def _counted(*found: tuple[str, int]) -> list[Trouble]:
    return [Trouble(kind=kind, detail=str(count)) for kind, count in found if count]
