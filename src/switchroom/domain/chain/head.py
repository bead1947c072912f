"""The head: how far the chain had come at a moment, kept apart from it and signed.

The chain alone shows nothing when its end is cut off, or when all of it is written anew. Whoever
knows an earlier head does: the line at its position must still have its seal.
"""

import hmac

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, encode

from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Instant


class Head(Struct, frozen=True, kw_only=True):
    """The newest line's position and seal (hexadecimal digits), and when that was looked at."""

    position: int
    seal: str
    at: Instant


class SignedHead(Struct, frozen=True, kw_only=True):
    """A head and its HMAC-SHA-256."""

    head: Head
    mac: str


_decoder = Decoder(SignedHead)


class ForgedHeadError(InvalidError):
    """A head that was not signed with our key."""


def signed(head: Head, key: bytes) -> bytes:
    """A head as it is kept."""
    return encode(SignedHead(head=head, mac=_mac(head, key)))


def opened(kept: bytes, key: bytes) -> Head:
    """The head that was kept.

    Raises:
        ForgedHeadError: it is damaged, or signed with another key.
    """
    try:
        found = _decoder.decode(kept)
    except (DecodeError, ValidationError) as error:
        raise ForgedHeadError("The kept head cannot be read.") from error
    if not hmac.compare_digest(found.mac.encode(), _mac(found.head, key).encode()):
        raise ForgedHeadError("The kept head does not bear our signature.")
    return found.head


def _mac(head: Head, key: bytes) -> str:
    return hmac.digest(key, encode(head), "sha256").hex()
