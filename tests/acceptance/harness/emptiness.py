"""Nobody is left in the centre when a test is over, so that no test can spoil the next."""

import asyncio
from collections.abc import AsyncIterator

from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person

UNDER_WAY = ("menu", "waiting", "offered", "talking", "held", "wrap-up")
EMPTY_WITHIN = 15.0


async def emptied(product: Centre) -> None:
    """Wait until no contact is under way and no agent is signed in; else say who is left."""
    left: list[str] = []
    async with person(product, "supervisor") as watcher:
        try:
            async with asyncio.timeout(EMPTY_WITHIN):
                while left := [one async for one in _left(watcher)]:  # noqa: ASYNC110 over HTTP
                    await asyncio.sleep(0.5)
        except TimeoutError:
            raise AssertionError(f"left in the centre: {', '.join(left)}") from None


async def _left(watcher: Person) -> AsyncIterator[str]:
    for state in UNDER_WAY:
        page = await watcher.see("/api/interactions", state=state)
        for one in page["items"]:
            yield f"{one['caller']} ({state})"
    for queue in await watcher.see("/api/queues"):
        if at_work := {k: n for k, n in queue["agents"].items() if k != "not_ready" and n}:
            yield f"agents of {queue['id']} {at_work}"
