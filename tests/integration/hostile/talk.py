"""A good talk, listened to on both sides while bad SIP rains in."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from tests.integration.hostile.sip_flood import flood

from switchroom.testing.telephony_tones import Room

CUSTOMER, AGENT, NEXT = 700.0, 850.0, 1000.0


@dataclass(frozen=True, slots=True)
class Rain:
    """What came of it: messages sent, how often the talk was listened to, and heard as it must."""

    sent: int
    looks: int
    heard: int
    next_heard: bool


async def rain_upon_talk(room: Room, messages: Iterable[bytes]) -> Rain:
    """Send the messages while two people talk; afterwards another caller joins them."""
    telephony = room.harness.telephony
    customer, agent = await room.customer(CUSTOMER), await room.agent("1001", AGENT)
    await telephony.join("talk", [customer, agent])
    server = ("127.0.0.1", room.harness.laboratory.ports.asterisk.sip)
    raining = asyncio.gather(flood(server, messages))
    await asyncio.sleep(0.2)
    looks: list[bool] = []
    while not (raining.done() and looks):
        heard = await room.heard(CUSTOMER, AGENT)
        looks.append(heard == {customer: {AGENT}, agent: {CUSTOMER}})
        await _end_all_but(room, {customer, agent})
    following = await room.customer(NEXT)
    await telephony.join("talk", [following])
    everybody = await room.heard(CUSTOMER, AGENT, NEXT)
    all_heard = everybody == {
        customer: {AGENT, NEXT},
        agent: {CUSTOMER, NEXT},
        following: {CUSTOMER, AGENT},
    }
    return Rain((await raining)[0], len(looks), sum(looks), all_heard)


async def _end_all_but(room: Room, good: set[str]) -> None:
    """End what came of the bad ones, as the application ends calls that it has no use for."""
    telephony = room.harness.telephony
    for leg in {leg.leg for leg in (await telephony.snapshot()).legs} - good:
        await telephony.end(leg)
    await room.listener.settle(0.1)
