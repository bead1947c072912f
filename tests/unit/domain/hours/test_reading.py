from datetime import date
from typing import Any

import pytest

from switchroom.domain.hours.reading import read_schedule
from switchroom.domain.hours.rules import Holiday, Interval
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.unit

GOOD: dict[str, Any] = {"id": "office", "zone": "Asia/Shanghai", "week": {"mon": ["08:00-12:00"]}}


def test_schedule_is_read_when_days_and_holidays_are_given() -> None:
    holidays = [
        {"name": "元旦", "first": date(2025, 1, 1), "yearly": True},
        {"first": "2025-10-01", "last": "2025-10-07", "hours": ["09:00-16:00"]},
    ]
    week = {"mon-fri": ["13:00-24:00", "00:00-12:00"], "sat": ["09:00-10:00"]}
    schedule = read_schedule({**GOOD, "week": week, "holidays": holidays})
    assert schedule.week[4] == (Interval(0, 720), Interval(780, 1440))
    assert schedule.week[5:] == ((Interval(540, 600),), ())
    assert schedule.holidays == (
        Holiday(first=date(2025, 1, 1), last=date(2025, 1, 1), yearly=True, name="元旦"),
        Holiday(first=date(2025, 10, 1), last=date(2025, 10, 7), intervals=(Interval(540, 960),)),
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"week": {"mon": ["8:00-12:00"]}}, "8:00-12:00 is no interval"),
        ({"week": {"mon": ["22:00-06:00"]}}, "split it at midnight"),
        ({"week": {"mon": ["08:00-25:00"]}}, "by 24:00"),
        ({"week": {"mon": ["08:00-12:00", "11:00-13:00"]}}, "overlap"),
        ({"week": {"monday": []}}, "monday is no weekday"),
        ({"zone": "Asia/Atlantis"}, "there is no time zone Asia/Atlantis"),
        ({"zone": "../etc/passwd"}, "office"),
        ({"weeks": {}}, "unknown field `weeks`"),
        ({"holidays": [{"first": "2025-10-07", "last": "2025-10-01"}]}, "ends before it begins"),
        (
            {"holidays": [{"first": "2025-12-31", "last": "2026-01-01", "yearly": True}]},
            "within one year",
        ),
    ],
)
def test_schedule_is_refused_when_it_makes_no_sense(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidError, match="schedule office: ") as caught:
        read_schedule({**GOOD, **change})
    assert problem in str(caught.value)
