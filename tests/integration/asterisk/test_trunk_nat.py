"""What those behind the NAT, and those before it, are told of our address."""

from collections.abc import AsyncIterator

import pytest
from tests.integration.asterisk.trunk_wire import wire

from switchroom.adapters.asterisk.configuration import AsteriskConfiguration, Ports, Trunk
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.ports.telephony import Connected, LegArrived
from switchroom.runtime.clock import SystemClock
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.trunks_provider import Exchange

pytestmark = pytest.mark.integration

EXTERNAL, INSIDE, OUTSIDE = "203.0.113.7", "127.0.0.2", "127.0.0.3"


@pytest.fixture
async def exchange() -> AsyncIterator[Exchange]:
    root = find_root()
    assert root is not None
    instance = Instance(root, "trunk-nat")
    configuration = AsteriskConfiguration(
        ari_password="0123456789abcdef",
        ports=Ports(http=21005, sip=21006, rtp=(21300, 21389)),
        sip_address="127.0.0.1",
        external_address=EXTERNAL,
        local_networks=(f"{INSIDE}/32",),
        trunks=(Trunk(name="peers", host=OUTSIDE, matches=(INSIDE, OUTSIDE), qualify=0),),
    )
    process = AsteriskProcess(instance, configuration, SystemClock())
    await process.start()
    yield Exchange(process, configuration)
    await process.stop()
    instance.remove()


@pytest.mark.parametrize(("peer", "told"), [(OUTSIDE, EXTERNAL), (INSIDE, "127.0.0.1")])
async def test_peer_is_told_the_address_that_it_can_reach(
    exchange: Exchange, peer: str, told: str
) -> None:
    telephony = exchange.telephony()
    listener = Listener(telephony)
    listener.start()
    telephony.start()
    await listener.until(Connected)
    with wire(peer, exchange.address) as caller:
        call = await caller.invite("95598")
        leg = (await listener.until(LegArrived)).leg
        await telephony.answer(leg)
        status, text = await caller.answer(call)
        await telephony.end(leg)
    assert status == 200
    assert f"Contact: <sip:{told}:21006>" in text
    assert f"c=IN IP4 {told}\r\n" in text
    await listener.close()
    await telephony.close()
