"""Good calls while bad SIP rains in: RFC 4475's messages, and broken ones of our own."""

from itertools import islice

import pytest
from tests.integration.hostile.sip_messages import mutations, torture
from tests.integration.hostile.talk import rain_upon_talk

from switchroom.ports.telephony import Connected
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.telephony_tones import Room

pytestmark = pytest.mark.integration

MUTATED = 500


@pytest.fixture
async def room(harness: AsteriskHarness, listener: Listener) -> Room:
    harness.telephony.start()
    await listener.until(Connected)
    return Room(harness, listener)


@pytest.mark.parametrize(
    "messages",
    [list(torture().values()), list(islice(mutations(1), MUTATED))],
    ids=["torture", "mutated"],
)
async def test_a_talk_goes_on_and_another_joins_it_when_bad_messages_rain(
    room: Room, messages: list[bytes]
) -> None:
    rain = await rain_upon_talk(room, messages)
    assert rain.sent == len(messages)
    assert rain.heard == rain.looks
    assert rain.next_heard
