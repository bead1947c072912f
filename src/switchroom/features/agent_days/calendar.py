"""Days as the clock on the wall has them: from midnight to midnight, 23 to 25 hours long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchroom.kernel.time import HOUR, Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day somewhere; `ends` itself is the next day's."""

    date: date
    begins: Instant
    ends: Instant

    @property
    def hours(self) -> Sequence[Instant]:
        """When its hours begin."""
        return range(self.begins, self.ends, HOUR)


def day_of(chosen: date, zone: str) -> Day:
    """A date's day where the clock hangs in a zone."""
    return Day(
        date=chosen,
        begins=_midnight(chosen, zone),
        ends=_midnight(chosen + timedelta(days=1), zone),
    )


def today(now: Instant, zone: str) -> date:
    """The date that it is now in a zone."""
    return datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(zone)).date()


def _midnight(chosen: date, zone: str) -> Instant:
    return round(datetime.combine(chosen, time.min, ZoneInfo(zone)).timestamp() * 1000)
