"""Being told to stop: by Ctrl-C or SIGTERM, and everything that was started is ended first."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

STOPPED = 130
"""The exit code of a program that Ctrl-C ended."""


def run_until_told(work: Coroutine[Any, Any, None]) -> None:
    """Run a measurement on a loop of its own."""
    try:
        asyncio.run(_run(work))
    except asyncio.CancelledError:
        raise SystemExit(STOPPED) from None


async def _run(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.current_task()
    assert task
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await work
