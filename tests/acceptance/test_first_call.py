"""The first call: from the trunk through the menu to the agent's browser, and into the record."""

import asyncio
from pathlib import Path

import pytest
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import desk_agent, person
from tests.acceptance.harness.records import (
    AGREE_WITHIN,
    journal_of,
    kinds,
    record_of,
    stored,
)
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, has, hear_each_other

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press
from switchroom.testing.sound import read

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize(
    ("language", "keys", "agent", "number", "name"),
    [
        ("zh", ("1", "1"), "liqiang", "13800138000", "张伟"),
        ("en", ("2", "1"), "emily", "02161234567", ""),
    ],
)
async def test_the_first_call_is_connected_heard_recorded_and_found_when_an_agent_is_ready(
    product: Centre,
    tmp_path: Path,
    language: str,
    keys: tuple[str, str],
    agent: str,
    number: str,
    name: str,
) -> None:
    steps = [step for key in keys for step in (Pause(2_500), Press(key))]
    tone = says(tmp_path / "tone", CUSTOMER_TONE)
    async with (
        desk_agent(product, agent, tmp_path / "agent", AGENT_TONE, language) as page,
        person(product, "supervisor") as watcher,
        calling(
            product.sip,
            tmp_path / "caller",
            *steps,
            tone,
            AwaitHangUp(60_000),
            number=number,
        ) as caller,
    ):
        await page.get_by_test_id("offer-card").wait_for(timeout=30_000)
        assert name in await page.get_by_test_id("offer-card").inner_text()
        await page.get_by_test_id("answer").click()
        await page.get_by_test_id("hang-up").wait_for(timeout=10_000)
        await hear_each_other(page, caller)
        await asyncio.sleep(3)
        await page.get_by_test_id("hang-up").click()
        await page.get_by_test_id("wrap-up-finish").wait_for(timeout=10_000)
        await caller.hang_up()  # instead of rating the talk
        await page.get_by_test_id("wrap-up-finish").click()
        row = await record_of(watcher, number, stored)
        assert caller.invited_at
        assert caller.ended_at
        assert abs(row["opened_at"] - caller.invited_at) < AGREE_WITHIN
        assert abs(row["ended_at"] - caller.ended_at) < AGREE_WITHIN
        assert row["language"] == language
        assert row["agent"]["id"] == agent
        journal = await journal_of(watcher, row["id"])
        for kind in ("FlowStepped", "InteractionQueued", "InteractionOffered", "RecordingStored"):
            assert kind in kinds(journal)
        [recording] = row["recordings"]
        samples, rate = read(await watcher.hear(recording["id"], tmp_path / "recording.opus"))
        agent_side, customer_side = samples[-2 * rate :].T
        assert has(agent_side, rate, AGENT_TONE, without=CUSTOMER_TONE)
        assert has(customer_side, rate, CUSTOMER_TONE, without=AGENT_TONE)
