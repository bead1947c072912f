"""How a line of the journal is sealed.

Each line is a link: its seal is the SHA-256 of the seal before it and of its own content. Both are
written as one MessagePack array, which has lengths before texts and one shortest form of a number,
so no two lines can be written alike. The content itself is not in the seal, so that it can be
erased for a person's sake without a break of the chain.
Source: S. Haber, W. S. Stornetta, How to Time-Stamp a Digital Document (1991), linking.
"""

from hashlib import sha256
from typing import NamedTuple

from msgspec.msgpack import Encoder

from switchroom.kernel.time import Instant

GENESIS = sha256(b"switchroom journal").digest()
"""The seal before the first line."""

_encode = Encoder().encode


class Line(NamedTuple):
    """A line of the journal as it is sealed; `data` is the event's JSON."""

    position: int
    stream: str
    type: str
    at: Instant
    actor: str
    data: str


def seal_of(before: bytes, line: Line) -> bytes:
    """The seal of a line that follows the one with the seal `before`."""
    return sha256(_encode((before, line))).digest()


def digest_of(line: Line) -> str:
    """What stands for a line by itself, as it is left by an erasure, in hexadecimal digits."""
    return sha256(_encode(line)).hexdigest()
