"""A loop whose clock jumps: what waits for an hour in a test runs at once.

When nothing is ready to run, time goes forward to the next timer instead of passing. Works for
code that waits only for timers and other tasks, not for sockets or threads.
"""

import asyncio
import selectors

from typing_extensions import override

from switchroom.kernel.time import Instant

EPOCH: Instant = 1_767_225_600_000
"""2026-01-01T00:00:00Z, a Thursday."""


class StuckError(RuntimeError):
    """Nothing is ready and nothing is due: the test waits for something that cannot come."""


class _JumpingSelector(selectors.DefaultSelector):
    elapsed = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise StuckError("nothing is ready and nothing is due")
        self.elapsed += timeout
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """An event loop in virtual time."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    @override
    def time(self) -> float:
        """Seconds since the loop began, as virtual time counts them."""
        return self._jumping.elapsed


class LoopClock:
    """The Clock port on the running loop's own time; begins at `EPOCH`."""

    def __init__(self, start: Instant = EPOCH) -> None:
        self._start = start

    def now(self) -> Instant:
        """Milliseconds since 1970-01-01T00:00:00Z, in virtual time."""
        return self._start + round(asyncio.get_running_loop().time() * 1000)
