"""The harness itself, without the product: what a caller says comes back from an echo."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.hearing import RATE
from tests.acceptance.harness.ports import free_ports
from typing_extensions import override

from switchroom.adapters.sipp import AwaitHangUp, HangUp, Pause
from switchroom.testing.sound import tone_level

pytestmark = pytest.mark.acceptance


@pytest.fixture
async def echo(tmp_path: Path) -> AsyncIterator[str]:
    """SIPp as a party that answers and sends every sound back."""
    port = free_ports(6)
    process = await asyncio.create_subprocess_exec(
        *("sipp", "-sn", "uas", "-rtp_echo", "-nostdin", "-i", "127.0.0.1", "-p", str(port)),
        *("-mi", "127.0.0.1", "-mp", str(port + 2)),
        cwd=tmp_path,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    yield f"127.0.0.1:{port}"
    process.kill()
    await process.wait()


class Ringing(asyncio.DatagramProtocol):
    """A party that rings for ever."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if data.startswith(b"INVITE "):
            copied = (b"Via:", b"From:", b"To:", b"Call-ID:", b"CSeq:")
            kept = [line for line in data.split(b"\r\n") if line.startswith(copied)]
            answer = [b"SIP/2.0 180 Ringing", *kept, b"Content-Length: 0", b"", b""]
            self.transport.sendto(b"\r\n".join(answer), addr)


@pytest.fixture
async def ringing() -> AsyncIterator[str]:
    """The address of somebody who does not answer."""
    address = ("127.0.0.1", free_ports(2))
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(Ringing, local_addr=address)
    yield "{}:{}".format(*address)
    transport.close()


async def test_the_tone_sent_is_the_tone_heard_when_it_is_echoed(echo: str, tmp_path: Path) -> None:
    steps = says(tmp_path, 440), Pause(2000), HangUp()
    async with calling(echo, tmp_path / "caller", *steps) as caller:
        ledger = await caller.finish(20)
        sound = caller.heard()
    assert ledger.went_well
    middle = sound.between(0.5, 1.5)
    assert tone_level(middle, RATE, 440) == pytest.approx(0.3, abs=0.01)
    assert tone_level(middle, RATE, 660) < 0.01


async def test_the_ledger_agrees_with_the_sound_when_a_call_is_over(
    echo: str, tmp_path: Path
) -> None:
    steps = Pause(500), says(tmp_path, 440), Pause(1000), HangUp()
    async with calling(echo, tmp_path / "caller", *steps) as caller:
        await caller.finish(20)
        sound = caller.heard()
    assert caller.answered_at
    assert caller.ended_at
    assert sound.began - caller.answered_at == pytest.approx(500, abs=100)
    assert caller.ended_at - sound.began == pytest.approx(1000, abs=100)


async def test_nothing_is_heard_when_the_caller_is_silent(echo: str, tmp_path: Path) -> None:
    async with calling(echo, tmp_path / "caller", Pause(300), HangUp()) as caller:
        ledger = await caller.finish(20)
        assert ledger.went_well
        assert len(caller.heard().samples) == 0


async def test_the_caller_says_bye_when_the_test_ends_in_its_call(
    echo: str, tmp_path: Path
) -> None:
    steps = Pause(60_000), HangUp()
    async with calling(echo, tmp_path / "caller", *steps) as caller:
        await caller.gets(200)
    ledger = caller.party.ledger()
    bye = ledger.first("BYE")
    assert bye
    assert bye.sent


async def test_the_caller_cancels_when_the_test_ends_before_the_answer(
    ringing: str, tmp_path: Path
) -> None:
    async with calling(ringing, tmp_path / "caller", AwaitHangUp()) as caller:
        await caller.gets(180)
    assert caller.party.ledger().first("CANCEL")
