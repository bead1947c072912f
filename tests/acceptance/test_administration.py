"""What an administrator changes in the browser is what calls are treated by."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person, telephone_agent
from tests.acceptance.harness.talk import CUSTOMER_TONE

from switchroom.adapters.sipp import Answers, AwaitHangUp, HangUp, Pause, Press

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
QUEUE = "fault-repair"
BEFORE, AFTER = 30_000, 9_000


async def test_the_routing_obeys_when_a_queue_is_changed_in_the_browser_and_again_when_undone(
    product: Centre, tmp_path: Path
) -> None:
    tone = says(tmp_path / "tone", CUSTOMER_TONE)
    steps = (Pause(2_000), Press("1"), Pause(2_000), Press("1"), tone, AwaitHangUp(60_000))
    async with (
        administrator(product, tmp_path / "administrator") as page,
        person(product, "supervisor") as watcher,
        person(product, "admin") as reader,
    ):
        await give_wrap_up(page, product, AFTER // 1000)
        assert await kept_wrap_up(reader) == AFTER
        behaviour = Answers(300, (Pause(1_500), HangUp()))
        async with (
            telephone_agent(product, "liqiang", tmp_path / "agent", behaviour),
            calling(product.sip, tmp_path / "caller", *steps) as caller,
        ):
            state = await wrapping_up(watcher, "liqiang")
            await caller.hang_up()
        assert state["wrap_up_until"] - state["since"] == AFTER
        await take_back(page, product)
        assert await kept_wrap_up(reader) == BEFORE


async def test_a_skill_stays_and_what_needs_it_is_named_when_it_is_to_be_removed(
    product: Centre, tmp_path: Path
) -> None:
    async with administrator(product, tmp_path / "administrator") as page:
        await page.goto(f"{product.url}/settings/skill/fault")
        await page.get_by_test_id("setting-remove").click()
        await page.locator(".ant-popconfirm .ant-btn-primary").click()
        refusal = page.get_by_test_id("refusal")
        await refusal.wait_for()
        assert "Fault repair" in await refusal.inner_text()
        assert await page.get_by_test_id("setting-form").count() == 1


async def give_wrap_up(page: Page, product: Centre, seconds: int) -> None:
    await page.goto(f"{product.url}/settings/queue/{QUEUE}")
    await page.get_by_label("Wrap-up", exact=True).fill(str(seconds))
    await saved(page, page.get_by_test_id("setting-save").click())


async def take_back(page: Page, product: Centre) -> None:
    await page.goto(f"{product.url}/settings/queue/{QUEUE}")
    await page.get_by_test_id("history-tab").click()
    await page.get_by_test_id("undo").first.wait_for()
    await saved(page, page.get_by_test_id("undo").first.click())


async def saved(page: Page, act: Any) -> None:  # noqa: ANN401 whatever Playwright awaits
    """Do something that changes the queue; return when the centre has said yes."""
    async with page.expect_response(
        lambda answer: f"/settings/queue/{QUEUE}" in answer.url and answer.request.method != "GET"
    ) as answered:
        await act
    assert (await answered.value).ok


async def kept_wrap_up(reader: Person) -> int:
    queues = await reader.see("/api/settings/queue")
    wrap_up: int = next(one for one in queues if one["id"] == QUEUE)["rule"]["wrap_up"]
    return wrap_up


async def wrapping_up(watcher: Person, agent: str) -> dict[str, Any]:
    """An agent's state once a talk is over; within 40 s."""
    async with asyncio.timeout(40):
        while True:
            board = await watcher.see("/api/supervision/board")
            state: dict[str, Any] = next(one for one in board["agents"] if one["id"] == agent)
            if state["wrap_up_until"]:
                return state
            await asyncio.sleep(0.3)
