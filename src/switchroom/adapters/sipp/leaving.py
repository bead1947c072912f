"""How a scripted party is told something while its script runs: to go on, or to leave.

SIPp cannot be told to hang up: a signal only keeps it from beginning further calls. But it ends a
call by BYE, or by CANCEL before the answer, when a message comes that its script does not await,
and takes the addresses and tags from that message. So it is given the last response of its call
once more, with a status that no script awaits (a provisional one: a final one would be the answer
to an INVITE that has none yet). A cue is made of the same headers, and its script awaits it.
"""

import re
import socket

UNAWAITED = b"SIP/2.0 199 Early Dialog Terminated"

_received = re.compile(rb"message received \[\d+\] bytes :\n\n(.*?)\n-{40,} ", re.DOTALL)


def farewell(messages: bytes) -> bytes | None:
    """The message that makes SIPp end its call; None when it has no call, or no answer yet.

    Args:
        messages: SIPp's log of whole messages so far.
    """
    headers = _call_headers(messages)
    return _message(UNAWAITED, headers) if headers else None


def cue(messages: bytes, number: int) -> bytes | None:
    """The message that a script awaits; None before its call has an answer.

    Args:
        messages: as for `farewell`.
        number: another one for each cue, lest it be taken for a repetition.
    """
    kept = [one for one in _call_headers(messages) if not one.lower().startswith(b"cseq:")]
    if not kept:
        return None
    return _message(b"MESSAGE sip:party SIP/2.0", [*kept, b"CSeq: %d MESSAGE" % number])


def _call_headers(messages: bytes) -> list[bytes]:
    """The headers of the last response to the party's INVITE; none before there is one."""
    heard = _received.findall(messages + b"\n" + b"-" * 40 + b" ")
    responses = [one for one in heard if one.startswith(b"SIP/2.0 ") and b" INVITE" in one]
    if not responses:
        return []
    head, _, _ = responses[-1].partition(b"\r\n\r\n")
    _, _, headers = head.partition(b"\r\n")
    return [one for one in headers.split(b"\r\n") if not one.lower().startswith(b"content-")]


def _message(first_line: bytes, headers: list[bytes]) -> bytes:
    return b"\r\n".join([first_line, *headers, b"Content-Length: 0", b"", b""])


def send(message: bytes, address: str, port: int) -> None:
    """Give a party a message."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(message, (address, port))
