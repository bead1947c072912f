"""A flow is changed and published in the browser while calls run through it."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.caller import calling
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.records import Row, journal_of, record_of

from switchroom.adapters.sipp import HangUp, Pause, Press

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
NODE, OLD, NEW = "fault", "Power failure", "No power"
EARLY, LATE = "13900000301", "13900000302"
THROUGH = (Press("1"), Pause(2_000), Press("1"), Pause(3_000), HangUp())


async def test_the_next_call_takes_the_new_version_and_a_running_one_stays_when_it_is_published(
    product: Centre, tmp_path: Path
) -> None:
    async with (
        administrator(product, tmp_path / "administrator") as page,
        person(product, "supervisor") as watcher,
    ):
        await rename_in_draft(page, product)
        early = (Pause(15_000), *THROUGH)
        async with calling(product.sip, tmp_path / "early", *early, number=EARLY) as caller:
            await caller.gets(200)
            await record_of(watcher, EARLY, bool)
            await publish(page)
            late = (Pause(2_000), *THROUGH)
            async with calling(product.sip, tmp_path / "late", *late, number=LATE) as next_caller:
                await next_caller.finish(40)
            await caller.finish(40)
        before, after = [await story(watcher, number) for number in (EARLY, LATE)]
        assert version(after) == version(before) + 1
        assert (label(before), label(after)) == (OLD, NEW)


async def rename_in_draft(page: Page, product: Centre) -> None:
    await page.goto(f"{product.url}/flows/main")
    await page.get_by_test_id("flow-edit").click()
    await page.wait_for_url("**/draft")
    await page.get_by_test_id("flow-saving").wait_for()  # it is the draft that is shown
    await page.get_by_test_id("flow-node").first.wait_for()
    await page.get_by_role("combobox").first.fill(OLD)
    await page.locator(".ant-select-item-option-active").filter(has_text=OLD).wait_for()
    await page.keyboard.press("Enter")
    panel = page.get_by_test_id("flow-panel")
    await panel.wait_for()
    await panel.get_by_role("textbox", name="Label English").fill(NEW)
    await page.locator('[data-testid="flow-saving"][data-saving="saved"]').wait_for()


async def publish(page: Page) -> None:
    await page.get_by_text("Versions", exact=True).click()
    await page.get_by_test_id("publish-note").fill("Said more plainly")
    await page.get_by_test_id("publish").click()
    await page.wait_for_url(re.compile(r"/flows/main/\d+$"))


async def story(watcher: Person, number: str) -> list[Row]:
    row = await record_of(watcher, number, lambda row: bool(row["ended_at"]))
    return await journal_of(watcher, row["id"])


def version(journal: list[Row]) -> int:
    started = (one["data"] for one in journal if one["type"] == "FlowStarted")
    return next(int(one["version"]) for one in started if one["flow"] == "main")


def label(journal: list[Row]) -> str:
    steps = (one["data"] for one in journal if one["type"] == "FlowStepped")
    return next(str(one["label"]["en"]) for one in steps if one["node"] == NODE)
