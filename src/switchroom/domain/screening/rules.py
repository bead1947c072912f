"""What the lists say of a number.

Policy.
- An entry speaks of one number, or of all that begin alike. A beginning is kept as people write it
  (`0755`, `138`, `+44`), so a caller is compared in every way in which the number is written.
- An entry holds from `starts` until just before `ends`; without an end it holds for good.
- The white list is stronger than the black one: who is on both is let through. On one list a whole
  number decides before a beginning, and a longer beginning before a shorter one.
- A caller who withholds the number is on no list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from switchroom.domain.numbers.writing import cleaned, pretty
from switchroom.kernel.time import Instant

Kind: TypeAlias = Literal["black", "white"]
Match: TypeAlias = Literal["number", "prefix"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a list.

    Attributes:
        kind: which list.
        number: a whole number as `domain.numbers` writes it, or a beginning.
        match: which of the two it is.
        reason: why, for people.
        starts: from when it holds.
        ends: until when; None: for good.
        priority: what a call of the white list gains in queues, 0 to 100.
        created: when it was written.
        by: the user who wrote it, shown as `by_name`.
    """

    id: str
    kind: Kind
    number: str
    match: Match
    reason: str
    starts: Instant
    ends: Instant | None
    priority: int
    created: Instant
    by: str
    by_name: str


def holds(entry: Entry, now: Instant) -> bool:
    """Whether an entry is in effect."""
    return entry.starts <= now and (entry.ends is None or now < entry.ends)


def beginnings(number: str) -> frozenset[str]:
    """Everything that a number begins with, itself included, however it is written."""
    written = {number, cleaned(pretty(number))}
    return frozenset(way[:end] for way in written for end in range(1, len(way) + 1))


def concerns(entry: Entry, number: str) -> bool:
    """Whether an entry speaks of a number."""
    if entry.match == "number":
        return entry.number == number != ""
    return entry.number in beginnings(number)


def deciding(entries: Iterable[Entry], number: str, now: Instant) -> Entry | None:
    """The entry by which a caller is judged; None when no list knows the number."""
    speaking = [entry for entry in entries if holds(entry, now) and concerns(entry, number)]
    return max(speaking, key=_strength, default=None)


def written_beginning(raw: str) -> str:
    """A beginning as it is kept: `00` is the sign before a country's code."""
    text = cleaned(raw)
    return f"+{text[2:]}" if text.startswith("00") else text


def _strength(entry: Entry) -> tuple[bool, bool, int, str]:
    return entry.kind == "white", entry.match == "number", len(entry.number), entry.id
