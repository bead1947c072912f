"""What agents do with a call, through real telephones: who hears whom, and what is written down."""

import pytest
from tests.acceptance.harness.acts import (
    TO_FAULTS,
    act,
    assert_freed_at_once,
    data_of,
    kept,
    led_by,
    party,
    when,
)
from tests.acceptance.harness.people import person
from tests.acceptance.harness.records import journal_of, journal_with
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import AwaitCue, AwaitHangUp, Press, Rejects

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
SOMEBODY = "13700000001"
"""A number outside."""


async def test_all_hear_whom_they_should_when_an_agent_consults_swaps_merges_and_leaves(
    room: Room,
) -> None:
    number, steps = "13900000021", (*TO_FAULTS, room.voice("customer"), LONGEST)
    async with (
        room.agent("liqiang") as li,
        room.agent("liuyang", ready=False) as liu,
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        await room.hear(customer="liqiang", liqiang="customer")
        await act(li, call, "transfer", target={"kind": "agent", "id": "liuyang"}, how="consult")
        await room.hear(customer="music", liqiang="liuyang", liuyang="liqiang")
        await act(li, call, "swap")
        await room.hear(customer="liqiang", liqiang="customer", liuyang="music")
        await act(li, call, "merge")
        await room.hear(
            customer="liqiang liuyang", liqiang="customer liuyang", liuyang="customer liqiang"
        )
        await act(li, call, "hang-up")
        await room.hear(customer="liuyang", liuyang="customer", liqiang="")
        await act(liu, call, "hang-up", for_all=True)
        assert (await customer.finish(10)).went_well
        row = await when(watcher, number, lambda row: len(kept(row)) == 2)
        assert [one["agent"]["id"] for one in row["segments"]] == ["liqiang", "liuyang"]
        assert [one["cause"] for one in row["segments"]] == ["left", "agent-hung-up"]
        assert_freed_at_once(await journal_of(watcher, call))


async def test_the_customer_reaches_another_agent_by_keys_when_given_back_to_the_menu(
    room: Room,
) -> None:
    number = "13900000022"
    steps = (*TO_FAULTS, room.voice("customer"), AwaitCue(), Press("0"), LONGEST)
    async with (
        room.agent("liqiang") as li,
        room.agent("wangfang", ready=False) as wang,
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        await room.hear(customer="liqiang", liqiang="customer")
        await act(li, call, "return-to-flow", flow="main", node="menu")
        await room.hear(customer="music", liqiang="")
        await wang.do("/api/agent/ready")
        customer.cue()
        assert await led_by(watcher, number, "wangfang") == call
        await room.hear(customer="wangfang", wangfang="customer")
        await act(wang, call, "hang-up", for_all=True)
        assert (await customer.finish(10)).went_well
        row = await when(watcher, number, lambda row: len(kept(row)) == 2)
        first, second = row["segments"]
        assert (first["agent"]["id"], first["cause"]) == ("liqiang", "returned-to-flow")
        assert (second["agent"]["id"], second["queue"]["id"]) == ("wangfang", "general")
        assert first["wrap_up_started_at"] < second["started_at"]
        journal = await journal_of(watcher, call)
        assert data_of(journal, "FlowResumed")[0]["node"] == "menu"
        assert len(data_of(journal, "AgentConnected")) == 2
        assert len(data_of(journal, "InteractionEnded")) == 1
        assert_freed_at_once(journal)


async def test_the_customer_is_never_stuck_when_sent_to_those_who_do_not_take_it(
    room: Room,
) -> None:
    number, steps = "13900000023", (*TO_FAULTS, room.voice("customer"), LONGEST)
    absent = Rejects(200, "480 Temporarily Unavailable")
    outside = {"kind": "number", "id": SOMEBODY}
    async with (
        room.agent("liqiang") as li,
        room.agent("liuyang", ready=False) as liu,
        room.agent("wangfang", absent, ready=False),
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        await act(li, call, "transfer", target={"kind": "agent", "id": "wangfang"})
        await journal_with(watcher, call, "TransferFailed")
        await room.hear(customer="music", liqiang="")
        await liu.do("/api/agent/ready")
        await led_by(watcher, number, "liuyang")
        await room.hear(customer="liuyang", liuyang="customer")

        await li.do("/api/agent/wrap-up/finish")
        async with room.outside(Rejects(200, "404 Not Found")):
            await act(liu, call, "transfer", target=outside)
            await led_by(watcher, number, "liqiang")
        await room.hear(customer="liqiang", liqiang="customer", liuyang="")

        await liu.do("/api/agent/wrap-up/finish")
        await act(li, call, "transfer", target={"kind": "queue", "id": "general"})
        await led_by(watcher, number, "liuyang")
        async with room.outside(room.answers("outside", after=1_500)):
            await act(liu, call, "transfer", target=outside)
            await room.hear(customer="ringing", liuyang="")
            await room.hear(customer="outside", outside="customer", liqiang="")
            await customer.leave()
        journal = await journal_with(watcher, call, "InteractionEnded")
        causes = [one["cause"] for one in data_of(journal, "TransferFailed")]
        assert causes == ["no-answer", "unknown-number"]
        queued = [one["request"] for one in data_of(journal, "InteractionQueued")]
        assert [one["queue"] for one in queued] == [*["fault-repair"] * 3, "general"]
        assert [one["priority"] for one in queued] == [0, 100, 100, 0]
        assert len({one["entered"] for one in queued[1:]}) == 1
        assert_freed_at_once(journal)


async def test_everybody_but_the_muted_is_heard_when_an_agent_confers(room: Room) -> None:
    number, steps = "13900000024", (*TO_FAULTS, room.voice("customer"), LONGEST)
    async with (
        room.agent("liqiang") as li,
        room.agent("liuyang", ready=False) as liu,
        room.outside(),
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        await act(li, call, "parties", target={"kind": "number", "id": SOMEBODY})
        await room.hear(
            customer="liqiang outside", liqiang="customer outside", outside="customer liqiang"
        )
        await act(li, call, "parties", target={"kind": "agent", "id": "liuyang"})
        await room.hear(
            customer="liqiang liuyang outside",
            liqiang="customer liuyang outside",
            liuyang="customer liqiang outside",
            outside="customer liqiang liuyang",
        )
        somebody = await party(watcher, call, kind="number")
        await act(li, call, f"parties/{somebody['leg']}/mute", muted=True)
        await room.hear(
            customer="liqiang liuyang",
            liqiang="customer liuyang",
            liuyang="customer liqiang",
            outside="customer liqiang liuyang",
        )
        await act(li, call, f"parties/{somebody['leg']}/mute", muted=False)
        await room.hear(liqiang="customer liuyang outside")
        await li.remove(f"/api/interactions/{call}/parties/{somebody['leg']}")
        await room.hear(
            customer="liqiang liuyang",
            liqiang="customer liuyang",
            liuyang="customer liqiang",
            outside="",
        )
        await act(liu, call, "hang-up")
        await room.hear(customer="liqiang", liqiang="customer", liuyang="")
        await customer.leave()
        assert_freed_at_once(await journal_with(watcher, call, "InteractionEnded"))


async def test_the_agent_is_told_what_became_of_it_when_they_dial_out(room: Room) -> None:
    """It rings, is answered, is busy, not answered, or no number; or may not be dialled."""
    async with (
        room.agent("liqiang", ready=False) as li,
        person(room.product, "supervisor") as watcher,
    ):
        async with room.outside(room.answers("outside", after=2_000)):
            call = (await li.do("/api/agent/dial", number=SOMEBODY))["interaction"]
            await room.hear(liqiang="ringing")
            await room.hear(liqiang="outside", outside="liqiang")
            await act(li, call, "hang-up")
            assert_freed_at_once(await journal_with(watcher, call, "InteractionEnded"))
            await room.hear(outside="", liqiang="")
        for status, cause in (
            ("486 Busy Here", "busy"),
            ("480 Temporarily Unavailable", "no-answer"),
            ("404 Not Found", "unknown-number"),
            ("603 Decline", "rejected"),
        ):
            async with room.outside(Rejects(200, status)):
                call = (await li.do("/api/agent/dial", number=SOMEBODY))["interaction"]
                journal = await journal_with(watcher, call, "InteractionEnded")
            assert [one["cause"] for one in data_of(journal, "PartyFailed")] == [cause]
            assert data_of(journal, "InteractionEnded")[0]["cause"] == "not-reached"
            assert not data_of(journal, "WrapUpStarted")
        async with room.outside():
            assert await li.refused("/api/agent/dial", number="+14155550123") == 403
