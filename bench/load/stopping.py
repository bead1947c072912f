"""Being told to stop: by Ctrl-C or SIGTERM, and everything that was started is ended first."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


def run_until_told(work: Coroutine[Any, Any, None]) -> None:
    """Run a measurement on a loop of its own."""
    with suppress(asyncio.CancelledError):
        asyncio.run(_run(work))


async def _run(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.current_task()
    assert task
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await work
