"""The outside ledger finds what it is there to find."""

import pytest
from tests.chaos.ledger import Away, Part, Seen, Written, compare

pytestmark = pytest.mark.unit

NUMBER = "+8613910000001"
SEEN = Seen(NUMBER, 1_000, 60_000)
WRITTEN = Written(NUMBER, 900, 60_100, "customer-hung-up", (Part("liqiang", 9_000, 60_100),))
AWAY = Away(58_000, 63_000)


def test_all_is_well_when_both_say_the_same() -> None:
    assert compare([SEEN], [WRITTEN], []).well


def test_a_call_is_lost_when_it_was_answered_and_nothing_is_written() -> None:
    assert len(compare([SEEN], [], []).lost) == 1


def test_a_caller_who_was_never_answered_need_not_be_written_down() -> None:
    assert compare([Seen(NUMBER, None, None)], [], []).well


def test_a_call_is_doubled_when_it_is_written_down_twice() -> None:
    later = Written(NUMBER, 1_000, 60_000, "customer-hung-up")
    assert len(compare([SEEN], [WRITTEN, later], []).doubled) == 1


def test_a_contact_is_unexplained_when_nobody_called() -> None:
    assert len(compare([], [WRITTEN], []).unexplained) == 1


@pytest.mark.parametrize("ended", [None, 20_000])
def test_a_contact_is_unexplained_when_it_ends_otherwise_than_the_caller(ended: int | None) -> None:
    row = Written(NUMBER, 900, ended, "customer-hung-up")
    assert len(compare([SEEN], [row], []).unexplained) == 1


def test_a_late_end_is_explained_when_nobody_was_there_to_see_it() -> None:
    late = Written(NUMBER, 900, 64_000, "lost")
    assert compare([SEEN], [late], [AWAY]).well
    assert not compare([SEEN], [late], []).well


def test_a_loss_is_unexplained_when_nobody_was_away() -> None:
    row = Written(NUMBER, 900, 60_000, "lost")
    assert len(compare([SEEN], [row], [Away(1_000, 5_000)]).unexplained) == 1


def test_an_agent_is_twice_assigned_when_two_calls_overlap() -> None:
    other = Seen("+8613910000002", 2_000, 70_000)
    row = Written(other.number, 2_000, 70_000, "agent-hung-up", (Part("liqiang", 50_000, 70_000),))
    assert len(compare([SEEN, other], [WRITTEN, row], []).twice_assigned) == 1


def test_a_call_is_twice_assigned_when_two_agents_have_it() -> None:
    parts = (Part("liqiang", 9_000, 60_000), Part("liuyang", 10_000, 60_000))
    row = Written(NUMBER, 900, 60_000, "agent-hung-up", parts)
    assert len(compare([SEEN], [row], []).twice_assigned) == 1


def test_one_agent_after_the_other_is_well() -> None:
    parts = (Part("liqiang", 9_000, 20_000), Part("liuyang", 20_000, 60_000))
    assert compare([SEEN], [Written(NUMBER, 900, 60_000, "agent-hung-up", parts)], []).well
