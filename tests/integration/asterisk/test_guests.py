"""Visitors' telephones on a real Asterisk, called with by SIP that is written by hand."""

import asyncio
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from tests.integration.asterisk.trunk_wire import SDP, Wire, wire

from switchroom.adapters.asterisk.client import AriAddress
from switchroom.kernel.errors import InvalidError
from switchroom.ports.guests import GuestTelephone
from switchroom.ports.telephony import Connected, LegArrived, LegEnded
from switchroom.testing.telephony_asterisk import AsteriskHarness, Laboratory
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration
VISITOR = "127.0.0.9"
"""No trunk's address."""


@dataclass
class Visitor:
    """A telephone that calls by INVITE with digest, and never registers."""

    wire: Wire
    guest: GuestTelephone
    sequence: int = 0
    tag: str = ""
    call: str = field(default="")

    async def dial(self, target: str = "", secret: str = "") -> tuple[int, str]:
        """Call; the final answer, or the first one of a call that waits at the centre."""
        self.sequence += 1
        self.call = f"{self.guest.user}-{self.sequence}"
        target = target or self.guest.target
        await self._send("INVITE", target, 1)
        status, text = await self.wire.answer(self.call)
        if status != 401:
            return status, text
        await self._send("INVITE", target, 2, self._proof("INVITE", target, text, secret))
        return await self.wire.answer(self.call)

    async def start(self) -> None:
        """Call, and do not wait for the answer."""
        self.sequence += 1
        self.call = f"{self.guest.user}-{self.sequence}"
        await self._send("INVITE", self.guest.target, 1)
        _, text = await self.wire.answer(self.call)
        proof = self._proof("INVITE", self.guest.target, text)
        await self._send("INVITE", self.guest.target, 2, proof)

    async def hang_up(self, accepted: str) -> int:
        """Say BYE in the call that was accepted so; the status."""
        found = re.search(r"\nTo: .*tag=([^\r;]+)", accepted)
        assert found
        self.tag = found[1]
        await self._send("ACK", self.guest.target, 2)
        await self._send("BYE", self.guest.target, 3)
        status, text = await self.wire.answer(self.call)
        if status == 401:
            proof = self._proof("BYE", self.guest.target, text)
            await self._send("BYE", self.guest.target, 4, proof)
            status, _ = await self.wire.answer(self.call)
        return status

    def _proof(self, method: str, target: str, challenge: str, secret: str = "") -> str:
        realm, nonce = (
            re.search(rf'{name}="([^"]+)"', challenge)[1]  # type: ignore[index] # it is there
            for name in ("realm", "nonce")
        )
        uri, user = self._uri(target), self.guest.user
        first = _md5(f"{user}:{realm}:{secret or self.guest.secret}")
        proof = _md5(f"{first}:{nonce}:00000001:c:auth:{_md5(f'{method}:{uri}')}")
        return (
            f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
            f'response="{proof}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c"'
        )

    async def _send(self, method: str, target: str, number: int, proof: str = "") -> None:
        address, port = self.wire.socket.getsockname()
        sdp = SDP.format(address=address).replace("\n", "\r\n") if method == "INVITE" else ""
        to = f"<{self._uri(target)}>" + (f";tag={self.tag}" if self.tag else "")
        heads = [
            f"{method} {self._uri(target)} SIP/2.0",
            f"Via: SIP/2.0/UDP {address}:{port};branch=z9hG4bK{self.call}-{method}-{number}",
            f'From: "Boss" <sip:{self.guest.user}@switchroom>;tag=visitor',
            f"To: {to}",
            f"Call-ID: {self.call}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:{self.guest.user}@{address}:{port}>",
            'P-Asserted-Identity: "Boss" <sip:110@switchroom>',
            "Max-Forwards: 70",
            *([f"Authorization: {proof}"] if proof else []),
            *(["Content-Type: application/sdp"] if sdp else []),
            f"Content-Length: {len(sdp)}",
        ]
        text = "\r\n".join([*heads, "", sdp]).encode()
        loop = asyncio.get_running_loop()
        await loop.sock_sendto(self.wire.socket, text, self.wire.server)

    def _uri(self, target: str) -> str:
        return f"sip:{target}@{self.wire.server[0]}:{self.wire.server[1]}"


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


@contextmanager
def visitor(laboratory: Laboratory, guest: GuestTelephone) -> Iterator[Visitor]:
    with wire(VISITOR, f"127.0.0.1:{laboratory.ports.asterisk.sip}") as opened:
        yield Visitor(opened, guest)


@pytest.fixture
async def admitted(harness: AsteriskHarness, listener: Listener) -> GuestTelephone:
    harness.telephony.start()
    await listener.until(Connected)
    return await harness.telephony.guests.admit(
        "95598", "web13800138000", "张伟 (web)", browser=False
    )


