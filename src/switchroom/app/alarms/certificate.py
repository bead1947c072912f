"""Whether browsers will still believe the certificate tomorrow."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificates

from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.kernel.time import DAY, SECOND, Instant, Millis
from switchroom.ports.clock import Clock

AHEAD: Millis = 21 * DAY
"""Soon enough to have a new one made by hand; those renewed by a program change earlier."""


def certificate_watcher(file: Path, clock: Clock) -> Watcher:
    """Looks at the file that pages are served with."""

    async def look() -> Sequence[Trouble]:
        pem = await asyncio.to_thread(file.read_bytes)
        return certificate_troubles(pem, clock.now())

    kinds = frozenset({"certificate-expired", "certificate-expiring"})
    return Watcher(kinds=kinds, look=look, every=5.0)


def certificate_troubles(pem: bytes, now: Instant) -> list[Trouble]:
    """Whether the first certificate, our own, has expired or soon will."""
    ends = load_pem_x509_certificates(pem)[0].not_valid_after_utc
    left = round(ends.timestamp()) * SECOND - now
    if left > AHEAD:
        return []
    kind = "certificate-expiring" if left > 0 else "certificate-expired"
    return [Trouble(kind=kind, detail=f"{ends:%Y-%m-%d %H:%M} UTC")]
