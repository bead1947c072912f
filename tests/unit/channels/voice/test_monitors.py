"""Supervisors who listen: one call at a time, offered nothing meanwhile, also after a restart."""

import asyncio

import pytest
from tests.unit.channels.voice.centre import LISTEN, Centre, centre

from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.interaction.commands import MonitorMode
from switchroom.domain.routing import commands, events
from switchroom.ports.monitoring import Monitored

pytestmark = pytest.mark.unit

LI, LIU, WANG = "liqiang", "liuyang", "wangfang"


async def calls(c: Centre) -> list[str]:
    """Li and Liu each talk with a customer; Wang, who takes the same calls, is ready after that."""
    legs = []
    for agent, extension in ((LI, "1002"), (LIU, "1004")):
        await c.ready(agent, extension, LISTEN)
        legs.append(c.call("1", "1"))
        await asyncio.sleep(10)
    await c.ready(WANG, "1001", LISTEN)
    return legs


async def listen(c: Centre, interaction: str, mode: MonitorMode = "listen") -> None:
    wish = wishes.Monitor(interaction=interaction, supervisor=WANG, mode=mode)
    await c.bus.send(wish)
    await asyncio.sleep(3)


def heard(c: Centre) -> Monitored | None:
    return c.voice.monitored_by(WANG)


async def test_the_first_is_heard_no_more_when_the_supervisor_listens_to_a_second() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        assert heard(c) == Monitored(interaction="call1", agent=LI, mode="listen")
        await listen(c, "call2", "whisper")
        assert heard(c) == Monitored(interaction="call2", agent=LIU, mode="whisper")
        ended = [(e.interaction, e.supervisor) for e in c.of(happened.MonitorEnded)]
        assert ended == [("call1", WANG)]
        assert c.view.agent(WANG).reserved == ("monitor-call2-1",)


async def test_the_first_is_heard_no_more_when_the_supervisor_comes_into_a_second() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        await c.bus.send(wishes.Barge(interaction="call2", supervisor=WANG))
        await asyncio.sleep(3)
        assert heard(c) is None
        assert c.view.works("call2") == (LIU, WANG)
        assert c.view.agent(WANG).reserved == ()


async def test_a_supervisor_is_offered_nothing_while_listening() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        assert c.view.agent(WANG).state == "busy"
        c.call("1", "1")
        await asyncio.sleep(10)
        assert not [e for e in c.of(events.InteractionOffered) if e.agent == WANG]
        await listen(c, "call1", "off")
        assert [e.agent for e in c.of(events.InteractionOffered)][-1] == WANG


async def test_nothing_is_offered_in_between_when_who_listened_comes_in() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        c.call("1", "1")
        await asyncio.sleep(10)
        await c.bus.send(wishes.Barge(interaction="call1", supervisor=WANG))
        await asyncio.sleep(3)
        assert c.view.works("call1") == (LI, WANG)
        assert not [e for e in c.of(events.InteractionOffered) if e.agent == WANG]
        assert c.view.agent(WANG).reserved == ()


async def test_the_supervisor_is_ready_again_when_the_call_has_ended() -> None:
    async with centre() as c:
        customer, _ = await calls(c)
        await listen(c, "call1")
        c.telephony.hang_up(customer)
        await asyncio.sleep(3)
        assert heard(c) is None
        assert c.view.agent(WANG).state == "ready"


async def test_the_supervisor_still_listens_when_the_centre_was_restarted() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        await c.voice.close()
        await c.voice_again()
        assert heard(c) == Monitored(interaction="call1", agent=LI, mode="listen")
        assert c.view.agent(WANG).reserved == ("monitor-call1-1",)


async def test_it_is_told_that_it_is_over_when_the_restart_lost_it() -> None:
    async with centre() as c:
        await calls(c)
        await listen(c, "call1")
        await c.voice.close()
        c.telephony.hang_up("monitor-call1-1")
        await asyncio.sleep(1)
        assert not c.of(happened.MonitorEnded)
        await c.voice_again()
        assert heard(c) is None
        assert [e.supervisor for e in c.of(happened.MonitorEnded)] == [WANG]
        assert c.view.agent(WANG).state == "ready"


async def test_a_reservation_ends_when_a_crash_came_before_the_routing_was_told() -> None:
    async with centre() as c:
        await calls(c)
        await c.voice.close()
        await c.bus.send(commands.Reserve(agent=WANG, reservation="monitor-gone-1"))
        await c.voice_again()
        assert c.view.agent(WANG).reserved == ()
