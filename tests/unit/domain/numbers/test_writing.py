import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.numbers.writing import LONGEST, normalise, pretty

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "raw",
    [
        "13800138000",
        "+8613800138000",
        "8613800138000",
        "008613800138000",
        "013800138000",
        "17951013800138000",
        "+86 138-0013-8000",
        "１３８００１３８０００",
        "sip:13800138000@10.0.0.1:5060;user=phone",
        "<tel:+86-138-0013-8000>",
    ],
)
def test_number_has_one_spelling_when_written_in_many_ways(raw: str) -> None:
    assert normalise(raw, "CN") == "+8613800138000"


@pytest.mark.parametrize(
    ("raw", "region", "expected"),
    [
        ("02161234567", "CN", "+862161234567"),
        ("00442079460958", "CN", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("95598", "CN", "95598"),
        ("1001", "CN", "1001"),
        ("110", "CN", "110"),
        ("*97#", "CN", "*97#"),
        ("alice", "CN", "alice"),
        ("13800138000", "nowhere", "13800138000"),
        ("'; drop table--", "CN", "droptable"),
        ("", "CN", ""),
    ],
)
def test_text_is_kept_clean_when_no_numbering_plan_knows_it(
    raw: str, region: str, expected: str
) -> None:
    assert normalise(raw, region) == expected


@pytest.mark.parametrize("raw", ["anonymous", "Anonymous", "sip:anonymous@x", "unknown", "-", " "])
def test_number_is_empty_when_caller_withholds_it(raw: str) -> None:
    assert normalise(raw, "CN") == ""


@given(raw=st.one_of(st.text(), st.text("0123456789+-() *#sip:tel@", max_size=300)))
def test_spelling_is_short_plain_and_stable_when_input_is_hostile(raw: str) -> None:
    number = normalise(raw, "CN")
    assert len(number) <= LONGEST
    assert number.isascii()
    assert all(mark.isalnum() or mark in "*#+" for mark in number)
    assert normalise(number, "CN") == number


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+8613800138000", "138 0013 8000"),
        ("+862161234567", "021 6123 4567"),
        ("+442079460958", "+44 20 7946 0958"),
        ("1001", "1001"),
        ("", ""),
    ],
)
def test_number_is_spaced_when_shown_to_people(number: str, expected: str) -> None:
    assert pretty(number) == expected
