"""The first call: from the trunk through the menu to the agent's browser, and into the record."""

import asyncio
from pathlib import Path

import pytest
from tests.acceptance.harness.browser import heard
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import desk_agent, person
from tests.acceptance.harness.records import journal_of, kinds, record_of, stored

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press
from switchroom.testing.sound import read, tone_level

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

CUSTOMER_TONE, AGENT_TONE = 440.0, 660.0
AGREE_WITHIN = 500
"""Milliseconds between the caller's ledger and the record. On a machine with a core to spare they
agree within 100; a BYE follows its commit, which a busy disk may delay."""


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
        await asyncio.sleep(7)  # the announcement of the agent's number is over by then
        track = (await heard(page))[-1]
        assert tone_level(track.last(1.0), track.rate, CUSTOMER_TONE) > 0.1
        assert tone_level(track.last(1.0), track.rate, AGENT_TONE) < 0.02
        sound = caller.heard()
        customer_hears = sound.samples[-8_000:]
        assert tone_level(customer_hears, 8_000, AGENT_TONE) > 0.1
        await page.get_by_test_id("hang-up").click()
        await caller.finish(10)
        await page.get_by_test_id("wrap-up-finish").click()
        row = await record_of(watcher, number, stored)
        assert caller.invited_at
        assert caller.answered_at
        assert caller.ended_at
        assert caller.invited_at - 5 <= row["opened_at"] <= caller.answered_at + 5
        assert abs(row["ended_at"] - caller.ended_at) < AGREE_WITHIN
        assert row["language"] == language
        assert row["agent"]["id"] == agent
        journal = await journal_of(watcher, row["id"])
        for kind in ("FlowStepped", "InteractionQueued", "InteractionOffered", "RecordingStored"):
            assert kind in kinds(journal)
        [recording] = row["recordings"]
        samples, rate = read(await watcher.hear(recording["id"], tmp_path / "recording.opus"))
        end = samples[-2 * rate : -rate]
        agent_side, customer_side = end[:, 0], end[:, 1]
        assert tone_level(agent_side, rate, AGENT_TONE) > 0.1
        assert tone_level(agent_side, rate, CUSTOMER_TONE) < 0.02
        assert tone_level(customer_side, rate, CUSTOMER_TONE) > 0.1
        assert tone_level(customer_side, rate, AGENT_TONE) < 0.02
