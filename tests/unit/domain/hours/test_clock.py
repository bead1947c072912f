from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from switchroom.domain.hours.clock import holiday_name, is_open, next_change
from switchroom.domain.hours.rules import Holiday, Interval, Schedule, Switch
from switchroom.kernel.time import DAY, MINUTE, SECOND, Instant

pytestmark = pytest.mark.unit

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MORNING, AFTERNOON = Interval(8 * 60 + 30, 12 * 60), Interval(13 * 60 + 30, 17 * 60 + 30)
WORKDAYS = ((MORNING, AFTERNOON),) * 5 + ((), ())
NATIONAL_DAY = Holiday(first=date(2024, 10, 1), last=date(2024, 10, 7), yearly=True, name="国庆节")
HALF_DAY = Holiday(first=date(2025, 1, 28), last=date(2025, 1, 28), intervals=(MORNING,))
OFFICE = Schedule(
    schedule="office", zone=SHANGHAI, week=WORKDAYS, holidays=(NATIONAL_DAY, HALF_DAY)
)


def at(text: str, zone: ZoneInfo = SHANGHAI, fold: int = 0) -> Instant:
    moment = datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)
    return round(moment.timestamp() * SECOND)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-02-07T08:29:59.999", False),
        ("2025-02-07T08:30", True),
        ("2025-02-07T11:59:59.999", True),
        ("2025-02-07T12:00", False),
        ("2025-02-07T17:29", True),
        ("2025-02-08T10:00", False),
        ("2025-10-03T10:00", False),
        ("2023-10-03T10:00", True),
        ("2025-10-08T10:00", True),
        ("2025-01-28T09:00", True),
        ("2025-01-28T14:00", False),
        ("2026-01-28T14:00", True),
    ],
)
def test_open_follows_week_and_holidays_when_switch_is_auto(moment: str, expected: bool) -> None:
    assert is_open(OFFICE, at(moment)) is expected


@pytest.mark.parametrize(("switch", "expected"), [("night", False), ("day", True)])
def test_switch_decides_before_the_clock_when_thrown(switch: Switch, expected: bool) -> None:
    schedule = Schedule(schedule="s", zone=SHANGHAI, week=WORKDAYS, switch=switch)
    for moment in ("2025-02-07T10:00", "2025-02-08T03:00"):
        assert is_open(schedule, at(moment)) is expected
    assert next_change(schedule, at("2025-02-07T10:00")) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2025-02-07T10:00", "2025-02-07T12:00"),
        ("2025-02-07T12:00", "2025-02-07T13:30"),
        ("2025-02-07T17:30", "2025-02-10T08:30"),
        ("2025-09-30T18:00", "2025-10-08T08:30"),
        ("2025-01-28T11:00", "2025-01-28T12:00"),
    ],
)
def test_next_change_is_found_when_there_is_one(moment: str, expected: str) -> None:
    assert next_change(OFFICE, at(moment)) == at(expected)


def test_next_change_is_none_when_it_is_always_or_never_open() -> None:
    for day in ((), (Interval(0, 24 * 60),)):
        schedule = Schedule(schedule="s", zone=SHANGHAI, week=(day,) * 7)
        assert next_change(schedule, at("2025-02-07T10:00")) is None


def test_midnight_is_no_change_when_it_is_open_on_both_sides() -> None:
    late, early = Interval(22 * 60, 24 * 60), Interval(0, 6 * 60)
    schedule = Schedule(schedule="s", zone=SHANGHAI, week=((early, late),) * 7)
    assert next_change(schedule, at("2025-02-07T23:00")) == at("2025-02-08T06:00")


def test_hours_follow_the_wall_clock_when_clocks_are_moved() -> None:
    half_past_two = ((Interval(150, 24 * 60),),) * 7
    schedule = Schedule(schedule="s", zone=BERLIN, week=half_past_two)
    forward = next_change(schedule, at("2025-03-30T01:00", BERLIN))
    assert forward == at("2025-03-30T03:00", BERLIN)
    back = next_change(schedule, at("2025-10-26T02:45", BERLIN))
    assert back == at("2025-10-26T02:00", BERLIN, fold=1)


def test_holiday_is_named_when_the_day_belongs_to_one() -> None:
    assert holiday_name(OFFICE, at("2025-10-03T10:00")) == "国庆节"
    assert holiday_name(OFFICE, at("2025-10-09T10:00")) == ""


edges = st.lists(st.integers(0, 24 * 4), min_size=0, max_size=4, unique=True).map(sorted)
days = edges.map(
    lambda quarters: tuple(
        Interval(start * 15, end * 15)
        for start, end in zip(quarters[::2], quarters[1::2], strict=False)
    )
)
weeks = st.tuples(*[days] * 7)
moments = st.integers(at("2025-01-01T00:00"), at("2026-12-31T00:00"))


@settings(max_examples=40)
@given(week=weeks, zone=st.sampled_from([SHANGHAI, BERLIN]), now=moments)
def test_nothing_changes_when_the_next_change_has_not_come(
    week: tuple[tuple[Interval, ...], ...], zone: ZoneInfo, now: Instant
) -> None:
    schedule = Schedule(schedule="s", zone=zone, week=week)
    before, change = is_open(schedule, now), next_change(schedule, now)
    end = change if change is not None else now + 8 * DAY
    for moment in range(now, end, 7 * MINUTE):
        assert is_open(schedule, moment) is before
    if change is not None:
        assert is_open(schedule, change) is not before
        assert is_open(schedule, change - 1) is before
