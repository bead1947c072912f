"""How many visitors are let in."""

import pytest

from switchroom.features.visitors.admission import Admission, Limits, network_of
from switchroom.kernel.errors import TooManyError
from switchroom.kernel.time import MINUTE, SECOND

pytestmark = pytest.mark.unit
LIMITS = Limits(lines=3, per_minute=4, per_address=2)


def refusal(admission: Admission, address: str, now: int, occupied: int = 0) -> int:
    with pytest.raises(TooManyError) as refused:
        admission.admit(address, occupied, LIMITS, now)
    return refused.value.retry_after


def test_an_address_is_refused_until_its_oldest_call_is_past_when_it_has_had_its_share() -> None:
    admission = Admission()
    admission.admit("10.0.0.1", 0, LIMITS, 0)
    admission.admit("10.0.0.1", 0, LIMITS, 4 * MINUTE)
    assert refusal(admission, "10.0.0.1", 5 * MINUTE) == 300
    admission.admit("10.0.0.2", 0, LIMITS, 5 * MINUTE)
    assert refusal(admission, "10.0.0.1", 10 * MINUTE - 1) == 1
    admission.admit("10.0.0.1", 0, LIMITS, 10 * MINUTE)
    assert refusal(admission, "10.0.0.1", 10 * MINUTE) == 240


def test_everybody_is_refused_when_a_minute_has_had_its_share() -> None:
    admission = Admission()
    for number in range(4):
        admission.admit(f"10.0.0.{number}", 0, LIMITS, number * SECOND)
    assert refusal(admission, "10.0.1.1", 4 * SECOND) == 56
    admission.admit("10.0.1.1", 0, LIMITS, MINUTE)


def test_everybody_is_refused_when_all_lines_are_taken() -> None:
    admission = Admission()
    assert refusal(admission, "10.0.0.1", 0, occupied=3) == 30
    admission.admit("10.0.0.1", 2, LIMITS, 0)


def test_being_refused_costs_nothing_when_somebody_asks_too_early() -> None:
    admission = Admission()
    for at in (0, 1):
        admission.admit("10.0.0.1", 0, LIMITS, at)
    for second in range(100):
        refusal(admission, "10.0.0.1", second * SECOND)
    admission.admit("10.0.0.1", 0, LIMITS, 10 * MINUTE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("", "testclient", False),
    ],
)
def test_addresses_are_one_when_they_share_a_network(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same
