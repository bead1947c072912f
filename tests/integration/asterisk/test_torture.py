"""Good calls while bad SIP rains in: RFC 4475's messages, and broken ones of our own."""

from itertools import islice

import pytest
from tests.integration.asterisk.trunk_wire import wire
from tests.integration.hostile.sip_messages import mutations, torture
from tests.integration.hostile.talk import rain_upon_talk

from switchroom.adapters.asterisk.translation import LONGEST_NAME, LONGEST_NUMBER
from switchroom.ports.telephony import Connected, LegArrived
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


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("'; DROP TABLE interactions; --", "'; DROP TABLE interactions; --"),
        ("${SHELL(touch /tmp/x)}", "${SHELL(touch /tmp/x)}"),
        ("\u202e王\u0007丽\u200b", "王丽"),
        ("A" * 10_000, "A" * 79),
    ],
)
async def test_a_callers_name_arrives_as_harmless_text_when_it_is_hostile(
    room: Room, name: str, shown: str
) -> None:
    server = f"127.0.0.1:{room.harness.laboratory.ports.asterisk.sip}"
    with wire("127.0.0.1", server) as caller:
        await caller.invite("95598", name=name)
        arrived = await room.listener.until(LegArrived)
    assert arrived.caller_name == shown
    assert len(arrived.caller_name) <= LONGEST_NAME
    assert len(arrived.caller) <= LONGEST_NUMBER
