"""Opening hours from data, as they stand in a pack or come from the desk.

```yaml
id: fault-repair
zone: Asia/Shanghai
week: {mon-fri: ["08:00-12:00", "13:00-18:00"], sat: ["09:00-16:00"]}
holidays:
  - {name: 国庆节, first: 2025-10-01, last: 2025-10-07, hours: ["09:00-16:00"]}
  - {name: 元旦, first: 2025-01-01, yearly: true}
```
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct, ValidationError, convert, field

from switchroom.domain.hours.rules import MINUTES_A_DAY, Holiday, Interval, Schedule, Switch
from switchroom.kernel.errors import InvalidError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_INTERVAL = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")


class _Holiday(Struct, frozen=True, forbid_unknown_fields=True):
    first: date
    last: date | None = None
    hours: tuple[str, ...] = ()
    yearly: bool = False
    name: str = ""


class _Schedule(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    zone: str
    week: dict[str, tuple[str, ...]]
    holidays: tuple[_Holiday, ...] = ()
    switch: Switch = "auto"
    name: Any = field(default=None)


def read_schedule(data: Mapping[str, Any]) -> Schedule:
    """The schedule that the data describe.

    Raises:
        InvalidError: naming the schedule and what is wrong with it.
    """
    try:
        return _schedule(convert(data, _Schedule))
    except (ValidationError, ValueError) as error:
        raise InvalidError(f"schedule {data.get('id', '?')}: {error}") from error


def _schedule(raw: _Schedule) -> Schedule:
    week: list[tuple[Interval, ...]] = [()] * len(_DAYS)
    for days, texts in raw.week.items():
        for day in _days(days):
            week[day] = _intervals(texts)
    return Schedule(
        schedule=raw.id,
        zone=_zone(raw.zone),
        week=tuple(week),
        holidays=tuple(_holiday(holiday) for holiday in raw.holidays),
        switch=raw.switch,
    )


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"there is no time zone {name}") from error


def _days(text: str) -> Iterator[int]:
    first, _, last = text.partition("-")
    if first not in _DAYS or (last or first) not in _DAYS:
        raise ValueError(f"{text} is no weekday; write mon ... sun, or mon-fri")
    yield from range(_DAYS.index(first), _DAYS.index(last or first) + 1)


def _intervals(texts: Sequence[str]) -> tuple[Interval, ...]:
    parts = tuple(sorted(_interval(text) for text in texts))
    for earlier, later in pairwise(parts):
        if later.start < earlier.end:
            raise ValueError(f"the intervals {', '.join(texts)} overlap")
    return parts


def _interval(text: str) -> Interval:
    match = _INTERVAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no interval; write it as 08:30-17:00")
    hours, minutes, end_hours, end_minutes = map(int, match.groups())
    start, end = hours * 60 + minutes, end_hours * 60 + end_minutes
    if not start < end <= MINUTES_A_DAY:
        raise ValueError(f"{text} does not end after its start and by 24:00; split it at midnight")
    return Interval(start, end)


def _holiday(raw: _Holiday) -> Holiday:
    last = raw.last or raw.first
    if last < raw.first:
        raise ValueError(f"holiday {raw.name or raw.first} ends before it begins")
    if raw.yearly and last.year != raw.first.year:
        raise ValueError(f"yearly holiday {raw.name or raw.first} must stay within one year")
    return Holiday(
        first=raw.first,
        last=last,
        intervals=_intervals(raw.hours),
        yearly=raw.yearly,
        name=raw.name,
    )
