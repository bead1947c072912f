"""The one clock."""

from typing import Protocol

from switchroom.kernel.time import Instant


class Clock(Protocol):
    """Tells the time; the only way to know it."""

    def now(self) -> Instant:
        """Milliseconds since 1970-01-01T00:00:00Z."""
        ...