async def is_there(laboratory: Laboratory, guest: GuestTelephone) -> bool:
    address = AriAddress("127.0.0.1", laboratory.ports.asterisk.http, laboratory.password)
    path = f"/ari/asterisk/config/dynamic/res_pjsip/endpoint/{guest.user}"
    async with httpx.AsyncClient(headers=address.headers(), trust_env=False) as client:
        answer = await client.get(f"http://{address.host}:{address.port}{path}")
    return answer.status_code == 200


async def test_a_visitor_arrives_as_from_the_web_and_as_nobody_else_when_they_call(
    asterisk: Laboratory, harness: AsteriskHarness, listener: Listener, admitted: GuestTelephone
) -> None:
    with visitor(asterisk, admitted) as caller:
        await caller.start()
        arrived = await listener.until(LegArrived)
        assert (arrived.caller, arrived.caller_name) == ("web13800138000", "张伟 (web)")
        assert (arrived.called, arrived.trunk) == ("95598", "web")
        assert harness.telephony.guests.guest_of(arrived.leg) == admitted.user
        [leg] = (await harness.telephony.snapshot()).legs
        assert leg.arrived
        assert (leg.arrived.called, leg.arrived.trunk) == ("95598", "web")
        await harness.telephony.answer(arrived.leg)
        status, accepted = await caller.wire.answer(caller.call)
        assert status == 200
        assert await caller.hang_up(accepted) == 200
        ended = await listener.until(LegEnded)
        assert (ended.leg, ended.by_far_end) == (arrived.leg, True)


@pytest.mark.parametrize(
    "target",
    [
        "1002",
        "agent-1002",
        "95598",
        "95599",
        "13800138000",
        "+8613800138000",
        "110",
        "s",
        "trunk-main",
        "main",
        "call;x=1002",
        "%73",
        "Local%2F1002",
    ],
)
async def test_a_visitor_reaches_nothing_when_they_dial_anything_else(
    asterisk: Laboratory, listener: Listener, admitted: GuestTelephone, target: str
) -> None:
    with visitor(asterisk, admitted) as caller:
        assert (await caller.dial(target))[0] == 404
    assert not await listener.settle()


async def test_nobody_is_let_in_when_the_secret_is_wrong(
    asterisk: Laboratory, listener: Listener, admitted: GuestTelephone
) -> None:
    with visitor(asterisk, admitted) as caller:
        assert (await caller.dial(secret="0" * 32))[0] in {401, 403}
    assert not await listener.settle()


async def test_a_second_call_is_refused_when_the_first_one_lasts_or_is_over(
    asterisk: Laboratory, harness: AsteriskHarness, listener: Listener, admitted: GuestTelephone
) -> None:
    with visitor(asterisk, admitted) as caller:
        await caller.start()
        leg = (await listener.until(LegArrived)).leg
        await asyncio.sleep(0.3)
        assert not await is_there(asterisk, admitted)
        assert (await caller.dial())[0] in {401, 403}
        await harness.telephony.end(leg)
        await listener.until(LegEnded)
        await asyncio.sleep(0.3)
        assert (await caller.dial())[0] in {401, 403}
    assert harness.telephony.guests.open == 0


async def test_the_telephone_is_forgotten_when_its_time_is_up(
    asterisk: Laboratory, harness: AsteriskHarness, listener: Listener
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    guests = harness.telephony.guests
    guests.lifetime = 0.5
    guest = await guests.admit("95598", "web", "", browser=False)
    assert await is_there(asterisk, guest)
    assert guests.open == 1
    await asyncio.sleep(1)
    assert not await is_there(asterisk, guest)
    assert guests.open == 0
    with visitor(asterisk, guest) as caller:
        assert (await caller.dial())[0] in {401, 403}


async def test_what_an_earlier_process_left_is_forgotten_when_asterisk_is_reached(
    asterisk: Laboratory,
) -> None:
    earlier, later = asterisk.telephony(), asterisk.telephony()
    listener = Listener(earlier)
    listener.start()
    earlier.start()
    await listener.until(Connected)
    guest = await earlier.guests.admit("95598", "web", "", browser=False)
    await listener.close()
    await earlier.close()
    assert await is_there(asterisk, guest)
    later.start()
    async with asyncio.timeout(5):
        while await is_there(asterisk, guest):  # noqa: ASYNC110 another process
            await asyncio.sleep(0.1)
    await later.close()


@pytest.mark.parametrize(
    ("called", "caller", "name"),
    [
        ("95598,1)\nexten", "web", ""),
        ("${EXTEN}", "web", ""),
        ("95598", "web<1>", ""),
        ("95598", "web", 'a" <sip:1@b>'),
        ("95598", "web", "a\r\nb"),
        ("95598", "web", "电" * 40),
    ],
)
async def test_no_telephone_is_made_when_something_in_it_could_be_misread(
    harness: AsteriskHarness, called: str, caller: str, name: str
) -> None:
    with pytest.raises(InvalidError):
        await harness.telephony.guests.admit(called, caller, name)
    assert harness.telephony.guests.open == 0
