"""ULIDs from the product's clock and the system's randomness."""

import os
from collections.abc import Callable

from ulid import ULID

from switchroom.ports.clock import Clock


class UlidIds:
    """New ids, sortable by time to the millisecond."""

    def __init__(self, clock: Clock, entropy: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock
        self._entropy = entropy

    def new(self) -> str:
        """A ULID (github.com/ulid/spec): 48 bits of time, 80 of randomness."""
        return str(ULID(self._clock.now().to_bytes(6, "big") + self._entropy(10)))
