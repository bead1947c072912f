"""A conference of as many as there may be: who is in it, who speaks, and who hears whom."""

import asyncio
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.acceptance.harness.acts import (
    TO_FAULTS,
    act,
    assert_freed_at_once,
    led_by,
    party,
)
from tests.acceptance.harness.emptiness import silenced
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.records import Row, journal_with
from tests.acceptance.harness.room import TONES, Room
from tests.acceptance.harness.speakers import CUSTOMER, Speakers, told_speakers

from switchroom.adapters.sipp import Answers, AwaitCue, AwaitHangUp, Play, tone
from switchroom.channels.voice.conferring import MOST
from switchroom.testing.telephony_tones import RATE, is_heard

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
SPEAKER = "+8613700000001"
CROWD = MOST - 3
"""Silent ones: all but the customer, the agent and the one who speaks."""

DROPPED = 3
FULL = "There are 32 in this call already."
MOST_OF_IT = 0.95
"""A busy machine may come late with a packet."""

PACKET = 160
"""Samples of 20 ms."""


@dataclass(frozen=True, slots=True)
class Conference:
    """One that an agent leads, and what is seen of it."""

    room: Room
    call: str
    lead: Person
    desk: Speakers
    watcher: Person

    async def add(self, number: str) -> None:
        """Ring somebody outside."""
        await act(self.lead, self.call, "parties", target={"kind": "number", "id": number})

    async def has(self, parties: int) -> list[Row]:
        """Wait until so many are in it beside the customer, all of whom have answered."""
        async with asyncio.timeout(20):
            while True:
                row = await self.watcher.see(f"/api/interactions/{self.call}")
                if len(row["parties"]) == parties and all_in(row):
                    return list(row["parties"])
                await asyncio.sleep(0.1)

    async def mute(self, leg: str, *, muted: bool) -> None:
        """Let nobody hear somebody, or everybody again."""
        await act(self.lead, self.call, f"parties/{leg}/mute", muted=muted)

    async def hearing(self, seconds: float = 1.0) -> tuple[int, float]:
        """How many of the crowd are sent sound, and how much of it all is the speaker's voice."""
        sound = await self.room.sound("crowd", seconds)
        packets: list[NDArray[np.float32]] = np.split(sound, range(PACKET, len(sound), PACKET))
        voiced = [one for one in packets if is_heard(one, TONES["outside"])]
        return round(len(packets) * PACKET / (RATE * seconds)), len(voiced) / len(packets)


def all_in(row: Row) -> bool:
    """Nobody is being rung any more."""
    return all(one["state"] == "in" for one in row["parties"])


async def test_thirty_two_confer_when_an_agent_adds_drops_and_mutes(room: Room) -> None:
    number = "13900000025"
    steps = (*TO_FAULTS, AwaitCue(), room.voice("customer"), LONGEST)
    silence = Play(tone(room.folder / "silence.alaw", 1_000, level=0))
    async with (
        room.agent("liqiang", Answers(200, (silence, LONGEST))) as li,
        told_speakers(room.product, li) as desk,
        room.outside(),
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        conference = Conference(room, call, li, desk, watcher)
        await conference.add(SPEAKER)
        await room.hear(customer="outside", liqiang="outside", outside="")
        await desk.become(SPEAKER)
        async with room.outside(Answers(0, (LONGEST,)), line="crowd", calls=CROWD) as crowd:
            await fill(conference)
            speaker = await party(watcher, call, number=SPEAKER)
            await conference.mute(speaker["leg"], muted=True)
            await room.hear(customer="", liqiang="", outside="")
            assert (await conference.hearing())[1] == 0
            await desk.become()
            customer.cue()
            await room.hear(customer="", liqiang="customer", outside="customer")
            await desk.become(CUSTOMER)
            await conference.mute(speaker["leg"], muted=False)
            await room.hear(customer="outside", liqiang="customer outside", outside="customer")
            await desk.become(CUSTOMER, SPEAKER)
            await drop_some(conference)
            await act(li, call, "hang-up")
            await room.hear(customer="outside", outside="customer", liqiang="")
            await customer.leave()
            assert (await crowd.finish(10)).went_well
        assert_freed_at_once(await journal_with(watcher, call, "InteractionEnded"))
        assert await conference.has(0) == []
        await silenced(room.product)


async def fill(conference: Conference) -> None:
    """Add as many as there may be, and one too many."""
    for one in range(CROWD):
        await conference.add(f"+86137000001{one:02}")
    parties = await conference.has(MOST - 1)
    assert len({one["number"] for one in parties}) == conference.desk.parties == MOST - 1
    too_many = {"kind": "number", "id": "+8613700000200"}
    where = f"/api/interactions/{conference.call}/parties"
    assert await conference.lead.told(where, target=too_many) == FULL
    await conference.room.hear(customer="outside", liqiang="outside", outside="")
    hearers, voiced = await conference.hearing()
    assert (hearers, voiced > MOST_OF_IT) == (CROWD, True), f"{hearers} hear {voiced:.0%}"
    await conference.desk.stay(SPEAKER)


async def drop_some(conference: Conference) -> None:
    """Take some of the crowd out; the rest stay."""
    numbers = {f"+86137000001{one:02}" for one in range(DROPPED)}
    for one in await conference.has(MOST - 1):
        if one["number"] in numbers:
            await conference.lead.remove(
                f"/api/interactions/{conference.call}/parties/{one['leg']}"
            )
    parties = await conference.has(MOST - 1 - DROPPED)
    assert not numbers & {one["number"] for one in parties}
    await conference.room.hear(customer="outside", liqiang="customer outside", outside="customer")
    assert (await conference.hearing())[0] == CROWD - DROPPED
