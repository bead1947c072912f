"""A day in figures.

Policy. A contact counts on the day, and in the hour, in which the agent joined it, with all of its
talk, hold and wrap-up; so does an offer by the moment of its end. Time in a state counts where it
passed. Hold is what the agent's own holding took; talk is the rest of the agent's part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from switchroom.domain.routing.events import OfferEnd
from switchroom.features.agent_days.calendar import Day
from switchroom.features.agent_days.stretches import Stretch
from switchroom.kernel.time import HOUR, Instant, Millis

Hold: TypeAlias = tuple[Instant, Instant | None]
"""From when to when the agent held the customer; None: until the part's end."""

MISSED: frozenset[OfferEnd] = frozenset({"no-answer", "unreachable", "busy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An agent's part in a contact.

    Attributes:
        ended: None while it goes on.
        wrap_up_started: None: nothing was written up.
        cause: why it ended.
    """

    interaction: str
    segment: str
    agent: str = ""
    queue: str = ""
    started: Instant
    ended: Instant | None = None
    wrap_up_started: Instant | None = None
    wrap_up_ended: Instant | None = None
    cause: str = ""

    def reaches(self, moment: Instant) -> bool:
        """Whether it, or writing it up, went on at a moment or began later."""
        ends = self.wrap_up_ended if self.wrap_up_started else self.ended
        return ends is None or ends > moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A part with what it took."""

    part: Part
    talked: Millis
    held: Millis
    wrapped: Millis


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of an agent's day.

    Attributes:
        parts: those that began in it.
        holds: when the agent held the customer, by contact.
        taken: when offers were taken.
        ended: when other offers ended, and why.
    """

    parts: Sequence[Part] = ()
    holds: Mapping[str, Sequence[Hold]] = field(default_factory=dict)
    taken: Sequence[Instant] = ()
    ended: Sequence[tuple[Instant, OfferEnd]] = ()


@dataclass(frozen=True, slots=True)
class Spent:
    """What something took in all, in how many contacts, and on average in those."""

    total: Millis
    count: int
    mean: Millis | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The day's sums; every offer is taken, missed, rejected or withdrawn."""

    served: int
    offered: int
    taken: int
    missed: int
    rejected: int
    withdrawn: int
    talk: Spent
    hold: Spent
    wrap_up: Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFigures:
    """One hour: contacts, and milliseconds by state."""

    begins: Instant
    served: int
    missed: int
    rejected: int
    states: Mapping[str, Millis]


@dataclass(frozen=True, slots=True)
class InState:
    """All time in a state, with its reason."""

    state: str
    reason: str
    length: Millis


def handled(known: Evidence, now: Instant) -> list[Handled]:
    """The day's parts with what they took, the first first."""
    found = []
    for part in sorted(known.parts, key=lambda one: one.started):
        ends = now if part.ended is None else part.ended
        held = _held(known.holds.get(part.interaction, ()), part.started, ends)
        wrapped = _wrapped(part, now)
        talked = max(0, ends - part.started - held)
        found.append(Handled(part=part, talked=talked, held=held, wrapped=wrapped))
    return found


def figures(known: Evidence, parts: Sequence[Handled]) -> Figures:
    """The day's sums."""
    causes = [cause for _, cause in known.ended]
    missed, rejected = sum(cause in MISSED for cause in causes), causes.count("rejected")
    return Figures(
        served=len(parts),
        offered=len(known.taken) + len(causes),
        taken=len(known.taken),
        missed=missed,
        rejected=rejected,
        withdrawn=len(causes) - missed - rejected,
        talk=_spent(one.talked for one in parts),
        hold=_spent(one.held for one in parts),
        wrap_up=_spent(one.wrapped for one in parts),
    )


def by_hour(day: Day, known: Evidence, passed: Sequence[Stretch]) -> list[HourFigures]:
    """The day hour by hour."""
    return [_hour(begins, known, passed) for begins in day.hours]


def by_state(passed: Iterable[Stretch]) -> list[InState]:
    """All time by state and reason, the longest of each state first."""
    lengths: Counter[tuple[str, str]] = Counter()
    for one in passed:
        lengths[one.state, one.reason] += one.length
    order = sorted(lengths.items(), key=lambda item: (item[0][0], -item[1]))
    return [InState(state, reason, length) for (state, reason), length in order]


def _hour(begins: Instant, known: Evidence, passed: Sequence[Stretch]) -> HourFigures:
    ends = begins + HOUR
    causes = [cause for at, cause in known.ended if begins <= at < ends]
    return HourFigures(
        begins=begins,
        served=sum(begins <= part.started < ends for part in known.parts),
        missed=sum(cause in MISSED for cause in causes),
        rejected=causes.count("rejected"),
        states=_lengths(passed, begins, ends),
    )


def _lengths(passed: Iterable[Stretch], begins: Instant, ends: Instant) -> Mapping[str, Millis]:
    lengths: Counter[str] = Counter()
    for one in passed:
        lengths[one.state] += one.within(begins, ends)
    return +lengths


def _held(holds: Iterable[Hold], begins: Instant, ends: Instant) -> Millis:
    return sum(
        max(0, min(ends if until is None else until, ends) - max(since, begins))
        for since, until in holds
    )


def _wrapped(part: Part, now: Instant) -> Millis:
    if part.wrap_up_started is None:
        return 0
    return (now if part.wrap_up_ended is None else part.wrap_up_ended) - part.wrap_up_started


def _spent(lengths: Iterable[Millis]) -> Spent:
    some = [length for length in lengths if length]
    return Spent(sum(some), len(some), round(sum(some) / len(some)) if some else None)
