"""Calls with several in them: consulted, transferred, conferred, dialled, lost, listened to."""

import asyncio
from typing import Any

import pytest
from tests.unit.channels.voice.centre import LISTEN, Centre, centre

from switchroom.adapters.sipp.steps import Answers, AwaitHangUp, NeverAnswers, Rejects
from switchroom.channels.voice.acts import StopPlayback
from switchroom.channels.voice.machine import react
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.interaction.commands import Target
from switchroom.domain.routing import events
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.unit

LI, LIU, WANG = "liqiang", "liuyang", "wangfang"
COLLEAGUE = Target(kind="agent", id=LIU)
OUTSIDE = "13900000001"


async def talking(c: Centre) -> str:
    """A customer talks with Li; Liu is signed in too, but not ready."""
    await c.ready(LI, "1002", LISTEN)
    leg = c.call("1", "1")
    await asyncio.sleep(8)
    await c.signed_in(LIU, "1004", LISTEN)
    return leg


async def ask(c: Centre, wish: Any, **more: Any) -> None:  # noqa: ANN401 any wish
    await c.bus.send(wish(interaction="call1", **more))
    await asyncio.sleep(3)


def with_whom(c: Centre, leg: str) -> set[str]:
    """The agents whom a leg hears."""
    parties = c.line().call.parties
    return {parties[other].agent for other in c.telephony.joined(leg) if other in parties}


def leg_of(c: Centre, agent: str) -> str:
    party = c.line().call.party_of(agent)
    assert party
    return party.leg


async def test_the_customer_hears_music_while_a_colleague_is_consulted() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        assert c.telephony.heard(customer)[-1].what == "music:default"
        assert with_whom(c, leg_of(c, LI)) == {LIU}


async def test_the_colleague_has_the_customer_when_the_transfer_is_completed() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        await ask(c, wishes.CompleteTransfer, agent=LI)
        assert with_whom(c, customer) == {LIU}
        assert [e.agent for e in c.of(happened.AgentConnected)] == [LI, LIU]
        assert [(e.agent, e.cause) for e in c.of(happened.SegmentEnded)] == [(LI, "transferred")]
        assert [e.agent for e in c.of(events.WrapUpStarted)] == [LI]
        c.telephony.hang_up(customer)
        await asyncio.sleep(1)
        assert len(c.of(happened.RecordingFinished)) == 2
        await c.nothing_left()


async def test_hanging_up_completes_the_transfer_when_the_consulted_one_is_there() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        c.telephony.hang_up(leg_of(c, LI))
        await asyncio.sleep(1)
        assert with_whom(c, customer) == {LIU}


async def test_customer_and_colleague_take_turns_when_the_agent_swaps() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        await ask(c, wishes.Swap, agent=LI)
        assert with_whom(c, customer) == {LI}
        assert c.telephony.heard(leg_of(c, LIU))[-1].what == "music:default"
        await ask(c, wishes.Swap, agent=LI)
        assert with_whom(c, leg_of(c, LI)) == {LIU}


async def test_a_held_colleague_has_the_customer_when_the_agent_hangs_up() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        await ask(c, wishes.Swap, agent=LI)
        await ask(c, wishes.HangUpInteraction, agent=LI)
        assert with_whom(c, customer) == {LIU}


async def test_keys_reach_the_consulted_number_and_prompts_everybody() -> None:
    async with centre() as c:
        customer = await talking(c)
        c.number(OUTSIDE, Answers(500, (AwaitHangUp(60_000),)))
        await ask(c, wishes.Consult, agent=LI, target=Target(kind="number", id=OUTSIDE))
        await ask(c, wishes.SendDigits, agent=LI, digits="12#")
        assert c.telephony.known("number-call1-1").digits == "12#"
        await ask(c, wishes.MergeConference, agent=LI)
        await ask(c, wishes.PlayPrompt, agent=LI, prompt="thanks")
        assert c.telephony.heard(customer)[-1].what == "thanks"


