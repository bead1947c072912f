"""What a call does when we were away: after a restart of ours, or a cut line to the engine."""

import asyncio

import pytest
from msgspec import json
from sqlalchemy import insert
from tests.unit.channels.voice.centre import LISTEN, Centre, centre

from switchroom.adapters.sipp.steps import NeverAnswers, Rejects
from switchroom.channels.voice import tables
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import commands, events

pytestmark = pytest.mark.unit


async def restart(c: Centre, *, away: float = 5) -> None:
    """Our process dies, and another takes up what it finds."""
    await c.voice.close()
    await asyncio.sleep(away)
    await c.voice_again()


async def test_the_menu_is_heard_again_when_its_end_was_missed() -> None:
    async with centre() as c:
        leg = c.call()
        await asyncio.sleep(0.5)
        heard = len(c.telephony.heard(leg))
        await restart(c, away=60)
        assert len(c.telephony.heard(leg)) > heard
        c.telephony.press(leg, "1")
        await asyncio.sleep(2)
        c.telephony.press(leg, "1")
        await asyncio.sleep(5)
        assert len(c.of(events.InteractionQueued)) == 1


async def test_a_caller_is_taken_in_when_we_died_before_anything_was_written_down() -> None:
    async with centre() as c:
        await c.voice.close()
        leg = c.call("1", "1")
        await c.voice_again()
        await asyncio.sleep(8)
        assert [e.caller for e in c.of(happened.InteractionOpened)] == ["13800138000"]
        assert len(c.of(events.InteractionQueued)) == 1
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_the_routing_is_told_again_when_it_does_not_know_who_waits() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        await c.routing.decide(commands.Withdraw(interaction="call1"))
        await restart(c)
        assert "call1" in c.routing.state.entries
        assert c.telephony.heard(leg)[-1].what == "music:default"


async def test_they_still_talk_when_we_come_back() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        await restart(c)
        assert len(c.telephony.joined(leg)) == 1
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-hung-up"]
        await c.nothing_left()


async def test_they_talk_when_the_agent_answered_while_we_were_away() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        await c.signed_in("liuyang", "1004", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        target = wishes.Target(kind="agent", id="liuyang")
        wish = wishes.Consult(interaction="call1", agent="liqiang", target=target)
        await c.bus.send(wish)
        await asyncio.sleep(0.5)
        await restart(c)
        assert len(c.telephony.joined("agent-call1-1")) == 1
        assert c.telephony.heard(leg)[-1].what == "music:default"


async def test_a_lost_agent_is_not_waited_for_any_longer_when_we_come_back_late() -> None:
    async with centre() as c:
        c.directory.browsers.add("liqiang")
        await c.ready("liqiang", "1002", LISTEN)
        c.call("1", "1")
        await asyncio.sleep(8)
        c.telephony.agent("1002", NeverAnswers())
        await c.bus.send(wishes.AgentGone(agent="liqiang"))
        await restart(c, away=90)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["agent-lost"]


async def test_an_agents_work_ends_when_the_routing_was_never_told() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        await c.ready("liqiang", "1002", LISTEN)
        await asyncio.sleep(3)
        await c.routing.decide(commands.SignIn(agent="liuyang"))
        await c.routing.decide(commands.StartWork(interaction="call1", agent="liuyang"))
        await restart(c)
        assert set(c.routing.state.works["call1"]) == {"liqiang"}
        assert c.telephony.joined(leg)


async def test_a_call_of_the_form_before_parties_is_read() -> None:
    former = {
        "interaction": "call9",
        "leg": "caller",
        "caller": "1",
        "caller_name": "",
        "called": "2",
        "arrived": 0,
        "talk": {
            "agent": "liqiang",
            "queue": "q",
            "leg": "agent-o1",
            "segment": "o1",
            "bridge": "talk-call9",
            "recording": "o1",
            "held": True,
        },
    }
    async with centre() as c:
        row = {"interaction": "call9", "data": json.encode(former).decode()}
        await c.store.write(lambda tx: tx.connection.execute(insert(tables.calls), row))
        [call] = await c.store.read(tables.stored)
        assert call.lead
        assert (call.lead.agent, call.lead.segment) == ("liqiang", "o1")
        assert call.customer_held


async def test_a_customer_is_still_rung_back_when_we_come_back_between_two_tries() -> None:
    async with centre() as c:
        c.call("1", "1", "2", "1")
        await asyncio.sleep(30)
        c.number("13800138000", Rejects())
        await c.ready("liqiang", "1002", LISTEN)
        await asyncio.sleep(10)
        await c.routing.decide(commands.SignOut(agent="liqiang"))
        await asyncio.sleep(120)
        assert "call1" in c.routing.state.entries
        await restart(c)
        await asyncio.sleep(1)
        assert not c.of(happened.InteractionEnded)
        assert "call1" in c.routing.state.entries
