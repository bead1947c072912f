"""Who is let through; the rules beside a plain reading of the policy."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.screening.rules import (
    Entry,
    beginnings,
    concerns,
    deciding,
    holds,
    written_beginning,
)

pytestmark = pytest.mark.unit

NOW = 1_000
BLACK = Entry(
    id="1",
    kind="black",
    number="+8613800138000",
    match="number",
    reason="",
    starts=0,
    ends=None,
    priority=0,
    created=0,
    by="u",
    by_name="U",
)
CALLERS = ("+8613800138000", "+862161234567", "+442079460958", "8001", "")
entries = st.builds(
    Entry,
    id=st.uuids().map(str),
    kind=st.sampled_from(["black", "white"]),
    number=st.sampled_from([*filter(None, CALLERS), "138", "+86", "021", "+44", "80", "9"]),
    match=st.sampled_from(["number", "prefix"]),
    reason=st.just(""),
    starts=st.integers(NOW - 2, NOW + 2),
    ends=st.none() | st.integers(NOW - 2, NOW + 2),
    priority=st.just(0),
    created=st.just(0),
    by=st.just("u"),
    by_name=st.just("U"),
)


@pytest.mark.parametrize(
    ("beginning", "number"),
    [
        ("138", "+8613800138000"),
        ("+86138", "+8613800138000"),
        ("021", "+862161234567"),
        ("0216123", "+862161234567"),
        ("+44", "+442079460958"),
        ("80", "8001"),
    ],
)
def test_a_beginning_concerns_a_number_when_it_is_written_in_any_way(
    beginning: str, number: str
) -> None:
    assert concerns(replace(BLACK, match="prefix", number=beginning), number)


def test_a_whole_number_does_not_concern_a_longer_one() -> None:
    assert not concerns(replace(BLACK, number="8001"), "80012")
    assert concerns(replace(BLACK, number="8001", match="prefix"), "80012")


def test_nobody_is_listed_when_the_number_is_withheld() -> None:
    assert not beginnings("")
    assert deciding([BLACK], "", NOW) is None


@pytest.mark.parametrize(
    ("moment", "expected"), [(99, False), (100, True), (199, True), (200, False)]
)
def test_an_entry_holds_when_its_days_run(moment: int, expected: bool) -> None:
    assert holds(replace(BLACK, starts=100, ends=200), moment) is expected


def test_the_longer_beginning_decides_when_two_of_one_list_concern_a_caller() -> None:
    short = replace(BLACK, id="9", match="prefix", number="138")
    long = replace(BLACK, id="8", match="prefix", number="138001")
    assert deciding([short, long], "+8613800138000", NOW) is long
    assert deciding([short, long, BLACK], "+8613800138000", NOW) is BLACK


@pytest.mark.parametrize(("raw", "kept"), [("0044", "+44"), ("+44", "+44"), ("0755 ", "0755")])
def test_a_countrys_code_is_written_with_a_plus_when_it_was_dialled(raw: str, kept: str) -> None:
    assert written_beginning(raw) == kept


@given(st.lists(entries, max_size=8), st.sampled_from(CALLERS))
def test_a_caller_is_barred_only_when_black_holds_and_white_does_not(
    found: list[Entry], caller: str
) -> None:
    verdict = deciding(found, caller, NOW)
    lists = {one.kind for one in found if holds(one, NOW) and concerns(one, caller)}
    expected = "white" if "white" in lists else "black" if "black" in lists else None
    assert (verdict.kind if verdict else None) == expected


@given(st.lists(entries, max_size=8), st.sampled_from(CALLERS))
def test_every_entry_that_concerns_a_caller_stands_under_one_of_the_beginnings(
    found: list[Entry], caller: str
) -> None:
    keys = beginnings(caller)
    assert all(one.number in keys for one in found if concerns(one, caller))