async def test_all_hear_each_other_when_the_consultation_becomes_a_conference() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        await ask(c, wishes.MergeConference, agent=LI)
        assert with_whom(c, customer) == {LI, LIU}
        await ask(c, wishes.HangUpInteraction, agent=LI)
        assert with_whom(c, customer) == {LIU}
        assert c.of(happened.SegmentEnded)[0].cause == "left"


async def test_the_customer_is_back_when_the_consulted_one_does_not_answer() -> None:
    async with centre() as c:
        customer = await talking(c)
        c.telephony.agent("1004", Rejects(500, "603 Decline"))
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        assert with_whom(c, customer) == {LI}
        assert [e.cause for e in c.of(happened.PartyFailed)] == ["rejected"]
        assert c.routing.state.agents[LIU].presence.state == "not-ready"


async def test_the_customer_is_back_when_the_consulted_one_hangs_up() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Consult, agent=LI, target=COLLEAGUE)
        c.telephony.hang_up(leg_of(c, LIU))
        await asyncio.sleep(1)
        assert with_whom(c, customer) == {LI}


async def test_a_busy_colleague_cannot_be_consulted() -> None:
    async with centre() as c:
        await talking(c)
        with pytest.raises(ConflictError):
            await ask(c, wishes.Consult, agent=LI, target=Target(kind="agent", id=LI))


async def test_the_customer_waits_at_the_head_when_nobody_takes_a_blind_transfer() -> None:
    async with centre() as c:
        customer = await talking(c)
        c.telephony.agent("1004", NeverAnswers())
        await ask(c, wishes.BlindTransfer, agent=LI, target=COLLEAGUE)
        assert c.telephony.heard(customer)[-1].what != "music:default"
        await asyncio.sleep(40)
        assert [e.cause for e in c.of(happened.TransferFailed)] == ["no-answer"]
        waiting = c.of(events.InteractionQueued)[-1].request
        assert (waiting.priority, waiting.queue) == (100, "fault-repair")
        assert len(c.telephony.joined(customer)) in {0, 1}


async def test_the_customer_waits_elsewhere_when_sent_to_another_queue() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.BlindTransfer, agent=LI, target=Target(kind="queue", id="general"))
        assert c.of(events.InteractionQueued)[-1].request.queue == "general"
        assert c.telephony.heard(customer)[-1].what == "music:default"
        c.telephony.hang_up(customer)
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_the_customer_stays_with_the_agent_when_sent_to_a_queue_that_is_not_there() -> None:
    async with centre() as c:
        customer = await talking(c)
        nowhere = Target(kind="queue", id="nowhere")
        with pytest.raises(InvalidError, match="which queue"):
            await ask(c, wishes.BlindTransfer, agent=LI, target=nowhere)
        assert len(c.telephony.joined(customer)) == 1
        assert not c.of(happened.TransferStarted)


async def test_the_customer_talks_with_a_number_outside_when_sent_there() -> None:
    async with centre() as c:
        customer = await talking(c)
        c.number(OUTSIDE, Answers(500, (AwaitHangUp(60_000),)))
        await ask(c, wishes.BlindTransfer, agent=LI, target=Target(kind="number", id=OUTSIDE))
        assert len(c.telephony.joined(customer)) == 1
        assert len(c.of(happened.CallTransferred)) == 1
        c.telephony.hang_up(customer)
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_the_flow_goes_on_when_the_agent_gives_the_customer_back() -> None:
    async with centre() as c:
        customer = await talking(c)
        given = {"account": "10023"}
        await ask(c, wishes.ReturnToFlow, agent=LI, variables=given)
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["returned-to-flow"]
        assert [(e.by, e.flow) for e in c.of(happened.FlowResumed)] == [(LI, "main")]
        flow = c.line().call.flow
        assert flow
        assert flow.outcome is None
        assert flow.variables["account"] == "10023"
        c.telephony.press(customer, "1")
        await asyncio.sleep(2)
        c.telephony.press(customer, "1")
        await asyncio.sleep(5)
        assert len(c.of(events.InteractionQueued)) == 2


