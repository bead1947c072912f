"""What a visitor says of themself, as far as it may go into a call.

Policy. Nobody has checked it, so it can pass for nothing else: a number gets `web` before it, which
no telephone network hands in, and belongs to no customer; a name gets `(web)` after it. What is no
letter, digit or plain mark is left out: control and format characters, and whatever means something
to SIP.
"""

import unicodedata

from switchroom.domain.numbers.writing import cleaned
from switchroom.ports.guests import WEB

LONGEST_NUMBER = 20
LONGEST_NAME = 60
"""Bytes."""

MARKS = frozenset(" .-'·")
MOST_ACCENTS = 2


def web_number(typed: str) -> str:
    """The number that a visitor calls from."""
    digits = "".join(c for c in cleaned(typed) if c in "0123456789")
    return f"{WEB}{digits[:LONGEST_NUMBER]}"


def web_name(typed: str) -> str:
    """The name that a visitor calls by; empty without one."""
    kept = "".join(_harmless(unicodedata.normalize("NFKC", typed)))
    words = " ".join(kept.split()).encode()[:LONGEST_NAME].decode(errors="ignore").strip()
    return f"{words} ({WEB})" if words else ""


def _harmless(text: str) -> list[str]:
    kept: list[str] = []
    accents = 0
    for character in text:
        kind = unicodedata.category(character)[0]
        accents = accents + 1 if kind == "M" else 0
        if accents > MOST_ACCENTS:
            continue
        if kind in "LMN" or character in MARKS:
            kept.append(character)
        elif kind == "Z":
            kept.append(" ")
    return kept
