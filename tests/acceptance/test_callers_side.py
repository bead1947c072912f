"""What callers meet beside the talk: lists, waiting, being rung back, rating, reaching who rang."""

import pytest
from tests.acceptance.harness.acts import (
    TO_FAULTS,
    act,
    data_of,
    led_by,
    terse_centre,
    when,
)
from tests.acceptance.harness.people import person
from tests.acceptance.harness.records import journal_of, journal_with
from tests.acceptance.harness.room import Room
from tests.acceptance.harness.spoken import announced

from switchroom.adapters.sipp import AwaitCue, AwaitHangUp, HangUp, Pause, Press
from switchroom.domain.speaking.catalogue import announcement

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

LONGEST = AwaitHangUp(120_000)
OFFERED_KEYS = "如需留言，请按 1。如需我们按顺序给您回电，请按 2。"
NOTED = "已为您登记。轮到您时我们会立即回电，请保持电话畅通，再见。"
TRACED = "我们将优先为您接通刚才联系您的座席。"


async def test_a_blacklisted_caller_is_refused_by_signal_or_sentence_when_so_set(
    room: Room,
) -> None:
    number = "13900000031"
    async with person(room.product, "admin") as admin:
        entry = await admin.do("/api/screening", kind="black", number=number, days=1)
        try:
            async with room.customer(LONGEST, number=number) as customer:
                assert not (await customer.finish(10)).first("INVITE", 200)
                assert customer.ledger().first("INVITE", 403)
            async with (
                terse_centre(room.product, barred_hear="sentence"),
                room.customer(LONGEST, number=number) as customer,
            ):
                await announced(room, announcement("barred", "zh"))
                assert (await customer.finish(15)).went_well
        finally:
            await admin.remove(f"/api/screening/{entry['id']}")
        row = await when(admin, number, lambda row: bool(row["ended_at"]))
        assert row["cause"] == "refused"


async def test_the_customer_is_rung_back_from_the_kept_place_when_they_asked_for_it_by_keys(
    room: Room,
) -> None:
    number = "13900000032"
    keys = (AwaitCue(), Press("2"), AwaitCue(), Press("1"))
    async with person(room.product, "supervisor") as watcher:
        async with room.customer(*TO_FAULTS, *keys, LONGEST, number=number) as customer:
            await announced(room, announcement("next-in-line", "zh"))
            await announced(room, OFFERED_KEYS)
            await room.hear(customer="music")
            customer.cue()
            await announced(room, "我们将保留您的排队位置，并回拨这个号码：")
            customer.cue()
            await announced(room, NOTED)
            assert (await customer.finish(15)).went_well
        row = await when(watcher, number, lambda row: row["state"] == "waiting")
        call, entered = row["id"], row["queued_at"]
        async with room.outside(room.answers("outside", after=1_500)), room.agent("liqiang") as li:
            await room.hear(within=15, liqiang="ringing")
            await room.hear(liqiang="outside", outside="liqiang")
            await act(li, call, "hang-up", for_all=True)
            journal = await journal_with(watcher, call, "InteractionEnded")
        queued = [one["request"] for one in data_of(journal, "InteractionQueued")]
        assert len(queued) == 2
        assert {one["entered"] for one in queued} == {entered}
        tried = data_of(journal, "CallbackTried")
        assert [(one["agent"], one["attempt"]) for one in tried] == [("liqiang", 1)]
        row = await when(watcher, number, lambda row: bool(row["ended_at"]))
        assert (row["channel"], row["cause"]) == ("callback", "agent-hung-up")


async def test_the_rating_is_in_the_record_when_the_customer_presses_a_key_after_the_talk(
    room: Room,
) -> None:
    number = "13900000033"
    steps = (*TO_FAULTS, room.voice("customer"), AwaitCue(), Press("2"), LONGEST)
    async with (
        room.agent("liqiang") as li,
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=number) as customer,
    ):
        call = await led_by(watcher, number, "liqiang")
        await room.hear(customer="liqiang", liqiang="customer")
        await act(li, call, "hang-up")
        await room.hear(customer="music", liqiang="")
        customer.cue()
        assert (await customer.finish(15)).went_well
        row = await when(watcher, number, lambda row: bool(row["ended_at"]))
        [rating] = row["ratings"]
        assert (rating["question"], rating["value"]) == ("service", 4)
        assert rating["agent"]["id"] == "liqiang"
        assert row["cause"] == "agent-hung-up"
        assert "WrapUpStarted" in [one["type"] for one in await journal_of(watcher, call)]


async def test_the_agent_who_rang_is_reached_first_when_the_customer_rings_back(
    room: Room,
) -> None:
    number = "13900000034"
    async with (
        room.agent("wangfang"),
        room.agent("liuyang") as liu,
        person(room.product, "supervisor") as watcher,
    ):
        async with room.outside():
            dialled = (await liu.do("/api/agent/dial", number=number))["interaction"]
            await room.hear(liuyang="outside", outside="liuyang")
            await act(liu, dialled, "hang-up")
            await journal_with(watcher, dialled, "InteractionEnded")
        steps = (Pause(1_500), Press("1"), Pause(30_000), HangUp())
        async with room.customer(*steps, number=number):
            await announced(room, TRACED)
            await led_by(watcher, number, "liuyang")
