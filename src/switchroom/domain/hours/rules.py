"""Opening hours as data: a week, holidays, a zone, and the night switch."""

from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal, TypeAlias

MINUTES_A_DAY = 24 * 60

Switch: TypeAlias = Literal["auto", "night", "day"]
"""`auto` follows the clock; `night` is closed and `day` is open until switched back by hand."""


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Open from `start` to just before `end`, in minutes of the local day; `end` up to 24:00."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """Days whose hours are their own; no intervals: closed.

    Attributes:
        first: the first day.
        last: the last day, the same as `first` for a single one.
        yearly: every year from `first.year` on; such a holiday stays within one calendar year.
    """

    first: date
    last: date
    intervals: tuple[Interval, ...] = ()
    yearly: bool = False
    name: str = ""

    def covers(self, day: date) -> bool:
        """Whether a day belongs to it."""
        if not self.yearly:
            return self.first <= day <= self.last
        monthly = (day.month, day.day)
        first, last = self.first, self.last
        return day >= first and (first.month, first.day) <= monthly <= (last.month, last.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When the centre, or a part of it, is open.

    Attributes:
        zone: where its clock hangs.
        week: seven days from Monday, each with its intervals.
        holidays: the first that covers a day decides for it, before the week.
        switch: night service by hand.
    """

    schedule: str
    zone: tzinfo
    week: tuple[tuple[Interval, ...], ...]
    holidays: tuple[Holiday, ...] = ()
    switch: Switch = "auto"
