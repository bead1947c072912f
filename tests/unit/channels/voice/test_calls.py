"""Whole calls through menu, queue and agent, in virtual time, with the demonstration pack."""

import asyncio

import pytest
from tests.unit.channels.voice.centre import LISTEN, TALK, centre

from switchroom.adapters.sipp.steps import NeverAnswers, Rejects
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import commands, events
from switchroom.kernel.errors import ConflictError

pytestmark = pytest.mark.unit


async def test_a_call_goes_through_menu_and_queue_to_an_agent_when_keys_are_pressed() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        assert len(c.telephony.joined(leg)) == 1
        assert c.names(happened.InteractionOpened, events.InteractionAssigned) == [
            "InteractionOpened",
            "InteractionAssigned",
        ]
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-hung-up"]
        assert len(c.of(happened.RecordingFinished)) == 1
        await c.nothing_left()
        assert c.routing.state.agents["liqiang"].presence.state == "wrap-up"


async def test_the_agent_ends_the_call_when_their_telephone_hangs_up() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", TALK)
        c.call("1", "1")
        await asyncio.sleep(60)
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["agent-hung-up"]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["agent-hung-up"]
        await c.nothing_left()


async def test_music_plays_after_the_announcement_when_nobody_is_free() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(30)
        assert c.telephony.heard(leg)[-1].what == "music:default"


async def test_the_offer_goes_back_to_the_queue_when_the_agent_rejects() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", Rejects(500))
        await c.ready("liuyang", "1004", LISTEN)
        c.call("1", "1")
        await asyncio.sleep(15)
        assert [e.cause for e in c.of(events.OfferEnded)] == ["rejected"]
        assert [e.agent for e in c.of(events.InteractionAssigned)] == ["liuyang"]


async def test_an_agent_is_paused_when_the_telephone_rang_in_vain_twice() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", NeverAnswers())
        c.call("1", "1")
        await asyncio.sleep(70)
        assert [e.cause for e in c.of(events.OfferEnded)] == ["no-answer", "no-answer"]
        assert [e.reason for e in c.of(events.AgentNotReady)] == ["missed"]


async def test_an_unregistered_telephone_does_not_count_as_missed_when_it_cannot_ring() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", None)
        c.call("1", "1")
        await asyncio.sleep(20)
        assert {e.cause for e in c.of(events.OfferEnded)} == {"unreachable"}
        assert {e.reason for e in c.of(events.AgentNotReady)} == {"unreachable"}


async def test_the_agent_is_free_again_when_the_customer_leaves_while_it_rings() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", NeverAnswers())
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-left-queue"]
        assert [e.cause for e in c.of(events.OfferEnded)] == ["withdrawn"]
        assert c.routing.state.agents["liqiang"].presence.state == "ready"
        await c.nothing_left()


async def test_a_message_is_kept_when_the_centre_is_closed() -> None:
    async with centre() as c:
        leg = c.call("1", called="95599")
        await asyncio.sleep(7)
        c.telephony.speak(leg, 5_000)
        await asyncio.sleep(5)
        c.telephony.press(leg, "#")
        await asyncio.sleep(10)
        assert len(c.of(happened.RecordingFinished)) == 1
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["voicemail"]
        await c.nothing_left()


async def test_a_message_is_kept_when_the_customer_just_hangs_up() -> None:
    async with centre() as c:
        leg = c.call("1", called="95599")
        await asyncio.sleep(7)
        c.telephony.speak(leg, 5_000)
        await asyncio.sleep(5)
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert len(c.of(happened.RecordingFinished)) == 1
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["voicemail"]
        await c.nothing_left()


async def test_a_key_leaves_the_queue_when_its_node_has_an_exit_for_it() -> None:
    async with centre() as c:
        leg = c.call("1", "0")
        await asyncio.sleep(10)
        c.telephony.press(leg, "1")
        await asyncio.sleep(5)
        assert [e.cause for e in c.of(events.InteractionWithdrawn)] == ["key:1"]
        assert not c.routing.state.entries
        assert "leave-message" in {e.flow for e in c.of(happened.FlowStepped)}


async def test_the_customer_hears_music_when_the_agent_holds_and_speech_when_resumed() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        await c.bus.send(wishes.HoldCustomer(interaction="call1", agent="liqiang"))
        await asyncio.sleep(1)
        assert not c.telephony.joined(leg)
        assert c.telephony.heard(leg)[-1].what == "music:default"
        await c.bus.send(wishes.ResumeCustomer(interaction="call1", agent="liqiang"))
        await asyncio.sleep(1)
        assert c.telephony.joined(leg)
        assert c.names(happened.CustomerHeld, happened.CustomerResumed) == [
            "CustomerHeld",
            "CustomerResumed",
        ]


async def test_another_agent_is_refused_when_they_touch_the_call() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        c.call("1", "1")
        await asyncio.sleep(8)
        with pytest.raises(ConflictError):
            await c.bus.send(wishes.HoldCustomer(interaction="call1", agent="liuyang"))


async def test_a_number_that_is_not_in_service_is_refused_with_its_cause() -> None:
    async with centre() as c:
        c.call(called="12345")
        await asyncio.sleep(1)
        ended = c.of(happened.InteractionEnded)
        assert [(e.cause, e.code) for e in ended] == [("refused", 1)]
        await c.nothing_left()


async def test_a_call_is_closed_as_lost_when_the_engine_forgot_it() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        c.telephony.cut()
        c.telephony.hang_up(leg)
        c.telephony.mend()
        await asyncio.sleep(1)
        assert len(c.of(happened.InteractionEnded)) == 1
        await c.nothing_left()


async def test_the_routing_lets_go_when_it_was_never_told_that_a_call_is_over() -> None:
    async with centre() as c:
        await c.routing.decide(commands.Enqueue(interaction="ghost", queue="fault-repair"))
        await c.ready("liqiang", "1002", None)
        await c.routing.decide(commands.AcceptOffer(offer=next(iter(c.routing.state.offers))))
        await c.routing.decide(commands.Enqueue(interaction="spectre", queue="general"))
        c.telephony.cut()
        c.telephony.mend()
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_ten_callers_are_served_in_their_order_when_there_are_two_agents() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", TALK)
        await c.ready("liuyang", "1004", TALK)
        for _ in range(10):
            c.call("1", "1")
            await asyncio.sleep(0.5)
        await asyncio.sleep(600)
        served = [e.interaction for e in c.of(events.InteractionAssigned)]
        assert served == [f"call{n}" for n in range(1, len(served) + 1)]
        assert len(c.of(happened.InteractionEnded)) == 10
        await c.nothing_left()
