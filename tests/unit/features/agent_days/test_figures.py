from datetime import date

import pytest

from switchroom.features.agent_days.calendar import day_of
from switchroom.features.agent_days.figures import (
    Evidence,
    InState,
    Part,
    Spent,
    by_hour,
    by_state,
    figures,
    handled,
)
from switchroom.features.agent_days.stretches import Stretch
from switchroom.kernel.time import HOUR, MINUTE, SECOND

pytestmark = pytest.mark.unit
DAY = day_of(date(2026, 1, 1), "UTC")
NINE = DAY.begins + 9 * HOUR
FIRST = Part(
    interaction="i1",
    segment="s1",
    started=NINE,
    ended=NINE + 100 * SECOND,
    wrap_up_started=NINE + 100 * SECOND,
    wrap_up_ended=NINE + 112 * SECOND,
)
LAST = Part(interaction="i2", segment="s2", started=NINE + HOUR, ended=NINE + HOUR + 50 * SECOND)
KNOWN = Evidence(
    parts=[LAST, FIRST],
    holds={"i1": [(NINE + 10 * SECOND, NINE + 30 * SECOND), (NINE + 90 * SECOND, None)]},
    taken=[NINE, NINE + HOUR],
    ended=[
        (NINE + MINUTE, "no-answer"),
        (NINE + HOUR, "rejected"),
        (NINE + HOUR, "unreachable"),
        (NINE + HOUR, "withdrawn"),
    ],
)


def state(name: str, begins: int, ends: int, reason: str = "") -> Stretch:
    return Stretch(state=name, reason=reason, begins=begins, ends=ends)  # type: ignore[arg-type] # one of them


def test_hold_is_no_talk_when_the_agent_holds_till_the_end() -> None:
    first, last = handled(KNOWN, NINE + 2 * HOUR)
    assert (first.part.segment, last.part.segment) == ("s1", "s2")
    assert (first.talked, first.held, first.wrapped) == (70 * SECOND, 30 * SECOND, 12 * SECOND)
    assert (last.talked, last.held, last.wrapped) == (50 * SECOND, 0, 0)


def test_sums_and_means_are_of_those_contacts_that_had_any() -> None:
    sums = figures(KNOWN, handled(KNOWN, NINE + 2 * HOUR))
    assert sums.talk == Spent(120 * SECOND, 2, 60 * SECOND)
    assert sums.hold == Spent(30 * SECOND, 1, 30 * SECOND)
    assert sums.wrap_up == Spent(12 * SECOND, 1, 12 * SECOND)


def test_every_offer_counts_once() -> None:
    sums = figures(KNOWN, handled(KNOWN, NINE))
    assert (sums.served, sums.offered, sums.taken) == (2, 6, 2)
    assert (sums.missed, sums.rejected, sums.withdrawn) == (2, 1, 1)


def test_a_mean_is_unknown_when_there_was_nothing() -> None:
    nothing = figures(Evidence(), [])
    assert (nothing.served, nothing.offered, nothing.talk) == (0, 0, Spent(0, 0, None))


def test_a_part_counts_up_to_now_when_it_goes_on() -> None:
    running = Part(interaction="i3", segment="s3", started=NINE)
    writing = Part(
        interaction="i4",
        segment="s4",
        started=NINE,
        ended=NINE + SECOND,
        wrap_up_started=NINE + SECOND,
    )
    talk, wrap = handled(Evidence(parts=[running, writing]), NINE + MINUTE)
    assert (talk.talked, wrap.wrapped) == (MINUTE, 59 * SECOND)


def test_hours_hold_what_began_in_them_and_the_time_that_passed_in_them() -> None:
    passed = [
        state("ready", NINE, NINE + 90 * MINUTE),
        state("not-ready", NINE + 90 * MINUTE, NINE + 100 * MINUTE, "break"),
        state("not-ready", NINE + 100 * MINUTE, NINE + 2 * HOUR, "meal"),
    ]
    hours = by_hour(DAY, KNOWN, passed)
    assert len(hours) == 24
    ninth, tenth = hours[9], hours[10]
    assert (ninth.served, ninth.missed, ninth.rejected) == (1, 1, 0)
    assert (tenth.served, tenth.missed, tenth.rejected) == (1, 1, 1)
    assert ninth.states == {"ready": HOUR}
    assert tenth.states == {"ready": 30 * MINUTE, "not-ready": 30 * MINUTE}
    assert hours[8].states == {}


def test_states_are_summed_up_by_reason() -> None:
    passed = [
        state("not-ready", 0, 10, "break"),
        state("ready", 10, 20),
        state("not-ready", 20, 50, "meal"),
        state("not-ready", 50, 55, "break"),
    ]
    assert by_state(passed) == [
        InState("not-ready", "meal", 30),
        InState("not-ready", "break", 15),
        InState("ready", "", 10),
    ]


@pytest.mark.parametrize(
    ("part", "reaches"),
    [(FIRST, True), (LAST, True), (Part(interaction="i", segment="s", started=0, ended=1), False)],
)
def test_a_part_reaches_a_moment_when_it_or_its_wrap_up_goes_on(part: Part, reaches: bool) -> None:
    assert part.reaches(NINE + 111 * SECOND) is reaches
