"""Calls at the desk with more than two in them, and across a reload; who hears whom, by tones."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from playwright.async_api import Dialog, Page
from tests.acceptance.harness.caller import Caller, calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.hearing import RATE
from tests.acceptance.harness.people import desk_agent, person
from tests.acceptance.harness.records import kinds, record_of
from tests.acceptance.harness.talk import (
    AGENT_TONE,
    CUSTOMER_TONE,
    has,
    hear_each_other,
    heard_by,
)

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press, Step

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

COLLEAGUE_TONE = 880.0
TO_FAULTS: tuple[Step, ...] = (Pause(2_500), Press("1"), Pause(2_500), Press("1"))
WRITTEN = "停电，邻居有电；请派人检查表前开关。"
MEASURED = 1.0
"""Seconds of a tone that it takes to know it."""


async def test_what_was_typed_goes_with_the_call_when_an_agent_consults_and_transfers(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000101"
    tone = says(tmp_path / "tone", CUSTOMER_TONE)
    async with (
        desk_agent(product, "liqiang", tmp_path / "li", AGENT_TONE, "zh") as first,
        desk_agent(product, "liuyang", tmp_path / "liu", COLLEAGUE_TONE, "en") as second,
        person(product, "liuyang") as colleague,
        person(product, "supervisor") as watcher,
        calling(
            product.sip,
            tmp_path / "caller",
            *(*TO_FAULTS, tone, AwaitHangUp(80_000)),
            number=number,
        ) as caller,
    ):
        await colleague.do("/api/agent/not-ready", reason="break")
        await answered(first)
        await hear_each_other(first, caller)
        await first.get_by_test_id("note").fill(WRITTEN)
        await consult(first, "1004")
        await answered(second)
        await heard_by(second, AGENT_TONE, without=CUSTOMER_TONE)
        await heard_by(first, COLLEAGUE_TONE, without=CUSTOMER_TONE)
        await until(lambda: not says_to(caller, AGENT_TONE) and not says_to(caller, COLLEAGUE_TONE))
        await first.keyboard.press("F6")
        await first.get_by_test_id("wrap-up-finish").wait_for(timeout=10_000)
        await heard_by(second, CUSTOMER_TONE, without=AGENT_TONE)
        await until(lambda: says_to(caller, COLLEAGUE_TONE))
        assert await second.get_by_test_id("note").input_value() == WRITTEN
        await second.get_by_test_id("hang-up").click()
        await second.get_by_test_id("wrap-up-finish").wait_for(timeout=10_000)
        await caller.hang_up()  # instead of rating the talk
        for page in (first, second):
            await page.get_by_test_id("wrap-up-finish").click()
        row = await record_of(watcher, number, lambda found: bool(found["ended_at"]))
        assert row["agent"]["id"] == "liuyang"
        assert [part["agent"]["id"] for part in row["segments"]] == ["liqiang", "liuyang"]
        journal = await watcher.see(f"/api/interactions/{row['id']}/journal")
        assert "TransferCompleted" in kinds(journal)


async def test_they_hear_each_other_again_within_five_seconds_when_the_desk_is_reloaded(
    product: Centre, tmp_path: Path
) -> None:
    number = "13900000102"
    tone = says(tmp_path / "tone", CUSTOMER_TONE)
    async with (
        desk_agent(product, "liqiang", tmp_path / "li", AGENT_TONE, "zh") as page,
        calling(
            product.sip,
            tmp_path / "caller",
            *(*TO_FAULTS, tone, AwaitHangUp(80_000)),
            number=number,
        ) as caller,
    ):
        page.on("dialog", leave)
        await answered(page)
        await hear_each_other(page, caller)
        await page.get_by_test_id("note").fill(WRITTEN)
        began = monotonic()
        await page.reload()
        await hear_each_other(page, caller)
        assert monotonic() - began < 5.0 + MEASURED
        assert await page.get_by_test_id("note").input_value() == WRITTEN
        await page.get_by_test_id("hang-up").click()
        await page.get_by_test_id("wrap-up-finish").click(timeout=10_000)
        await caller.hang_up()


async def answered(page: Page) -> None:
    """Wait until somebody asks for the agent, and answer."""
    await page.get_by_test_id("offer-card").wait_for(timeout=40_000)
    await page.get_by_test_id("answer").click()
    await page.get_by_test_id("hang-up").wait_for(timeout=10_000)


async def consult(page: Page, extension: str) -> None:
    """By the keyboard alone."""
    await page.keyboard.press("F6")
    await page.get_by_test_id("target-search").fill(extension)
    await page.get_by_test_id("target").first.filter(has_text=extension).wait_for(timeout=5_000)
    await page.keyboard.press("Enter")
    await page.get_by_test_id("party").wait_for(timeout=5_000)


def says_to(caller: Caller, hertz: float) -> bool:
    """Whether the customer hears a tone, and not their own."""
    return has(caller.heard().samples[-RATE:], RATE, hertz, CUSTOMER_TONE)


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something to be so, within 20 s."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 another process
            await asyncio.sleep(0.5)


async def leave(dialog: Dialog) -> None:
    """Yes, leave the page though a call is going on."""
    await dialog.accept()
