"""How many visitors are let in.

Policy. Whatever one address or all of them do, visitors have so many lines at most, and so many
begin in a minute, so that telephone calls are never crowded out. One address may begin so often in
ten minutes; those who share one IPv6 network (/64) are one address. Who is refused learns when it
is worth while to ask again; asking too early costs nothing.
"""

from collections import deque
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import islice

from switchroom.kernel.errors import TooManyError
from switchroom.kernel.time import MINUTE, SECOND, Instant, Millis

WINDOW = 10 * MINUTE
LINE_FREE_IN = 30 * SECOND
"""A guess: nobody knows when somebody hangs up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """So many visitors.

    Attributes:
        lines: at one time.
        per_minute: who begin in a minute, from everywhere.
        per_address: who begin in ten minutes, from one address.
    """

    lines: int
    per_minute: int
    per_address: int


class Admission:
    """Remembers who came; nothing outlives the process."""

    def __init__(self) -> None:
        self._came: deque[tuple[Instant, str]] = deque()

    def admit(self, address: str, occupied: int, limits: Limits, now: Instant) -> None:
        """Let somebody in, or raise TooManyError."""
        while self._came and self._came[0][0] <= now - WINDOW:
            self._came.popleft()
        network = network_of(address)
        if occupied >= limits.lines:
            raise _too_many(LINE_FREE_IN)
        everybody = [at for at, _ in self._came]
        own = [at for at, known in self._came if known == network]
        _require_room(everybody, limits.per_minute, MINUTE, now)
        _require_room(own, limits.per_address, WINDOW, now)
        self._came.append((now, network))


def network_of(address: str) -> str:
    """Whom an address belongs to, as far as can be seen."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or ip_network((known, 64), strict=False))


def _require_room(came: list[Instant], most: int, within: Millis, now: Instant) -> None:
    """Fail unless fewer than `most` came lately; there is room when the oldest of those is past."""
    oldest = next(islice(reversed(came), most - 1, None), None)
    if oldest is not None and oldest + within > now:
        raise _too_many(oldest + within - now)


def _too_many(wait: Millis) -> TooManyError:
    return TooManyError("Too many calls at the moment. Please try again shortly.", wait)
