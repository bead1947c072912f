"""Whether it is open, and when that changes. Pure: the moment is handed in.

Policy: the night switch decides before all else; then the first holiday that covers the local day;
then the weekday. An interval is read on the local wall clock, so where clocks are put forward or
back, opening hours follow what the clock on the wall shows.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from switchroom.domain.hours.rules import Interval, Schedule
from switchroom.kernel.time import MINUTE, SECOND, Instant

_HORIZON = 400
"""Days looked ahead: a yearly holiday comes round within them."""


def is_open(schedule: Schedule, now: Instant) -> bool:
    """Whether the schedule is open at a moment."""
    if schedule.switch != "auto":
        return schedule.switch == "day"
    local = _local(schedule, now)
    minute = local.hour * 60 + local.minute
    return any(part.start <= minute < part.end for part in hours_of(schedule, local.date()))


def next_change(schedule: Schedule, now: Instant) -> Instant | None:
    """The first moment after `now` at which it opens or closes; None: not within 400 days."""
    if schedule.switch != "auto":
        return None
    today, before = _local(schedule, now).date(), is_open(schedule, now)
    for offset in range(_HORIZON):
        day = today + timedelta(days=offset)
        for moment in sorted(_moments(schedule, day)):
            if moment > now and is_open(schedule, moment) != before:
                return moment
    return None


def holiday_name(schedule: Schedule, now: Instant) -> str:
    """The name of the holiday that a moment falls into, or nothing."""
    day = _local(schedule, now).date()
    return next((holiday.name for holiday in schedule.holidays if holiday.covers(day)), "")


def hours_of(schedule: Schedule, day: date) -> tuple[Interval, ...]:
    """The intervals of one local day."""
    for holiday in schedule.holidays:
        if holiday.covers(day):
            return holiday.intervals
    return schedule.week[day.weekday()]


def _local(schedule: Schedule, now: Instant) -> datetime:
    return datetime.fromtimestamp(now / SECOND, schedule.zone)


def _moments(schedule: Schedule, day: date) -> Iterator[Instant]:
    """All moments of a day at which it may change: starts, ends, midnight, and moved clocks."""
    minutes = {0} | {edge for part in hours_of(schedule, day) for edge in (part.start, part.end)}
    for minute in minutes:
        wall = datetime.combine(day, time()) + timedelta(minutes=minute)
        for fold in (0, 1):
            yield _instant(wall.replace(tzinfo=schedule.zone, fold=fold))
    yield from _clock_moves(schedule, day)


def _clock_moves(schedule: Schedule, day: date) -> Iterator[Instant]:
    """The moment of the day at which its clocks are put forward or back, if there is one."""
    midnight = datetime.combine(day, time(), schedule.zone)
    low, high = _instant(midnight), _instant(midnight + timedelta(days=1))
    before = _local(schedule, low).utcoffset()
    if before == _local(schedule, high).utcoffset():
        return
    while high - low > MINUTE:
        middle = (low + high) // (2 * MINUTE) * MINUTE
        if _local(schedule, middle).utcoffset() == before:
            low = middle
        else:
            high = middle
    yield high


def _instant(wall: datetime) -> Instant:
    return round(wall.astimezone(UTC).timestamp() * SECOND)
