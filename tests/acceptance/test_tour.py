"""The administrator's guided tour points to what can be seen, in both languages."""

from pathlib import Path

import pytest
from playwright.async_api import FloatRect, Locator, Page
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import person

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]
STOPS = (
    None,
    'nav a[href="/settings"]',
    'nav a[href="/flows"]',
    'nav a[href="/prompts"]',
    'nav a[href="/supervise"]',
    'nav a[href="/interactions"]',
    '[data-testid="me-menu"]',
)
"""Where each stop points; the first one to nothing."""
NEAR = 40
"""Pixels at most between a place and what is told of it."""
LANGUAGES = {"zh": "中文", "en": "English"}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_stop_is_beside_what_it_speaks_of_when_the_tour_is_taken(
    product: Centre, tmp_path: Path, language: str
) -> None:
    async with administrator(product, tmp_path / "administrator") as page:
        await offered(page, product)
        await begin(page, language)
        for number, place in enumerate(STOPS):
            card = await standing(page, number)
            if place:
                await points_to(page, card, page.locator(place))
            await page.keyboard.press("Enter")
        await page.locator(".ant-tour").wait_for(state="detached")
        async with page.expect_response("**/api/agent/preferences"):
            await page.reload()
        await page.wait_for_timeout(500)
        assert await page.get_by_test_id("tour-offer").count() == 0, "it was taken"


async def offered(page: Page, product: Centre) -> None:
    """To somebody who has not seen it."""
    async with person(product, "admin") as admin:
        kept = await admin.see("/api/agent/preferences")
        await admin.put("/api/agent/preferences", **kept | {"toured": False})
    await page.reload()
    await page.get_by_test_id("tour-offer").wait_for()


async def begin(page: Page, language: str) -> None:
    """From one's own menu, in a language."""
    await page.get_by_test_id("me-menu").click()
    await page.get_by_text(LANGUAGES[language], exact=True).click()
    await page.get_by_test_id("tour-admin").click()


async def standing(page: Page, number: int) -> Locator:
    """What is told at a stop, once it is that one's turn and does not move any more."""
    card = page.locator(".ant-tour")
    dots = card.locator(".ant-tour-indicator")
    await dots.nth(number).and_(card.locator(".ant-tour-indicator-active")).wait_for()
    assert await dots.count() == len(STOPS)
    await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    return card


async def points_to(page: Page, card: Locator, place: Locator) -> None:
    """Both are in sight, near each other, and none of the rail's places is covered."""
    told, there = await box(card), await box(place)
    assert within(page, told), f"it is not all in sight: {told}"
    assert within(page, there)
    assert apart(told, there) <= NEAR
    for other in await page.locator("nav a:visible").all():
        assert apart(told, await box(other)) > 0, f"it covers {await other.inner_text()}"


async def box(of: Locator) -> FloatRect:
    found = await of.bounding_box()
    assert found, "it is not shown"
    return found


def within(page: Page, one: FloatRect) -> bool:
    size = page.viewport_size
    assert size
    right, bottom = one["x"] + one["width"], one["y"] + one["height"]
    return min(one["x"], one["y"]) >= 0 and right <= size["width"] and bottom <= size["height"]


def apart(one: FloatRect, other: FloatRect) -> float:
    """How far two are from each other; below 0 they overlap."""
    across = max(
        other["x"] - one["x"] - one["width"],
        one["x"] - other["x"] - other["width"],
    )
    down = max(
        other["y"] - one["y"] - one["height"],
        one["y"] - other["y"] - other["height"],
    )
    return max(across, down)
