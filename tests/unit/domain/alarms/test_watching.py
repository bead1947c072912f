"""When trouble becomes an alarm, and when it ends."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.alarms.kinds import KINDS, SEVERITIES, Rule, gravity
from switchroom.domain.alarms.watching import Happening, Watched, look
from switchroom.kernel.time import SECOND, Instant

pytestmark = pytest.mark.unit

RULE = Rule(severity="major", lasting=2 * SECOND, gone=3 * SECOND)
Looks = list[tuple[int, bool]]
LOOKS = st.lists(st.tuples(st.integers(0, 5_000), st.booleans()), max_size=60)
"""How long after the one before, and whether it was seen."""
RULES = st.builds(
    Rule,
    severity=st.sampled_from(SEVERITIES),
    lasting=st.integers(0, 6_000),
    gone=st.integers(0, 6_000),
)


@dataclass(frozen=True)
class Step:
    at: Instant
    seen: bool
    state: Watched | None
    happening: Happening | None


def run(looks: Looks, rule: Rule = RULE) -> list[Step]:
    state, now, steps = None, 0, []
    for pause, seen in looks:
        now += pause
        state, happening = look(state, rule, now, seen=seen)
        steps.append(Step(now, seen, state, happening))
    return steps


def happenings(looks: Looks) -> list[Happening]:
    return [step.happening for step in run(looks) if step.happening]


def test_nothing_is_raised_when_it_passes_soon() -> None:
    assert happenings([(0, True), (1_900, True), (100, False), (0, True), (1_900, True)]) == []


def test_it_is_raised_once_when_it_lasts() -> None:
    assert happenings([(0, True), (2_000, True), (2_000, True), (9_000, True)]) == ["raised"]


def test_it_is_the_same_alarm_when_it_comes_again_soon() -> None:
    steps = run([(0, True), (2_000, True), (100, False), (2_900, True), (100, False)])
    assert [step.happening for step in steps if step.happening] == ["raised", "repeated"]
    assert steps[-1].state is not None
    assert steps[-1].state.count == 2


def test_it_is_cleared_when_it_has_been_gone_long_enough() -> None:
    looks = [(0, True), (2_000, True), (100, False), (2_999, False), (1, False)]
    assert happenings(looks) == ["raised", "cleared"]
    assert run(looks)[-1].state is None


def test_a_wait_begins_anew_when_the_clock_jumps_back() -> None:
    suspected, _ = look(None, RULE, 10_000_000, seen=True)
    suspected, nothing = look(suspected, RULE, 1_000, seen=True)
    assert nothing is None
    raised, happening = look(suspected, RULE, 3_000, seen=True)
    assert happening == "raised"
    fading, _ = look(raised, RULE, 20_000_000, seen=False)
    fading, nothing = look(fading, RULE, 4_000, seen=False)
    assert nothing is None
    assert look(fading, RULE, 7_000, seen=False) == (None, "cleared")


@given(LOOKS, RULES)
def test_raising_and_clearing_alternate(looks: Looks, rule: Rule) -> None:
    told = [s.happening for s in run(looks, rule) if s.happening not in {None, "repeated"}]
    assert told == (["raised", "cleared"] * len(told))[: len(told)]


@given(LOOKS, RULES)
def test_it_is_raised_exactly_when_it_was_seen_long_enough(looks: Looks, rule: Rule) -> None:
    since: Instant | None = None
    up = False
    for step in run(looks, rule):
        if not step.seen:
            since = None
        elif since is None:
            since = step.at
        due = not up and since is not None and step.at - since >= rule.lasting
        assert (step.happening == "raised") == due
        up = (up or due) and step.happening != "cleared"


@given(LOOKS, RULES)
def test_it_is_cleared_only_after_a_break_that_is_long_enough(looks: Looks, rule: Rule) -> None:
    missing: Instant | None = None
    for step in run(looks, rule):
        if step.seen:
            missing = None
        elif missing is None:
            missing = step.at
        if step.happening == "cleared":
            assert missing is not None
            assert step.at - missing >= rule.gone


@given(LOOKS, RULES)
def test_the_count_is_how_often_it_came_within_one_alarm(looks: Looks, rule: Rule) -> None:
    expected = 1
    for step in run(looks, rule):
        if step.happening == "repeated":
            expected += 1
        elif step.happening == "cleared":
            expected = 1
        if step.state and step.state.raised:
            assert step.state.count == expected


def test_every_kind_is_raised_within_ten_seconds_unless_it_can_wait() -> None:
    slow = {kind for kind, rule in KINDS.items() if rule.lasting > 5 * SECOND}
    assert slow == {"prompts-missing"}
    assert all(rule.gone > 0 for rule in KINDS.values())


def test_the_gravest_comes_first() -> None:
    assert sorted(SEVERITIES, key=gravity) == ["critical", "major", "minor", "warning"]
