"""A stranger learns nothing: neither which telephones there are, nor which password comes near."""

import hashlib
import os
import re
import socket
from collections.abc import AsyncIterator

import pytest

from switchroom.adapters.asterisk.telephones import Telephone
from switchroom.ports.telephony import Connected
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration

SCANNER = "127.0.0.9"
THERE = "agent-1001"
MADE_UP = "agent-1999"
PASSING = re.compile(
    r'(?:branch|tag|received|rport|nonce|opaque)="?[^;,"\s]*"?|^Call-ID:.*$', re.MULTILINE
)
"""What differs between any two answers."""


class Scanner:
    """A stranger's socket."""

    def __init__(self, opened: socket.socket, server: tuple[str, int]) -> None:
        self._socket = opened
        self._server = server

    def ask(self, method: str, user: str, authorization: str = "") -> str:
        """The answer to one request."""
        address, port = self._socket.getsockname()
        unique = os.urandom(8).hex()
        lines = [
            f"{method} sip:{user}@127.0.0.1 SIP/2.0",
            f"Via: SIP/2.0/UDP {address}:{port};rport;branch=z9hG4bK{unique}",
            f"From: <sip:{user}@127.0.0.1>;tag={unique}",
            f"To: <sip:{user}@127.0.0.1>",
            f"Call-ID: {unique}",
            f"CSeq: 1 {method}",
            f"Contact: <sip:{user}@{address}:{port}>",
            *([authorization] if authorization else []),
            "Max-Forwards: 70",
            "Content-Length: 0",
        ]
        self._socket.sendto("\r\n".join([*lines, "", ""]).encode(), self._server)
        return self._socket.recv(65_536).decode()

    def guess(self, method: str, user: str, password: str) -> str:
        """The answer to a try with a password, which is challenged first."""
        nonce = re.search(r'nonce="([^"]*)"', self.ask(method, user))
        assert nonce is not None
        uri = f"sip:{user}@127.0.0.1"
        own, asked = _md5(f"{user}:asterisk:{password}"), _md5(f"{method}:{uri}")
        response = _md5(f"{own}:{nonce[1]}:00000001:c:auth:{asked}")
        return self.ask(
            method,
            user,
            f'Authorization: Digest username="{user}", realm="asterisk", nonce="{nonce[1]}", '
            f'uri="{uri}", response="{response}", qop=auth, cnonce="c", nc=00000001',
        )


@pytest.fixture
async def scanner(harness: AsteriskHarness, listener: Listener) -> AsyncIterator[Scanner]:
    harness.telephony.start()
    await listener.until(Connected)
    await harness.telephony.telephones.provide(
        Telephone(extension="1001", secret="a" * 32, browser=False)
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind((SCANNER, 0))
        opened.settimeout(5)
        yield Scanner(opened, ("127.0.0.1", harness.laboratory.ports.asterisk.sip))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


def shape(answer: str, user: str) -> str:
    """What an answer tells beside what it repeats."""
    return PASSING.sub("", answer.replace(user, "user"))


@pytest.mark.parametrize("method", ["REGISTER", "INVITE", "OPTIONS", "SUBSCRIBE", "MESSAGE"])
@pytest.mark.parametrize("user", [MADE_UP, "agent-9", "trunk-main", "95598", "anonymous"])
def test_what_is_there_and_what_is_not_answer_alike_when_scanned(
    scanner: Scanner, method: str, user: str
) -> None:
    for password in ("", "1001", "a" * 31):
        there = scanner.guess(method, THERE, password)
        assert there.startswith("SIP/2.0 401 ")
        assert shape(scanner.guess(method, user, password), user) == shape(there, THERE)


def test_the_right_password_is_let_in_when_the_scanner_knows_it(scanner: Scanner) -> None:
    assert scanner.guess("REGISTER", THERE, "a" * 32).startswith("SIP/2.0 200 ")
