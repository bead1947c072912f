"""Everything with two browser windows: a visitor calls from the page, an agent answers."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from tests.acceptance.harness.browser import browser
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import desk_agent, person
from tests.acceptance.harness.records import record_of, stored
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, heard_by

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
NUMBER = "13911112222"


async def press(page: Page, key: str) -> None:
    """Listen to the menu for a moment, then press a key."""
    await page.wait_for_timeout(2_500)
    await page.get_by_test_id(f"key-{key}").click()


async def in_state(page: Page, state: str) -> None:
    """Wait until the visitor is told that the call stands so."""
    shown = page.get_by_test_id("visitor-state")
    await expect(shown).to_have_attribute("data-state", state, timeout=20_000)


async def test_a_visitor_and_an_agent_hear_each_other_when_both_have_only_a_browser(
    product: Centre, tmp_path: Path
) -> None:
    async with (
        browser(tmp_path / "visitor", CUSTOMER_TONE, language="zh") as context,
        person(product, "supervisor") as watcher,
    ):
        visitor = await context.new_page()
        await visitor.goto(f"{product.url}/call")
        await visitor.get_by_test_id("visitor-name").fill('张<b>"伟\u202e')
        await visitor.get_by_test_id("visitor-number").fill("139 1111 2222")
        await visitor.get_by_test_id("call").click()
        await in_state(visitor, "menu")
        await press(visitor, "1")
        await press(visitor, "1")
        await in_state(visitor, "waiting")
        async with desk_agent(product, "liqiang", tmp_path / "agent", AGENT_TONE, "zh") as agent:
            card = agent.get_by_test_id("offer-card")
            await card.wait_for(timeout=30_000)
            assert NUMBER in (await card.inner_text()).replace(" ", "")
            await agent.get_by_test_id("answer").click()
            await agent.get_by_test_id("hang-up").wait_for(timeout=10_000)
            await in_state(visitor, "talking")
            await heard_by(visitor, AGENT_TONE, without=CUSTOMER_TONE)
            await heard_by(agent, CUSTOMER_TONE, without=AGENT_TONE)
            await visitor.get_by_test_id("mute").click()
            await heard_by(agent, None, without=CUSTOMER_TONE)
            await visitor.get_by_test_id("hang-up").click()
            await in_state(visitor, "ended")
            await agent.get_by_test_id("wrap-up-finish").click()
            await visitor.get_by_test_id("star-5").click()
        row = await record_of(watcher, f"web{NUMBER}", stored)
        assert (row["caller"], row["caller_name"]) == (f"web{NUMBER}", "张b伟 (web)")
        assert (row["channel"], row["called"], row["agent"]["id"]) == ("voice", "95598", "liqiang")
        await expect(visitor.get_by_test_id("rating")).to_be_visible()
        rated = await record_of(watcher, f"web{NUMBER}", lambda known: bool(known["ratings"]))
        [rating] = rated["ratings"]
        assert (rating["question"], rating["value"]) == ("service", 1)
        assert rating["agent"]["id"] == "liqiang"


async def test_nothing_is_left_when_a_visitor_gives_up_in_the_menu(
    product: Centre, tmp_path: Path
) -> None:
    async with (
        browser(tmp_path / "visitor", CUSTOMER_TONE) as context,
        person(product, "supervisor") as watcher,
    ):
        visitor = await context.new_page()
        await visitor.goto(f"{product.url}/call")
        await visitor.get_by_test_id("visitor-number").fill("13911113333")
        await visitor.get_by_test_id("call").click()
        await in_state(visitor, "menu")
        await visitor.close(run_before_unload=True)
        row = await record_of(watcher, "web13911113333", lambda known: bool(known["ended_at"]))
        assert row["recordings"] == []
