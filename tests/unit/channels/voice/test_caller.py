"""What a caller is told while waiting, asked after the talk, and how a callback keeps the place."""

import asyncio

import pytest
from tests.unit.channels.voice.centre import LISTEN, Centre, centre

from switchroom.adapters.sipp.steps import Answers, HangUp, NeverAnswers, Pause, Rejects
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import events
from switchroom.domain.speaking.catalogue import announcement
from switchroom.kernel.errors import ConflictError

pytestmark = pytest.mark.unit

LI = "liqiang"
CALLER = "13800138000"
TALK = Answers(1_000, (Pause(5_000), HangUp()))
NEXT = announcement("next-in-line", "zh")
KEYS = "如需留言，请按 1。如需我们按顺序给您回电，请按 2。"


def said(c: Centre, leg: str) -> list[str]:
    return [sound.what for sound in c.telephony.heard(leg)]


async def test_who_waits_is_told_the_place_and_the_keys_when_the_announcement_is_over() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(20)
        heard = said(c, leg)
        assert heard[heard.index(NEXT) + 1] == KEYS
        assert heard[-1] == "music:default"


async def test_the_place_is_told_again_when_the_music_has_played_for_a_while() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(100)
        assert said(c, leg).count(NEXT) == 3


async def test_the_second_in_line_is_told_who_is_ahead_when_somebody_waits_already() -> None:
    async with centre() as c:
        c.call("1", "1")
        await asyncio.sleep(10)
        second = c.telephony.call("13900000000", "95598")
        for wait, key in ((1, "1"), (2, "1")):
            await asyncio.sleep(wait)
            c.press(second, key)
        await asyncio.sleep(20)
        heard = said(c, second)
        place = heard.index(announcement("place", "zh"))
        assert heard[place : place + 4] == [
            *(announcement("place", "zh"), "2"),
            *(announcement("position", "zh"), "1"),
        ]


async def test_the_customer_is_asked_to_rate_when_the_agent_hangs_up_first() -> None:
    async with centre() as c:
        c.directory.surveys = True
        await c.ready(LI, "1002", TALK)
        leg = c.call("1", "1")
        await asyncio.sleep(16)
        c.press(leg, "2")
        await asyncio.sleep(10)
        assert [(e.question, e.value, e.agent) for e in c.of(happened.Rated)] == [
            ("service", 4, LI)
        ]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["agent-hung-up"]
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["agent-hung-up"]
        await c.nothing_left()


async def test_the_call_ended_as_for_the_agent_when_the_customer_does_not_rate() -> None:
    async with centre() as c:
        c.directory.surveys = True
        await c.ready(LI, "1002", TALK)
        leg = c.call("1", "1")
        await asyncio.sleep(16)
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["agent-hung-up"]
        assert not c.of(happened.Rated)
        await c.nothing_left()


async def test_nobody_is_asked_when_the_queue_names_no_questions() -> None:
    async with centre() as c:
        await c.ready(LI, "1002", TALK)
        c.call("1", "1")
        await asyncio.sleep(20)
        assert [e.flow for e in c.of(happened.FlowStarted)] == ["main"]
        await c.nothing_left()


async def test_the_agent_leaves_the_customer_with_the_questions_when_they_ask_for_it() -> None:
    async with centre() as c:
        await c.ready(LI, "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(10)
        rate = wishes.RequestRating(interaction="call1", agent=LI)
        with pytest.raises(ConflictError, match="no questions"):
            await c.bus.send(rate)
        c.directory.surveys = True
        await c.bus.send(rate)
        await asyncio.sleep(1)
        c.press(leg, "1")
        await asyncio.sleep(10)
        assert [e.value for e in c.of(happened.Rated)] == [5]
        await c.nothing_left()


async def ask_for_a_callback(c: Centre) -> None:
    """A caller waits, keeps the place for the number they call from, and hangs up in the end."""
    c.call("1", "1", "2", "1")
    await asyncio.sleep(30)


async def test_the_place_is_kept_when_the_caller_asks_to_be_rung_back() -> None:
    async with centre() as c:
        await ask_for_a_callback(c)
        [asked] = c.of(happened.CallbackRequested)
        assert (asked.number, asked.queue) == (CALLER, "fault-repair")
        first, again = (e.request for e in c.of(events.InteractionQueued))
        assert again.entered == first.entered
        assert again.stays
        assert not c.of(happened.InteractionEnded)
        c.call("1", "1")
        await asyncio.sleep(10)
        assert [r.interaction for r in c.view.waiting("fault-repair")] == ["call1", "call2"]


async def test_agent_and_customer_talk_when_the_customer_is_rung_back() -> None:
    async with centre() as c:
        await ask_for_a_callback(c)
        c.number(CALLER, Answers(3_000, (Pause(5_000), HangUp())))
        await c.ready(LI, "1002", LISTEN)
        await asyncio.sleep(4)
        party = c.line().call.party_of(LI)
        assert party
        assert c.telephony.heard(party.leg)[-1].what.startswith("ring")
        await asyncio.sleep(20)
        assert [e.attempt for e in c.of(happened.CallbackTried)] == [1]
        assert [e.agent for e in c.of(happened.AgentConnected)] == [LI]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-hung-up"]
        assert len(c.of(happened.RecordingFinished)) == 1
        await c.nothing_left()


async def test_the_customer_is_rung_again_and_given_up_when_they_do_not_answer() -> None:
    async with centre() as c:
        await ask_for_a_callback(c)
        c.number(CALLER, Rejects())
        await c.ready(LI, "1002", LISTEN)
        await asyncio.sleep(30)
        assert [(e.attempt, e.again) for e in c.of(happened.CallbackFailed)] == [(1, True)]
        assert not c.of(events.WrapUpStarted)
        await asyncio.sleep(120)
        assert [(e.attempt, e.again) for e in c.of(happened.CallbackFailed)] == [
            (1, True),
            (2, False),
        ]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["not-reached"]
        assert not c.of(happened.AgentConnected)
        await c.nothing_left()


async def test_the_try_is_over_when_the_agent_leaves_before_the_customer_answers() -> None:
    async with centre() as c:
        await ask_for_a_callback(c)
        c.number(CALLER, NeverAnswers())
        await c.ready(LI, "1002", Answers(1_000, (Pause(5_000), HangUp())))
        await asyncio.sleep(20)
        assert [e.again for e in c.of(happened.CallbackFailed)] == [True]
        assert not c.of(happened.InteractionEnded)


async def test_the_caller_waits_on_at_the_same_place_when_they_decline() -> None:
    async with centre() as c:
        c.call("1", "1", "2", "*")
        await asyncio.sleep(30)
        first, again = (e.request for e in c.of(events.InteractionQueued))
        assert again.entered == first.entered
        assert not again.stays
        assert not c.of(happened.CallbackRequested)


async def test_one_of_us_is_not_rung_back_when_their_number_was_entered() -> None:
    async with centre() as c:
        c.call("1", "1", "2", "2", *"1004#", "1")
        await asyncio.sleep(60)
        assert not c.of(happened.CallbackRequested)
        assert c.of(events.InteractionQueued)
