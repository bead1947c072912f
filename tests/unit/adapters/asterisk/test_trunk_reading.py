"""The console's words, as Asterisk 22 prints them."""

import pytest

from switchroom.adapters.asterisk.trunk_reading import (
    Contact,
    Registration,
    outcome_of,
    read_call,
    read_contacts,
    read_messages,
    read_registrations,
    state_of,
)
from switchroom.ports.trunks import Condition, Outcome

pytestmark = pytest.mark.unit

CONTACTS = """
  Contact:  <Aor/ContactUri..............................> <Hash....> <Status> <RTT(ms)..>
==========================================================================================

  Contact:  agent-1001/sip:agent-1001@192.0.2.9:5060;tran  2c771a0078 NonQual        -nan
  Contact:  trunk-dead/sip:192.0.2.1:5060                  2c771a0077 Unavail        -nan
  Contact:  trunk-main/sip:192.0.2.2:5060;transport=tcp    cdef904514 Avail        27.464

Objects found: 3
"""
REGISTRATIONS = """
 <Registration/ServerURI..............................>  <Auth....................>  <Status.......>
==========================================================================================

 trunk-main/sip:192.0.2.2:5060;transport=tcp             trunk-main-6a3f0c11         Registered        (exp. 289s)
 trunk-dead/sip:192.0.2.1:5060                           trunk-dead-77b0a1c2         Unregistered      (exp. 5s)
"""  # noqa: E501 as it is printed
HISTORY = """
No.   Timestamp  (Dir) Address                  SIP Message
===== ========== ============================== ===================================
00000 1795366468 * ==> 192.0.2.2:5060           OPTIONS sip:192.0.2.2:5060 SIP/2.0
00012 1795366468 * <== 192.0.2.2:5060           SIP/2.0 401 Unauthorized
"""
ENTRY = """<--- History Entry 0 Sent to 192.0.2.2:5060 at 1795366468 --->
OPTIONS sip:192.0.2.2:5060 SIP/2.0
From: "Power" <sip:95598@192.0.2.3>;tag=0c95
Call-ID: 8aa1dc29-cdf0
CSeq: 1 OPTIONS
"""


def test_contacts_of_trunks_alone_are_read() -> None:
    assert read_contacts(CONTACTS) == {
        "dead": Contact("Unavail", None),
        "main": Contact("Avail", 27.464),
    }


def test_registrations_are_read() -> None:
    assert read_registrations(REGISTRATIONS) == {"main": "Registered", "dead": "Unregistered"}


def test_history_is_read() -> None:
    question, answer = read_messages(HISTORY)
    assert (question.number, question.status) == (0, 0)
    assert (answer.number, answer.status) == (12, 401)
    assert read_call(ENTRY) == ("95598", "8aa1dc29-cdf0")
    assert read_call("nothing") == ("", "")


@pytest.mark.parametrize(
    ("status", "registration", "condition"),
    [
        ("Avail", None, "ready"),
        ("Avail", "Registered", "ready"),
        ("NonQual", "Registered", "ready"),
        ("NonQual", None, "unwatched"),
        ("Unavail", None, "unreachable"),
        ("Unavail", "Registered", "unreachable"),
        ("Unavail", "Rejected", "unreachable"),
        ("Avail", "Rejected", "rejected"),
        ("Avail", "Stopped", "rejected"),
        ("Avail", "Unregistered", "registering"),
    ],
)
def test_condition_is_what_a_person_would_call_it(
    status: str, registration: Registration | None, condition: Condition
) -> None:
    registrations = {"main": registration} if registration else {}
    state = state_of("main", {"main": Contact(status, None)}, registrations)
    assert state.condition == condition


def test_trunk_is_loading_until_asterisk_has_read_of_it() -> None:
    assert state_of("main", {"other": Contact("Avail", None)}, {}).condition == "loading"


@pytest.mark.parametrize(
    ("status", "registration", "watched", "outcome"),
    [
        (200, None, True, "reachable"),
        (404, None, True, "reachable"),
        (403, None, True, "refused"),
        (401, None, True, "not-authenticated"),
        (401, "Registered", True, "reachable"),
        (200, "Rejected", True, "not-authenticated"),
        (0, None, True, "no-answer"),
        (0, "Registered", True, "no-answer"),
        (0, "Registered", False, "reachable"),
    ],
)
def test_outcome_follows_the_answer_and_the_account(
    status: int, registration: Registration | None, watched: bool, outcome: Outcome
) -> None:
    assert outcome_of(status, registration, watched=watched) == outcome
