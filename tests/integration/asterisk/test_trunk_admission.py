"""Who is let in, and how many."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.integration.asterisk.trunk_wire import wire

from switchroom.adapters.asterisk.configuration import Trunk
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.ports.telephony import Connected, LegArrived, LegEnded
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.trunks_provider import Exchange, Lines

pytestmark = pytest.mark.integration

KNOWN, STRANGER = "127.0.0.3", "127.0.0.4"
TRUNK = Trunk(name="known", host=KNOWN, matches=(KNOWN,), qualify=0)


@asynccontextmanager
async def listening(exchange: Exchange) -> AsyncIterator[tuple[AsteriskTelephony, Listener]]:
    telephony = exchange.telephony()
    listener = Listener(telephony)
    listener.start()
    telephony.start()
    await listener.until(Connected)
    yield telephony, listener
    for leg in (await telephony.snapshot()).legs:
        await telephony.end(leg.leg)
    await listener.close()
    await telephony.close()


async def test_call_is_refused_when_its_address_is_no_trunks(sides: Lines) -> None:
    await sides.ours.use_trunks(TRUNK)
    async with listening(sides.ours) as (_, listener):
        with wire(STRANGER, sides.ours.address) as stranger:
            status, _ = await stranger.answer(await stranger.invite("95598"))
        assert status in {401, 403}
        assert not await listener.settle()
        with wire(KNOWN, sides.ours.address) as known:
            await known.invite("95598")
            assert (await listener.until(LegArrived)).trunk == "known"


async def test_call_is_refused_when_there_are_as_many_as_may_be_and_those_go_on(
    sides: Lines,
) -> None:
    usual = sides.ours.configuration
    await sides.ours.use(replace(usual, trunks=(TRUNK,), max_calls=2))
    async with listening(sides.ours) as (telephony, listener):
        with wire(KNOWN, sides.ours.address) as caller:
            for number in ("95596", "95597"):
                call = await caller.invite(number)
                leg = (await listener.until(LegArrived)).leg
                await telephony.answer(leg)
                assert (await caller.answer(call))[0] == 200
            assert (await caller.answer(await caller.invite("95598")))[0] == 503
            legs = (await telephony.snapshot()).legs
            came = [leg.arrived.called for leg in legs if leg.arrived and leg.answered]
            assert sorted(came) == ["95596", "95597"]
            await telephony.end(legs[0].leg)
            await listener.until(LegEnded)
            await caller.invite("95599")
            assert (await listener.until(LegArrived)).called == "95599"
    await sides.ours.use(usual)
