import pytest

from switchroom.adapters.sipp.ledger import Entry, Ledger
from switchroom.adapters.sipp.steps import LEAD, Press

pytestmark = pytest.mark.unit


def test_pressing_takes_longer_when_there_are_more_digits() -> None:
    assert Press("1", 100).takes == LEAD + 200
    assert Press("123", 100).takes == LEAD + 600


def test_ledger_finds_request_and_response_when_both_are_there() -> None:
    entries = (
        Entry(1000, True, "call", "INVITE", "INVITE sip:95598@centre SIP/2.0"),
        Entry(1100, False, "call", "INVITE", "SIP/2.0 200 OK"),
    )
    ledger = Ledger(entries, 0)
    assert ledger.first("INVITE") == entries[0]
    assert ledger.first("INVITE", 200) == entries[1]
    assert ledger.first("BYE") is None
    assert ledger.went_well
