"""Calls from and to a provider at whom we have an account."""

import asyncio
from collections.abc import AsyncIterator
from typing import Literal

import numpy as np
import pytest
from tests.integration.asterisk.trunk_wire import wire

from switchroom.adapters.asterisk.configuration import Trunk
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.adapters.asterisk.trunks import AsteriskTrunks
from switchroom.ports.telephony import (
    Connected,
    LegAnswered,
    LegArrived,
    LegEnded,
    PlaybackEnded,
    RecordingEnded,
    RingPlan,
)
from switchroom.testing.sound import read, strongest_tone
from switchroom.testing.telephony_asterisk import write_tone
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.trunks_contract import wait_until
from switchroom.testing.trunks_provider import ACCOUNT, Exchange, Lines

pytestmark = pytest.mark.integration

OURS, THEIRS = 440.0, 1000.0


class Side:
    """A telephony with one who listens to it."""

    def __init__(self, exchange: Exchange) -> None:
        self.instance = exchange.process.instance
        self.telephony: AsteriskTelephony = exchange.telephony()
        self.listener = Listener(self.telephony)

    async def open(self) -> None:
        self.listener.start()
        self.telephony.start()
        await self.listener.until(Connected)

    async def close(self) -> None:
        for leg in (await self.telephony.snapshot()).legs:
            await self.telephony.end(leg.leg)
        await self.listener.close()
        await self.telephony.close()

    async def play(self, leg: str, hertz: float) -> None:
        path = self.instance.media / f"tone-{hertz:.0f}"
        write_tone(path.with_suffix(".wav"), 1500, hertz)
        await self.telephony.play(leg, f"playback-{hertz:.0f}-{leg}", [str(path)])


@pytest.fixture
async def ours(sides: Lines) -> AsyncIterator[Side]:
    side = Side(sides.ours)
    await side.open()
    yield side
    await side.close()


@pytest.fixture
async def provider(sides: Lines) -> AsyncIterator[Side]:
    side = Side(sides.provider)
    await side.open()
    yield side
    await side.close()


@pytest.fixture(params=["udp", "tcp"])
async def trunk(sides: Lines, request: pytest.FixtureRequest) -> str:
    transport: Literal["udp", "tcp"] = request.param
    await register(sides, transport)
    return "line"


async def register(sides: Lines, transport: Literal["udp", "tcp"] = "udp") -> None:
    await sides.ours.use_trunks(sides.account("line", transport=transport))
    instance = sides.ours.process.instance
    trunks = AsteriskTrunks(instance, lambda: sides.ours.configuration.trunks)
    await wait_until(trunks, "line", "ready")


def plan(leg: str, endpoint: str, recording: str | None = None) -> RingPlan:
    return RingPlan(
        leg=leg,
        endpoint=endpoint,
        caller="13912345678",
        caller_name="",
        timeout=5000,
        recording=recording,
    )


async def test_call_to_the_registered_contact_arrives_on_its_trunk(
    ours: Side, provider: Side, trunk: str
) -> None:
    await provider.telephony.ring(plan("in", ACCOUNT.replace("-", ":")))
    arrived = await ours.listener.until(LegArrived)
    assert (arrived.trunk, arrived.caller, arrived.called) == (trunk, "13912345678", ACCOUNT)
    await ours.telephony.answer(arrived.leg)
    await provider.listener.until(LegAnswered)


@pytest.mark.parametrize(
    ("user", "to", "called_party", "called"),
    [
        ("95598", "", "", "95598"),
        (ACCOUNT, "<sip:95598@provider.example>", "", "95598"),
        (
            ACCOUNT,
            '"Power: help@home" <sip:+862195598@provider.example;user=phone>',
            "",
            "+862195598",
        ),
        (ACCOUNT, "", "<sip:95597@provider.example>", "95597"),
        (ACCOUNT, "<sip:95598@provider.example>", "<sip:95597@provider.example>", "95597"),
        (
            ACCOUNT,
            "<sip:95598@provider.example>",
            "<tel:+8621-95597;phone-context=cn>",
            "+862195597",
        ),
        (ACCOUNT, "<sip:95598@provider.example>", "garbage", "95598"),
        (ACCOUNT, "<sip:955%2298@provider.example>", "", "95598"),
        ("95599", "<sip:95598@provider.example>", "<sip:95597@provider.example>", "95599"),
    ],
)
async def test_called_number_is_found_where_the_provider_puts_it(
    sides: Lines, ours: Side, user: str, to: str, called_party: str, called: str
) -> None:
    await register(sides)
    with wire("127.0.0.1", sides.ours.address) as caller:
        await caller.invite(user, to=to, called_party=called_party)
        assert (await ours.listener.until(LegArrived)).called == called


async def test_tone_sent_is_tone_heard_when_we_call_out(
    ours: Side, provider: Side, trunk: str
) -> None:
    await ours.telephony.ring(plan("out", f"trunk:{trunk}/13800138000", recording="talk"))
    arrived = await provider.listener.until(LegArrived)
    assert (arrived.caller, arrived.called) == (ACCOUNT, "13800138000")
    await provider.telephony.answer(arrived.leg)
    await ours.listener.until(LegAnswered, leg="out")
    await provider.telephony.record_message(arrived.leg, "heard", 1000, 5000, beep=False)
    await ours.play("out", OURS)
    await provider.listener.until(RecordingEnded)
    await provider.play(arrived.leg, THEIRS)
    await provider.listener.until(PlaybackEnded)
    await ours.telephony.end("out")
    await ours.listener.until(LegEnded, leg="out")
    await asyncio.sleep(0.3)
    heard, rate = read(provider.instance.messages / "heard.wav")
    assert strongest_tone(heard[rate // 2 :, 0], rate) == pytest.approx(OURS, abs=5)
    raw = (ours.instance.conversations / "talk.raw").read_bytes()
    said = np.frombuffer(raw, "<i2").reshape(-1, 2)[:, 0].astype(np.float32)
    assert strongest_tone(said, 8000) == pytest.approx(THEIRS, abs=5)


@pytest.mark.parametrize(("caller_id", "shown"), [("", "13912345678"), ("02195598", "02195598")])
async def test_our_number_is_shown_when_the_trunk_has_one(
    sides: Lines, ours: Side, caller_id: str, shown: str
) -> None:
    with wire("127.0.0.1", sides.ours.address) as provider:
        host = ":".join(map(str, provider.socket.getsockname()))
        await sides.ours.use_trunks(Trunk(name="line", host=host, caller_id=caller_id, qualify=0))
        await ours.telephony.ring(plan("out", "trunk:line/13800138000"))
        invitation = await provider.request("INVITE")
    assert f"From: <sip:{shown}@" in invitation
    assert "P-Asserted-Identity: <sip:13912345678@" in invitation
