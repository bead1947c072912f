"""How soon an agent sees who calls: from the offer in the journal to its painting at the desk.

The centre, Asterisk, Chromium and the caller are real and share the machine. A known customer calls
again and again, and leaves when the offer has been painted; the page notes when the offer's card
with the customer's name, and when the customer's record beside it, have been painted. Journal and
page read the same machine's clock.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from playwright.async_api import Page
from tests.acceptance.harness.caller import calling
from tests.acceptance.harness.centre import Centre, centre
from tests.acceptance.harness.people import desk_agent, person
from tests.acceptance.harness.records import journal_of, record_of

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press

NUMBER, NAME, ACCOUNT, AGENT = "13800138000", "张伟", "10023", "liqiang"
STEPS = (Pause(2_500), Press("1"), Pause(2_500), Press("1"), AwaitHangUp(60_000))
WATCH = """([name, account]) => {
  const painted = (what) => requestAnimationFrame(() => setTimeout(() => {
    window.painted[what] ??= Date.now()
  }))
  const look = () => {
    const shown = (part, text) => document.querySelector(part)?.textContent.includes(text)
    if (shown('[data-testid="offer-card"]', name)) painted('card')
    if (shown('[data-testid="customer-record"]', account)) painted('record')
  }
  window.painted = {}
  window.watching?.disconnect()
  window.watching = new MutationObserver(look)
  window.watching.observe(document.body, {childList: true, subtree: true, characterData: true})
}"""


@dataclass(frozen=True, slots=True)
class Pop:
    """Milliseconds after the offer."""

    card: int
    record: int


async def measure(product: Centre, folder: Path, calls: int, language: str) -> list[Pop]:
    """Offer that many calls to one agent; the first warms the page, and is left out."""
    pops = []
    async with (
        person(product, "supervisor") as watcher,
        desk_agent(product, AGENT, folder / "desk", 660.0, language) as page,
    ):
        for number in range(calls + 1):
            await page.evaluate(WATCH, [NAME, ACCOUNT])
            async with calling(product.sip, folder / f"{number}", *STEPS, number=NUMBER):
                painted = await seen(page)
            row = await record_of(watcher, NUMBER, lambda row: bool(row["ended_at"]))
            offered = at(await journal_of(watcher, row["id"]), "InteractionOffered")
            pops.append(Pop(painted["card"] - offered, painted["record"] - offered))
            for part in ("offer-card", "customer-record"):
                await page.get_by_test_id(part).wait_for(state="detached")
    return pops[1:]


async def seen(page: Page) -> dict[str, int]:
    """When the card and the record were painted, once both were."""
    waited = await page.wait_for_function(
        "() => window.painted.card && window.painted.record && window.painted", timeout=30_000
    )
    painted: dict[str, int] = await waited.json_value()
    return painted


def at(journal: Sequence[dict[str, Any]], kind: str) -> int:
    """When something was first written down."""
    return next(int(line["at"]) for line in journal if line["type"] == kind)


def show(pops: Sequence[Pop]) -> None:
    """The figures."""
    for field in fields(Pop):
        took = sorted(getattr(pop, field.name) for pop in pops)
        print(
            f"{field.name:<8} painted after the offer: p50 {took[len(took) // 2]} ms   "
            f"worst {took[-1]} ms   of {len(took)}"
        )


async def run(options: argparse.Namespace) -> None:
    """Measure against a centre of its own."""
    with tempfile.TemporaryDirectory(prefix="screen-pop-") as folder:
        async with centre(Path(folder) / "home") as product:
            show(await measure(product, Path(folder), options.calls, options.language))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--language", choices=["zh", "en"], default="zh")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
