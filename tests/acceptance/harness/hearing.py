"""What arrives at an RTP port, kept beside whoever owns it: captured from the wire and decoded.

Packets are put on one time line by their RTP timestamps, anchored at the arrival of a source's
first packet and again wherever the two disagree by more than `DRIFT` (a sender that jumps, or
another sender), so that pauses last as long as they were.
"""

import asyncio
import io
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from switchroom.kernel.time import Instant

RATE = 8000
CODINGS = {0: "ULAW", 8: "ALAW"}
DRIFT = 1600
"""Samples: 200 ms."""
ETHERNET, IPV4_MIN, UDP, RTP = 14, 20, 8, 12
PCAP_HEADER, RECORD_HEADER = 24, 16


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet of telephone sound; `at` is its arrival in seconds since 1970."""

    at: float
    source: int
    timestamp: int
    coding: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Sound:
    """Everything that was heard, mono at 8 kHz; silence where nothing came."""

    samples: NDArray[np.float32]
    began: Instant

    def between(self, start: float, end: float) -> NDArray[np.float32]:
        """A part, in seconds from its beginning."""
        return self.samples[round(start * RATE) : round(end * RATE)]

    def since(self, moment: Instant, seconds: float) -> NDArray[np.float32]:
        """The part that begins at a moment of the clock."""
        start = (moment - self.began) / 1000
        return self.between(start, start + seconds)


class Hearing:
    """A capture that runs."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def sound(self) -> Sound:
        """What was heard so far."""
        return decode(list(packets(self._file.read_bytes())))


@asynccontextmanager
async def hearing(folder: Path, port: int) -> AsyncIterator[Hearing]:
    """Capture what is sent to a port on loopback, into `heard.pcap`; needs root."""
    file = _empty(folder / "heard.pcap")
    capture = await asyncio.create_subprocess_exec(
        *("tcpdump", "--immediate-mode", "-U", "-n", "-i", "lo", "-w", file),
        *("udp", "and", "dst", "port", str(port)),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert capture.stderr
    said = await capture.stderr.readline()
    while said and b"listening on" not in said:
        said = await capture.stderr.readline()
    assert said, "tcpdump did not begin to listen"
    try:
        yield Hearing(file)
    finally:
        capture.terminate()
        await capture.communicate()


def _empty(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    return file


def packets(capture: bytes) -> Iterator[Packet]:
    """The sound packets of a pcap file (libpcap's classic format, microseconds, Ethernet)."""
    offset = PCAP_HEADER
    while offset + RECORD_HEADER <= len(capture):
        seconds, micros, length, _ = struct.unpack_from("<IIII", capture, offset)
        frame = capture[offset + RECORD_HEADER : offset + RECORD_HEADER + length]
        offset += RECORD_HEADER + length
        if packet := _packet(seconds + micros / 1e6, frame):
            yield packet


def decode(heard: list[Packet]) -> Sound:
    """Put packets on one time line."""
    if not heard:
        return Sound(np.zeros(0, np.float32), 0)
    began = heard[0].at
    pieces = [(place, _samples(packet)) for place, packet in _placed(heard, began)]
    line = np.zeros(max(place + len(piece) for place, piece in pieces), np.float32)
    for place, piece in pieces:
        line[place : place + len(piece)] = piece
    return Sound(line, round(began * 1000))


def _placed(heard: list[Packet], began: float) -> Iterator[tuple[int, Packet]]:
    anchors: dict[int, int] = {}
    for packet in heard:
        arrived = round((packet.at - began) * RATE)
        place = anchors.get(packet.source, arrived - packet.timestamp) + packet.timestamp
        if abs(place - arrived) > DRIFT or place < 0:
            place = arrived
        anchors[packet.source] = place - packet.timestamp
        yield place, packet


def _samples(packet: Packet) -> NDArray[np.float32]:
    samples, _ = soundfile.read(
        io.BytesIO(packet.payload),
        channels=1,
        samplerate=RATE,
        format="RAW",
        subtype=CODINGS[packet.coding],
        dtype="float32",
    )
    return np.asarray(samples, np.float32)


def _packet(at: float, frame: bytes) -> Packet | None:
    start = ETHERNET + 4 * (frame[ETHERNET] & 15) + UDP
    if len(frame) <= start + RTP or frame[start] >> 6 != 2:
        return None
    coding = frame[start + 1] & 127
    _, timestamp, source = struct.unpack_from("!HII", frame, start + 2)
    if coding not in CODINGS:
        return None
    payload = frame[start + RTP + 4 * (frame[start] & 15) :]
    return Packet(at, source, timestamp, coding, payload)
