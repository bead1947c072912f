"""Keys and speech as packet files that SIPp sends: RTP from one source, each file continuing it."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

RATE = 8000
PACKET = 20
SAMPLES = RATE * PACKET // 1000
ALAW, TELEPHONE_EVENT = 8, 96
KEY = 100
"""Milliseconds from a key's first packet to the one that ends it."""

_MARKER = 0x80
_END, _VOLUME = 0x80, 10
_FILE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
_ETHERNET = bytes(12) + b"\x08\x00"


@dataclass(frozen=True, slots=True)
class Packet:
    """An RTP packet and when it leaves, in ms from the file's first."""

    at: int
    kind: int
    timestamp: int
    payload: bytes


def key(path: Path, digit: int, timestamp: int) -> Path:
    """One key press by RFC 4733; `timestamp` tells it from another press of the same key."""
    # SIPp sends a file's first two packets at once, so the first stands there twice.
    held = [0, *range(0, KEY, PACKET)]
    beginning = [
        Packet(number * PACKET, TELEPHONE_EVENT, timestamp, _event(digit, at + PACKET))
        for number, at in enumerate(held)
    ]
    ending = Packet(len(held) * PACKET, TELEPHONE_EVENT, timestamp, _event(digit, KEY, _END))
    return _write(path, [*beginning, ending, ending, ending], timestamp // SAMPLES)


def speech(path: Path, milliseconds: int, timestamp: int) -> Path:
    """A tone, in place of somebody who speaks."""
    coded = _tone(milliseconds)
    packets = [
        Packet(at, ALAW, timestamp + at * RATE // 1000, coded[start : start + SAMPLES])
        for at, start in zip(
            range(0, milliseconds, PACKET), range(0, len(coded), SAMPLES), strict=True
        )
    ]
    return _write(path, packets, timestamp // SAMPLES)


def _tone(milliseconds: int) -> bytes:
    time = np.arange(RATE * milliseconds // 1000) / RATE
    coded = io.BytesIO()
    samples = 0.3 * np.sin(2 * np.pi * 440 * time)
    soundfile.write(coded, samples, RATE, format="RAW", subtype="ALAW")
    return coded.getvalue()


def _event(digit: int, milliseconds: int, flags: int = 0) -> bytes:
    return struct.pack("!BBH", digit, flags | _VOLUME, milliseconds * RATE // 1000)


def _write(path: Path, packets: list[Packet], sequence: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_FILE_HEADER + b"".join(_records(packets, sequence)))
    return path


def _records(packets: list[Packet], sequence: int) -> Iterator[bytes]:
    for number, packet in enumerate(packets):
        marker = _MARKER if number == 0 else 0
        head = struct.pack(
            "!BBHII", 0x80, marker | packet.kind, sequence + number, packet.timestamp, 1
        )
        frame = _frame(head + packet.payload)
        seconds, milliseconds = divmod(packet.at, 1000)
        yield struct.pack("<IIII", seconds, milliseconds * 1000, len(frame), len(frame)) + frame


def _frame(rtp: bytes) -> bytes:
    """Ethernet, IPv4 and UDP; SIPp puts its own addresses and ports in."""
    udp = struct.pack("!HHHH", 1, 1, 8 + len(rtp), 0) + rtp
    ip = struct.pack("!BBHHHBBHII", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, 0, 0)
    return _ETHERNET + ip + udp
