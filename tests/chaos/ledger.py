"""What callers saw, held against what the centre wrote down. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from switchroom.kernel.time import Instant, Millis

AGREE_WITHIN: Millis = 1_000
"""Between a caller's own end and the written one, when nobody was away."""

RECOVERS_WITHIN: Millis = 10_000
"""After a return, in which ends that nobody saw are found."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A call as its caller saw it: answered or not, ended or still up."""

    number: str
    answered: Instant | None
    ended: Instant | None


@dataclass(frozen=True, slots=True)
class Part:
    """An agent's part in a contact."""

    agent: str
    begun: Instant
    ended: Instant | None


@dataclass(frozen=True, slots=True)
class Written:
    """A contact as the centre wrote it down."""

    number: str
    opened: Instant
    ended: Instant | None
    cause: str
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True)
class Away:
    """From the fault until everything was ready again."""

    begun: Instant
    ended: Instant


@dataclass(slots=True)
class Verdict:
    """Numbers of those of whom it is true, with what is wrong; all empty is well."""

    calls: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    twice_assigned: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Nothing is wrong."""
        return not (self.lost or self.doubled or self.twice_assigned or self.unexplained)


def compare(seen: Sequence[Seen], written: Sequence[Written], away: Sequence[Away]) -> Verdict:
    """Hold the one against the other."""
    verdict = Verdict(calls=len(seen))
    by_number = defaultdict[str, list[Written]](list)
    for one in written:
        by_number[one.number].append(one)
    for call in seen:
        rows = by_number.pop(call.number, [])
        if len(rows) > 1:
            verdict.doubled.append(f"{call.number}: {len(rows)} contacts")
        if not rows and call.answered:
            verdict.lost.append(f"{call.number}: answered, and not written down")
        for row in rows:
            verdict.unexplained += _differences(call, row, away)
    verdict.unexplained += [f"{number}: nobody called" for number in by_number]
    verdict.twice_assigned += _overlaps(written)
    return verdict


def _differences(call: Seen, row: Written, away: Sequence[Away]) -> Iterator[str]:
    if row.ended is None or call.ended is None:
        yield f"{call.number}: ended {call.ended} for the caller, {row.ended} in the record"
    elif abs(row.ended - call.ended) > AGREE_WITHIN and not _excused(call.ended, row.ended, away):
        yield f"{call.number}: the record ends {row.ended - call.ended} ms after the caller"
    elif row.cause == "lost" and not _excused(call.ended, row.ended, away):
        yield f"{call.number}: written down as lost, and nobody was away"


def _excused(seen: Instant, written: Instant, away: Sequence[Away]) -> bool:
    return any(
        one.begun - AGREE_WITHIN <= seen <= one.ended + RECOVERS_WITHIN
        and written <= one.ended + RECOVERS_WITHIN
        for one in away
    )


def _overlaps(written: Sequence[Written]) -> Iterator[str]:
    """Agents in two calls at once, and calls with two agents at once: nobody confers here."""
    by_agent = defaultdict[str, list[tuple[Instant, Instant | None, str]]](list)
    for row in written:
        for part in row.parts:
            by_agent[part.agent].append((part.begun, part.ended, row.number))
            by_agent[row.number].append((part.begun, part.ended, part.agent))
    for who, parts in by_agent.items():
        for (_, ended, first), (begun, _, second) in pairwise(sorted(parts)):
            if ended is None or begun < ended:
                yield f"{who}: {first} and {second} at once"
