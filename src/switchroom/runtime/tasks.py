"""Supervision of tasks: every task has an owner that logs its failure and ends it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog

log = structlog.get_logger(__name__)
PAUSE_AFTER_FAILURE = 1.0
"""Seconds; what is away (a database, a peer) is not asked again at full speed."""


async def wait_at_most(event: asyncio.Event, seconds: float | None) -> None:
    """Wait until an event is set or time is up; None waits without end.

    Python 3.11's `asyncio.wait_for` loses a cancellation that comes together with the event.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class Tasks:
    """The tasks of one owner. `close` ends them all and waits for them."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> None:
        """Run `work` beside the caller; a failure is logged, never lost."""
        task = asyncio.get_running_loop().create_task(self._watch(work, name), name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _: work.close())  # one that was ended before it began

    def forever(self, work: Callable[[], Awaitable[None]], name: str, pause: float = 1.0) -> None:
        """Run `work` again and again, with `pause` seconds between, more after a failure."""
        self.start(self._repeat(work, name, pause), name)

    async def finish(self) -> None:
        """Wait until everything has ended by itself."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def close(self) -> None:
        """End everything that still runs."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _repeat(self, work: Callable[[], Awaitable[None]], name: str, pause: float) -> None:
        while True:
            succeeded = await self._watch(work(), name)
            await asyncio.sleep(pause if succeeded else max(pause, PAUSE_AFTER_FAILURE))

    async def _watch(self, work: Awaitable[Any], name: str) -> bool:
        try:
            await work
        except Exception:  # the one supervisor boundary: nothing is swallowed unlogged
            log.exception("task failed", owner=self._owner, task=name)
            return False
        return True
