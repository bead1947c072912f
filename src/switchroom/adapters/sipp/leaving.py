"""How a scripted party leaves before its script is over.

SIPp cannot be told to hang up: a signal only keeps it from beginning further calls. But it ends a
call by BYE, or by CANCEL before the answer, when a message comes that its script does not await,
and takes the addresses and tags from that message. So it is given the last response of its call
once more, with a status that no script awaits (a provisional one: a final one would be the answer
to an INVITE that has none yet).
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
    heard = _received.findall(messages + b"\n" + b"-" * 40 + b" ")
    responses = [one for one in heard if one.startswith(b"SIP/2.0 ") and b" INVITE" in one]
    if not responses:
        return None
    head, _, _ = responses[-1].partition(b"\r\n\r\n")
    _, _, headers = head.partition(b"\r\n")
    kept = [one for one in headers.split(b"\r\n") if not one.lower().startswith(b"content-")]
    return b"\r\n".join([UNAWAITED, *kept, b"Content-Length: 0", b"", b""])


def send(message: bytes, address: str, port: int) -> None:
    """Give a party a message."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(message, (address, port))
