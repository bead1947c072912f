"""Somebody who configures the centre, in Chromium."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page
from tests.acceptance.harness.browser import browser
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import password


@asynccontextmanager
async def administrator(product: Centre, folder: Path) -> AsyncIterator[Page]:
    """The administrator's browser, signed in, in English."""
    async with browser(folder, 523, certificate=product.certificate) as context:
        page = await context.new_page()
        await page.goto(product.url)
        await page.get_by_test_id("sign-in-username").fill("admin")
        await page.get_by_test_id("sign-in-password").fill(password(product))
        await page.get_by_test_id("sign-in-submit").click()
        await page.get_by_test_id("nav-settings").wait_for()
        yield page
