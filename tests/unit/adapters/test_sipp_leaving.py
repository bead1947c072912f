"""The message that makes a scripted party hang up."""

import pytest

from switchroom.adapters.sipp.leaving import UNAWAITED, cue, farewell

pytestmark = pytest.mark.unit

RULE = b"----------------------------------------------- 2026-01-01 00:00:00.000000\n"
INVITE = RULE + b"UDP message sent (9 bytes):\n\nINVITE sip:1@b SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n\n"
RINGING = (
    RULE
    + b"UDP message received [99] bytes :\n\nSIP/2.0 180 Ringing\r\nTo: <sip:1@b>;tag=7\r\n"
    + b"CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n\n"
)
ANSWER = (
    RULE
    + b"UDP message received [99] bytes :\n\nSIP/2.0 200 OK\r\nTo: <sip:1@b>;tag=8\r\n"
    + b"CSeq: 1 INVITE\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n\n"
)


def test_the_last_response_is_repeated_with_another_status_when_there_were_several() -> None:
    said = farewell(INVITE + RINGING + ANSWER)
    assert said
    assert said.split(b"\r\n") == [
        UNAWAITED,
        b"To: <sip:1@b>;tag=8",
        b"CSeq: 1 INVITE",
        b"Content-Length: 0",
        b"",
        b"",
    ]


def test_there_is_nothing_to_say_when_nobody_has_responded() -> None:
    assert farewell(b"") is None
    assert farewell(INVITE) is None


def test_a_cue_has_the_headers_of_the_call_and_a_number_of_its_own_when_it_is_answered() -> None:
    said = cue(INVITE + ANSWER, 3)
    assert said
    assert said.split(b"\r\n")[:3] == [
        b"MESSAGE sip:party SIP/2.0",
        b"To: <sip:1@b>;tag=8",
        b"CSeq: 3 MESSAGE",
    ]
    assert cue(INVITE, 3) is None
