"""No page of the desk shuts anybody out: axe finds nothing serious on any route, light or dark.

The routes are read from the router itself, the sections of the settings from their own list, so
that a new page is tested without being named here.
"""

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.centre import Centre

pytestmark = pytest.mark.acceptance
DESK = Path(__file__).parents[2] / "web/desk"
ROUTER = DESK / "src/app/Signed.tsx"
AXE = DESK / "node_modules/axe-core/axe.min.js"
CHOSEN = {":flow": "main"}
"""What stands where a route cannot do without something."""
SETTLES = 450
"""Milliseconds until what a page asked for is drawn."""
SHEETS = ("/settings/queue/fault-repair", "/settings/users/admin", "/settings/schedule/always")
RUN = """async (only) => {
  const still = document.getAnimations().map((one) => one.finished.catch(() => null))
  await Promise.race([Promise.all(still), new Promise((done) => setTimeout(done, 800))])
  const found = await axe.run(document, {resultTypes: ["violations"], ...(only && {runOnly: only})})
  return found.violations
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(" | ")}`)
}"""


def routes() -> list[str]:
    """All addresses of the router, without what may be left out."""
    patterns = re.findall(r'<Route path="(/[^"]+)"', ROUTER.read_text())
    parts = [[part for part in path.split("/") if not part.endswith("?")] for path in patterns]
    return ["/".join(CHOSEN.get(part, part) for part in path) for path in parts]


def test_the_pages_are_found_when_the_router_is_read() -> None:
    assert {"/desk", "/flows/main", "/settings"} <= set(routes())


@pytest.mark.asyncio(loop_scope="session")
async def test_axe_finds_nothing_serious_when_a_page_is_shown_light_or_dark(
    product: Centre, tmp_path: Path
) -> None:
    async with administrator(product, tmp_path / "administrator") as page:
        found = {path: await shuts_out(page, product, path) for path in await everywhere(page)}
    problems = [f"{path} {problem}" for path, all_of_it in found.items() for problem in all_of_it]
    assert not problems, "\n".join(problems)


async def everywhere(page: Page) -> list[str]:
    """The router's pages, the sections of the settings, and some of their forms."""
    await page.get_by_test_id("nav-settings").click()
    sections = page.locator('a[href^="/settings/"]')
    await sections.first.wait_for()
    links: list[Any] = await sections.evaluate_all("all => all.map((a) => a.pathname)")
    return list(dict.fromkeys([*routes(), *links, *SHEETS]))


async def shuts_out(page: Page, product: Centre, path: str) -> list[str]:
    """What is wrong with a page, once it stands still; in the dark only colours can be."""
    light = await found_by_axe(page, f"{product.url}{path}", "light")
    dark = await found_by_axe(page, f"{product.url}{path}", "dark", "color-contrast")
    return [*light, *(f"dark: {problem}" for problem in dark)]


async def found_by_axe(
    page: Page, address: str, scheme: Literal["light", "dark"], *rules: str
) -> list[str]:
    """Load a page anew, since one that changes its colours takes a while; ask axe."""
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.goto(address)
    await page.locator("main").wait_for()
    await page.wait_for_timeout(SETTLES)
    await page.evaluate(AXE.read_text())
    found: list[str] = await page.evaluate(RUN, list(rules) or None)
    return found
