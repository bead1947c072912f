"""Ringing back when free, through real telephones: who is rung when, and who hears whom."""

import pytest
from tests.acceptance.harness.acts import TO_FAULTS, act, led_by
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.records import journal_with
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import AwaitHangUp

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
COLLEAGUE, CUSTOMER = "1004", "13900000411"


async def test_the_colleague_is_rung_after_the_one_who_asked_when_their_call_is_over(
    room: Room,
) -> None:
    steps = (*TO_FAULTS, room.voice("customer"), AwaitHangUp(120_000))
    async with (
        room.agent("liuyang", room.answers("liuyang", after=1_500)) as liu,
        room.agent("liqiang", ready=False) as li,
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=CUSTOMER) as customer,
    ):
        call = await led_by(watcher, CUSTOMER, "liuyang")
        await room.hear(customer="liuyang", liuyang="customer")
        await li.do("/api/agent/planned/when-free", number=COLLEAGUE)
        assert await waited_for(li) == ["waiting"]
        await room.hear(customer="liuyang", liuyang="customer", liqiang="")

        await act(liu, call, "hang-up", for_all=True)
        assert (await customer.finish(10)).went_well
        await room.hear(within=1, liqiang="", liuyang="")
        assert await waited_for(li) == ["waiting"], "what is written up is not over"
        await liu.do("/api/agent/wrap-up/finish")
        await room.hear(liqiang="ringing", liuyang="")
        await room.hear(liqiang="liuyang", liuyang="liqiang")
        own = await led_by(watcher, COLLEAGUE, "liqiang")
        await act(li, own, "hang-up", for_all=True)
        await journal_with(watcher, own, "InteractionEnded")
        assert await waited_for(li) == []


async def waited_for(agent: Person) -> list[str]:
    """How the calls stand that an agent waits for."""
    return [one["state"] for one in await agent.see("/api/agent/planned")]
