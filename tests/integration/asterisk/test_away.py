"""Calls while the application is away."""

import asyncio

import pytest

from switchroom.adapters.sipp import AwaitHangUp, Party
from switchroom.ports.telephony import Connected, Disconnected, LegArrived
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration


async def answered(party: Party) -> None:
    async with asyncio.timeout(10):
        while party.ledger().first("INVITE", 200) is None:  # noqa: ASYNC110 a file tells it
            await asyncio.sleep(0.05)


async def test_caller_is_held_and_handed_over_when_the_application_comes_back(
    harness: AsteriskHarness, listener: Listener
) -> None:
    await harness.caller(AwaitHangUp(), number="13700137000")
    await answered(harness.parties[0])
    harness.telephony.start()
    arrived = await listener.until(LegArrived)
    assert (arrived.caller, arrived.called) == ("13700137000", "95598")
    (leg,) = (await harness.telephony.snapshot()).legs
    assert leg.answered


async def test_call_goes_on_when_the_application_goes_and_comes_back(
    harness: AsteriskHarness, listener: Listener
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    await harness.caller(AwaitHangUp())
    leg = (await listener.until(LegArrived)).leg
    await harness.telephony.answer(leg)
    await harness.telephony.close()
    await listener.until(Disconnected)
    harness.telephony.start()
    await listener.until(Connected)
    (state,) = (await harness.telephony.snapshot()).legs
    assert state.arrived
    assert (state.leg, state.arrived.called, state.arrived.trunk) == (leg, "95598", "main")
    assert state.ours


async def test_caller_name_is_harmless_when_it_is_hostile(
    harness: AsteriskHarness, listener: Listener
) -> None:
    harness.telephony.start()
    await listener.until(Connected)
    name = "Robert;drop\u202etable " + "x" * 300
    await harness.caller(AwaitHangUp(), name=name)
    arrived = await listener.until(LegArrived)
    assert arrived.caller_name.startswith("Robert;droptable x")
    assert len(arrived.caller_name) <= 80
