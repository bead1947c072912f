from datetime import date

import pytest

from switchroom.features.agent_days.calendar import day_of, today
from switchroom.kernel.time import HOUR
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit


def test_a_day_begins_at_midnight_of_its_zone() -> None:
    day = day_of(date(2026, 1, 1), "Asia/Shanghai")
    assert (day.begins, day.ends) == (EPOCH - 8 * HOUR, EPOCH + 16 * HOUR)


@pytest.mark.parametrize(
    ("chosen", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 6, 1), 24), (date(2026, 10, 25), 25)],
)
def test_a_day_has_as_many_hours_as_the_clock_shows_when_it_is_put_on_or_back(
    chosen: date, hours: int
) -> None:
    day = day_of(chosen, "Europe/Berlin")
    assert len(day.hours) == hours
    assert day.hours[-1] + HOUR == day.ends


@pytest.mark.parametrize(
    ("zone", "expected"), [("Asia/Shanghai", date(2026, 1, 1)), ("UTC", date(2025, 12, 31))]
)
def test_today_is_the_date_of_the_zone_when_it_is_another_one_elsewhere(
    zone: str, expected: date
) -> None:
    assert today(EPOCH - HOUR, zone) == expected
