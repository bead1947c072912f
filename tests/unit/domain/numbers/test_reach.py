"""How far a number is."""

import pytest

from switchroom.domain.numbers.reach import reach_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("number", "reach"),
    [
        ("021-6123 4567", "local"),
        ("+862161234567", "local"),
        ("010 6552 9988", "national"),
        ("138 0013 8000", "national"),
        ("110", "local"),
        ("95598", "local"),
        ("+44 20 7946 0958", "international"),
        ("0044 20 7946 0958", "international"),
        ("00999123", "international"),
        ("400 810 1234", "national"),
    ],
)
def test_a_number_is_as_far_as_its_plan_says(number: str, reach: str) -> None:
    assert reach_of(number, "CN", "+8621") == reach


def test_nothing_with_an_area_is_local_when_the_site_has_none() -> None:
    assert reach_of("021-61234567", "CN", "") == "national"
