"""SIP that no telephone should send: RFC 4475's messages, and any message with something broken."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
import numpy as np
import yaml

TORTURE = Path(__file__).with_name("torture.yaml")
LENGTH = "@length@"
HUGE = 20_000
LARGEST = 60_000
"""UDP carries no more."""

SDP = """
v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 20398 RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
"""
METHODS = (
    "INVITE",
    "REGISTER",
    "OPTIONS",
    "BYE",
    "CANCEL",
    "ACK",
    "INFO",
    "UPDATE",
    "PRACK",
    "REFER",
    "NOTIFY",
    "SUBSCRIBE",
    "PUBLISH",
    "MESSAGE",
)


def torture() -> dict[str, bytes]:
    """RFC 4475's messages by name, as they are sent."""
    texts: dict[str, str] = yaml.safe_load(TORTURE.read_text())
    return {name: _wire(_filled(text)) for name, text in texts.items()}


def mutations(number: int) -> Iterator[bytes]:
    """Broken messages without end, always the same for the same number."""
    chance = np.random.default_rng(number)
    sane = [_sane(method) for method in METHODS]
    sources = [*torture().values(), *sane, *sane, *sane]
    while True:
        message = sources[chance.integers(len(sources))]
        unique = chance.bytes(6).hex().encode()
        message = message.replace(b"@unique@", unique)
        for _ in range(chance.integers(1, 4)):
            message = BREAKS[chance.integers(len(BREAKS))](message, chance)
        yield message[:LARGEST]


def _filled(text: str) -> str:
    filled = str(jinja2.Template(text, keep_trailing_newline=True).render())
    body = filled.partition("\n\n")[2]
    return filled.replace(LENGTH, str(len(_wire(body))))


def _wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _sane(method: str) -> bytes:
    """One that Asterisk understands; each of its own call."""
    text = f"""{method} sip:95598@127.0.0.1 SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:20396;rport;branch=z9hG4bK@unique@
From: "Caller" <sip:13912345678@127.0.0.1>;tag=@unique@
To: <sip:95598@127.0.0.1>
Call-ID: @unique@
CSeq: 1 {method}
Contact: <sip:13912345678@127.0.0.1:20396>
Max-Forwards: 70
Expires: 60
Event: presence
Refer-To: <sip:95599@127.0.0.1>
RAck: 1 1 INVITE
P-Asserted-Identity: "Caller" <sip:13912345678@127.0.0.1>
P-Called-Party-ID: <sip:95598@127.0.0.1>
Authorization: Digest username="agent-1001",realm="asterisk",nonce="x",uri="sip:x",response="x"
Content-Type: application/sdp
Content-Length: {LENGTH}
{SDP}"""
    return _wire(_filled(text))


def _flip(message: bytes, chance: np.random.Generator) -> bytes:
    spoilt = bytearray(message)
    for _ in range(chance.integers(1, 10)):
        spoilt[chance.integers(len(spoilt))] = chance.integers(256)
    return bytes(spoilt)


def _cut(message: bytes, chance: np.random.Generator) -> bytes:
    return message[: chance.integers(1, len(message) + 1)]


def _repeat_line(message: bytes, chance: np.random.Generator) -> bytes:
    lines = message.split(b"\r\n")
    place = chance.integers(len(lines))
    return b"\r\n".join(
        [*lines[:place], *[lines[place]] * int(chance.integers(2, 200)), *lines[place:]]
    )


def _drop_line(message: bytes, chance: np.random.Generator) -> bytes:
    lines = message.split(b"\r\n")
    lines.pop(chance.integers(len(lines)))
    return b"\r\n".join(lines) or b"\r\n"


def _swell(message: bytes, chance: np.random.Generator) -> bytes:
    """A huge field somewhere."""
    place = chance.integers(len(message))
    filling = (b"A", b'"', b"<", b"%", b";a=b", b"(", b"9", b" ", b"\x00", b"\xe4\xb8\xad")
    swollen = filling[chance.integers(len(filling))] * int(chance.integers(100, HUGE))
    return message[:place] + swollen[:HUGE] + message[place:]


def _lie_about_length(message: bytes, chance: np.random.Generator) -> bytes:
    lies = (b"-1", b"0", b"1", b"99999", b"4294967296", b"9" * 300, b"x", b"")
    head = b"Content-Length: " + lies[chance.integers(len(lies))]
    return b"\r\n".join(
        head if line.startswith(b"Content-Length") else line for line in message.split(b"\r\n")
    )


def _spoil_text(message: bytes, chance: np.random.Generator) -> bytes:
    """Bytes that are no UTF-8, or mean much to somebody else, at a word's beginning."""
    spoils = (
        b"\xff\xfe",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"${SHELL(id)}",
        b"'; DROP TABLE--",
        b"%n%s",
    )
    words = message.split(b" ")
    place = chance.integers(len(words))
    words[place] = spoils[chance.integers(len(spoils))] + words[place]
    return b" ".join(words)


BREAKS = (_flip, _cut, _repeat_line, _drop_line, _swell, _lie_about_length, _spoil_text)
