"""When callers hear the first sound, from the wire.

The kernel hands over only every fourth stream, by its port, and of that only what is no silence:
Asterisk sends silence while nothing is played. So watching costs little however many calls
there are.
"""

import asyncio
import struct
from bisect import bisect_left
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

FILE_HEADER, RECORD_HEADER = 24, 16
ETHERNET = 14
FOURTH = "udp[1] & 6 == 0"
"""RTP ports are even."""

AUDIBLE = "udp[20] & 0x7f != 0x55"
"""The first sample by G.711 A-law is not zero."""

SNAP = 64


@dataclass(frozen=True, slots=True)
class Hearing:
    """A capture that runs or is over."""

    file: Path

    def moments(self) -> dict[int, list[float]]:
        """When there was sound, in ms, by the port that it came from."""
        streams: defaultdict[int, list[float]] = defaultdict(list)
        for at, port in _packets(self.file.read_bytes()):
            streams[port].append(at)
        return streams


@asynccontextmanager
async def hearing(file: Path, port: int) -> AsyncIterator[Hearing]:
    """Watch what begins to be heard at a port on loopback; needs root."""
    file.parent.mkdir(parents=True, exist_ok=True)
    capture = await asyncio.create_subprocess_exec(
        *("tcpdump", "-n", "-s", str(SNAP), "-i", "lo", "-w", file),
        f"udp dst port {port} and {FOURTH} and {AUDIBLE}",
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert capture.stderr
    while (said := await capture.stderr.readline()) and b"listening on" not in said:
        pass
    try:
        yield Hearing(file)
    finally:
        capture.terminate()
        await capture.communicate()


def first_after(moments: list[float], start: float) -> float | None:
    """The first moment that is not before `start`."""
    place = bisect_left(moments, start)
    return moments[place] if place < len(moments) else None


def _packets(capture: bytes) -> Iterator[tuple[float, int]]:
    """Time in ms and source port of each packet of a classic pcap file."""
    offset = FILE_HEADER
    while offset + RECORD_HEADER <= len(capture):
        seconds, micros, length, _ = struct.unpack_from("<IIII", capture, offset)
        start = offset + RECORD_HEADER + ETHERNET
        udp = start + 4 * (capture[start] & 15)
        yield seconds * 1000 + micros / 1000, struct.unpack_from("!H", capture, udp)[0]
        offset += RECORD_HEADER + length
