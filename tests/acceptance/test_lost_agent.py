"""An agent's page is gone in the middle of a talk: music, then speech again, or another agent."""

from pathlib import Path

import pytest
from tests.acceptance.harness.acts import TO_FAULTS, data_of, kept, led_by, terse_centre, when
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import desk_agent, person, telephone_agent
from tests.acceptance.harness.records import journal_of, journal_with
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, hear_each_other

from switchroom.adapters.sipp import Answers, AwaitHangUp

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

PATIENCE = 6
"""Seconds, set for this test."""

BACK_WITHIN = 5_000
"""Milliseconds from the loss of the telephone to speech."""


async def test_the_customer_is_kept_when_the_page_is_loaded_again_and_then_closed(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000041"
    steps = (*TO_FAULTS, says(tmp_path / "tone", CUSTOMER_TONE), AwaitHangUp(120_000))
    async with (
        terse_centre(product, agent_patience=PATIENCE),
        person(product, "supervisor") as watcher,
        desk_agent(product, "liqiang", tmp_path / "desk", AGENT_TONE, "en") as page,
        calling(product.sip, tmp_path / "caller", *steps, number=number) as caller,
    ):
        await page.get_by_test_id("answer").click(timeout=30_000)
        call = await led_by(watcher, number, "liqiang")
        await hear_each_other(page, caller)

        await page.reload()
        await hear_each_other(page, caller)
        journal = await journal_with(watcher, call, "AgentReturned")
        times = {line["type"]: line["at"] for line in journal}
        assert times["AgentReturned"] - times["AgentLost"] < BACK_WITHIN

        await page.close()
        row = await when(watcher, number, lambda row: row["state"] == "waiting")
        assert row["segments"][0]["cause"] == "agent-lost"
        assert row["segments"][0]["wrap_up_started_at"] is None
        talks = Answers(200, (says(tmp_path / "voice", 880.0), AwaitHangUp(60_000)))
        async with telephone_agent(product, "liuyang", tmp_path / "liu", talks):
            await led_by(watcher, number, "liuyang")
            await caller.party.leave()
            row = await when(watcher, number, lambda row: bool(row["ended_at"] and kept(row)))
        journal = await journal_of(watcher, call)
        queued = [one["request"] for one in data_of(journal, "InteractionQueued")]
        assert [one["priority"] for one in queued] == [0, 100]
        assert [one["reason"] for one in data_of(journal, "AgentNotReady")] in (
            [],
            ["disconnected"],
        )