async def test_a_number_is_called_when_the_agent_dials_it() -> None:
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        c.number(OUTSIDE, Answers(5_000, (AwaitHangUp(60_000),)))
        assert await c.bus.send(wishes.Dial(agent=LI, number=OUTSIDE)) == "call1"
        await asyncio.sleep(3)
        own = leg_of(c, LI)
        assert c.telephony.known(own).headers["X-Switchroom-Auto-Answer"] == "1"
        assert c.telephony.known(own).hears
        await asyncio.sleep(5)
        assert c.telephony.joined(own) == {"customer-call1"}
        assert [e.direction for e in c.of(happened.InteractionOpened)] == ["out"]
        c.telephony.hang_up(own)
        await asyncio.sleep(1)
        await c.nothing_left()


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [(Rejects(500, "486 Busy Here"), "busy"), (NeverAnswers(), "no-answer"), (None, "unreachable")],
)
async def test_the_desk_is_told_why_when_a_number_does_not_answer(
    behaviour: Any,  # noqa: ANN401 any behaviour
    cause: str,
) -> None:
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        c.number(OUTSIDE, behaviour)
        await c.bus.send(wishes.Dial(agent=LI, number=OUTSIDE))
        await asyncio.sleep(70)
        assert [e.cause for e in c.of(happened.PartyFailed)] == [cause]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["not-reached"]
        assert not c.of(events.WrapUpStarted)
        await c.nothing_left()


async def test_colleagues_talk_when_one_dials_the_other() -> None:
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        await c.signed_in(LIU, "1004", LISTEN)
        await c.bus.send(wishes.Dial(agent=LI, number="1004"))
        await asyncio.sleep(5)
        assert with_whom(c, leg_of(c, LI)) == {LIU}
        c.telephony.hang_up(leg_of(c, LIU))
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_a_colleague_is_rung_once_when_the_one_who_dialled_has_left_them_with_another() -> (
    None
):
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        await c.signed_in(LIU, "1004", Answers(8_000, (AwaitHangUp(60_000),)))
        c.number(OUTSIDE, LISTEN)
        await c.bus.send(wishes.Dial(agent=LI, number="1004"))
        await asyncio.sleep(2)
        await ask(c, wishes.AddParty, agent=LI, target=Target(kind="number", id=OUTSIDE))
        await ask(c, wishes.HangUpInteraction, agent=LI)
        await asyncio.sleep(5)
        assert len(c.telephony.joined(leg_of(c, LIU))) == 1
        rung = [one.agent for one in c.of(happened.PartyRung)]
        assert rung == [LI, LIU, ""]
        c.telephony.hang_up(leg_of(c, LIU))
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_a_supervisor_takes_the_agents_place_when_they_take_over() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.Monitor, supervisor=LIU, mode="listen")
        assert with_whom(c, customer) == {LI}
        await ask(c, wishes.TakeOver, supervisor=LIU)
        assert with_whom(c, customer) == {LIU}
        assert [(e.agent, e.cause) for e in c.of(happened.SegmentEnded)] == [(LI, "taken-over")]
        assert c.names(happened.MonitorStarted, happened.MonitorEnded) == [
            "MonitorStarted",
            "MonitorEnded",
        ]
        await ask(c, wishes.Release, supervisor=WANG)
        assert [(e.cause, e.by) for e in c.of(happened.InteractionEnded)] == [("released", WANG)]
        await c.nothing_left()


async def test_the_flow_goes_on_at_an_entry_when_the_agent_chose_it_and_nowhere_else() -> None:
    async with centre() as c:
        await talking(c)
        with pytest.raises(NotFoundError):
            await ask(c, wishes.ReturnToFlow, agent=LI, flow="main", node="traced")
        await ask(c, wishes.ReturnToFlow, agent=LI, flow="main", node="bills")
        assert [(e.flow, e.node) for e in c.of(happened.FlowResumed)] == [("main", "bills")]
        assert [e.node for e in c.of(happened.FlowStepped)].count("bills") == 1


