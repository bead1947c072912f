"""The machine's clock."""

import time

from switchroom.kernel.time import Instant


class SystemClock:
    """Wall-clock time in UTC; the only place where the machine's clock is read."""

    def now(self) -> Instant:
        """Milliseconds since 1970-01-01T00:00:00Z."""
        return time.time_ns() // 1_000_000  # noqa: TID251 this is the Clock port's adapter
