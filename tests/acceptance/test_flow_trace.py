"""A flow is watched in the browser while callers go through it, and agents send callers into it."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect
from tests.acceptance.harness.acts import TO_FAULTS, act, data_of, led_by
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.caller import calling
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.records import journal_of
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import AwaitCue, AwaitHangUp, Press

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
TRACED, RETURNED = "13900000421", "13900000422"
READ = "139 0000 0421", "139 0000 0422"
LONGEST = AwaitHangUp(60_000)


async def test_the_designer_shows_where_a_caller_is_step_by_step_when_they_are_followed(
    product: Centre, tmp_path: Path
) -> None:
    steps = (AwaitCue(), Press("1"), AwaitCue(), Press("1"), LONGEST)
    async with (
        administrator(product, tmp_path / "administrator") as page,
        calling(product.sip, tmp_path / "caller", *steps, number=TRACED) as caller,
    ):
        await page.goto(f"{product.url}/flows/main")
        await page.get_by_text("Live calls", exact=True).click()
        call = page.get_by_test_id("flow-calls").get_by_role("button", name=READ[0])
        await call.click()
        await is_at(page, "welcome")
        caller.party.cue()
        await is_at(page, "menu", "welcome", "open", "rung-before")
        await expect(call).to_contain_text("Main menu")
        caller.party.cue()
        await is_at(page, "queue-fault", "menu", "fault", "key-account", "ordinary", "who")
        await expect(node(page, "queue-fault").get_by_title("Calls here now")).to_have_text("1")
        await expect(page.locator(".react-flow__edge.animated")).to_have_count(8)
        await caller.hang_up()
        await call.wait_for(state="detached")
        await expect(page.locator("[data-trace]")).to_have_count(0)


async def test_the_chart_shows_where_a_test_call_is_when_it_is_made_in_the_designer(
    product: Centre, tmp_path: Path
) -> None:
    async with administrator(product, tmp_path / "administrator") as page:
        await page.goto(f"{product.url}/flows/main")
        await page.get_by_text("Test call", exact=True).click()
        await page.get_by_test_id("test-sound").click()
        await page.get_by_test_id("test-start").click()
        await page.get_by_test_id("test-found").click()
        await is_at(page, "welcome")
        await page.get_by_test_id("test-key-2").click()
        await page.get_by_role("button", name="Hear it out").click()
        await is_at(page, "menu", "welcome", "open")
        await expect(said(page)).to_contain_text("To report a power failure, press 1.")
        await page.get_by_test_id("test-key-1").click()
        await is_at(page, "queue-english", "menu", "fault", "who")
        await page.get_by_role("button", name=re.compile("answers")).click()
        await page.get_by_test_id("test-outcome").wait_for()


async def test_a_caller_is_where_the_agent_sent_them_when_the_entry_was_made_during_their_call(
    room: Room, tmp_path: Path
) -> None:
    steps = (*TO_FAULTS, room.voice("customer"), LONGEST)
    async with (
        administrator(room.product, tmp_path / "administrator") as page,
        room.agent("liqiang") as li,
        person(room.product, "supervisor") as watcher,
        room.customer(*steps, number=RETURNED),
    ):
        call = await led_by(watcher, RETURNED, "liqiang")
        assert await entries(li) == {"bills", "menu", "message"}
        await mark_entry(page, room.product, "An agent", "Any agent")
        async with asyncio.timeout(5):
            while "general" not in await entries(li):  # noqa: ASYNC110 over HTTP
                await asyncio.sleep(0.1)
        await page.get_by_text("Live calls", exact=True).click()
        await act(li, call, "return-to-flow", flow="main", node="general")
        await room.hear(customer="music", liqiang="")
        await page.get_by_test_id("flow-calls").get_by_role("button", name=READ[1]).click()
        await is_at(page, "queue-general", "general")
        journal = await journal_of(watcher, call)
        assert data_of(journal, "FlowResumed")[-1]["node"] == "general"
        path = (await watcher.see(f"/api/interactions/{call}"))["path"]
        assert [one["node"] for one in path][-5:] == [
            "general",
            "key-account",
            "ordinary",
            "who",
            "queue-general",
        ]


async def mark_entry(page: Page, product: Centre, label: str, name: str) -> None:
    """Let agents send callers to a node, and publish that."""
    await page.goto(f"{product.url}/flows/main")
    await page.get_by_test_id("flow-edit").click()
    await page.get_by_test_id("flow-saving").wait_for()
    await page.get_by_role("combobox").first.fill(label)
    await page.locator(".ant-select-item-option-active").filter(has_text=label).wait_for()
    await page.keyboard.press("Enter")
    panel = page.get_by_test_id("flow-panel")
    await panel.get_by_test_id("flow-entry").click()
    await panel.get_by_role("textbox", name="Agents may send callers here English").fill(name)
    await page.locator('[data-testid="flow-saving"][data-saving="saved"]').wait_for()
    await page.get_by_text("Versions", exact=True).click()
    await page.get_by_test_id("publish").click()
    await page.wait_for_url(re.compile(r"/flows/main/\d+$"))


async def is_at(page: Page, here: str, *passed: str) -> None:
    """Wait until the chart shows a call at a node, in sight, and that it came by others."""
    place = node(page, here)
    await expect(place).to_have_attribute("data-trace", "here", timeout=15_000)
    await expect(place).to_be_in_viewport(ratio=0.9)
    await expect(page.locator('[data-trace="here"]')).to_have_count(1)
    for one in passed:
        await expect(node(page, one)).to_have_attribute("data-trace", "passed")


def node(page: Page, name: str) -> Locator:
    return page.locator(f'[data-testid="flow-node"][data-node="{name}"]')


def said(page: Page) -> Locator:
    return page.get_by_test_id("test-lines")


async def entries(agent: Person) -> set[str]:
    """Where an agent can send callers."""
    return {one["node"] for one in await agent.see("/api/entries") if one["flow"] == "main"}