async def test_the_agent_is_back_in_the_talk_when_the_page_was_only_reloaded() -> None:
    async with centre() as c:
        c.directory.browsers.add(LI)
        customer = await talking(c)
        await c.bus.send(wishes.AgentGone(agent=LI))
        await asyncio.sleep(1)
        assert c.telephony.heard(customer)[-1].what == "music:default"
        await asyncio.sleep(20)
        await c.bus.send(wishes.AgentBack(agent=LI))
        await asyncio.sleep(3)
        assert with_whom(c, customer) == {LI}
        assert len(c.of(happened.AgentReturned)) == 1
        c.telephony.hang_up(customer)
        await asyncio.sleep(1)
        assert len(c.of(happened.RecordingFinished)) == 2
        await c.nothing_left()


async def test_the_customer_goes_to_the_head_of_the_queue_when_the_agent_stays_away() -> None:
    async with centre() as c:
        c.directory.browsers.add(LI)
        customer = await talking(c)
        c.telephony.agent("1002", None)
        await c.bus.send(wishes.AgentGone(agent=LI))
        await asyncio.sleep(62)
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["agent-lost"]
        assert c.of(events.AgentNotReady)[-1].reason == "disconnected"
        assert not c.of(events.WrapUpStarted)
        assert c.of(events.InteractionQueued)[-1].request.priority == 100
        assert c.telephony.heard(customer)[-1].what == "music:default"


async def test_a_party_is_heard_by_nobody_when_muted() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.AddParty, agent=LI, target=COLLEAGUE)
        assert with_whom(c, customer) == {LI, LIU}
        await ask(c, wishes.MuteParty, agent=LI, party=leg_of(c, LIU), muted=True)
        assert [e.muted for e in c.of(happened.PartyMuted)] == [True]
        await ask(c, wishes.DropParty, agent=LI, party=leg_of(c, LIU))
        assert with_whom(c, customer) == {LI}


async def test_the_agents_number_is_told_no_longer_when_the_customer_leaves_the_talk() -> None:
    async with centre() as c:
        c.directory.announce = True
        await talking(c)
        call = c.line().call
        told = call.announcing
        assert told
        shown = [(e.name, e.value) for e in c.of(happened.FactLearned)]
        assert shown[-1] == ("announced", "1002")
        for wish in (wishes.HoldCustomer, wishes.ReturnToFlow):
            acts = react(call, wish(interaction="call1", agent=LI), c.directory, 0).acts
            assert StopPlayback(playback=told) in acts
        pressed = wishes.SendDigits(interaction="call1", agent=LI, digits="1")
        assert react(call, pressed, c.directory, 0).call.announcing == told


async def test_who_is_muted_is_not_said_to_speak_until_heard_again() -> None:
    async with centre() as c:
        await talking(c)
        await ask(c, wishes.AddParty, agent=LI, target=COLLEAGUE)
        party = leg_of(c, LIU)
        c.telephony.speak(party, 60_000)
        await asyncio.sleep(1)
        for muted in (True, False):
            await ask(c, wishes.MuteParty, agent=LI, party=party, muted=muted)
            await asyncio.sleep(1)
        told = [one.legs for one in c.of(happened.SpeakersChanged)]
        assert told == [(party,), (), (party,)]


async def test_who_leaves_a_conference_speaks_no_more() -> None:
    async with centre() as c:
        customer = await talking(c)
        await ask(c, wishes.AddParty, agent=LI, target=COLLEAGUE)
        party = leg_of(c, LIU)
        c.telephony.speak(party, 60_000)
        c.telephony.speak(customer, 60_000)
        await asyncio.sleep(1)
        assert c.of(happened.SpeakersChanged)[-1].legs == tuple(sorted([party, customer]))
        await ask(c, wishes.DropParty, agent=LI, party=party)
        await asyncio.sleep(1)
        assert c.of(happened.SpeakersChanged)[-1].legs == ()
