"""Nobody is left in the centre when a test is over, so that no test can spoil the next."""

import asyncio
from collections.abc import AsyncIterator

from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person

from switchroom.adapters.asterisk.console import ask, control_socket
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.app.settings import Settings

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


async def silenced(product: Centre, within: float = 5.0) -> None:
    """Wait until the telephone engine has no channel and no bridge left; else say which."""
    left = ""
    try:
        async with asyncio.timeout(within):
            while left := await _running(product):  # noqa: ASYNC110 a console
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError(f"left in the telephone engine:\n{left}") from None


async def _running(product: Centre) -> str:
    settings = Settings(home=product.home, ari_port=product.ari_port)
    root = find_root(settings.asterisk_root)
    assert root, "there is no Asterisk"
    control = control_socket(Instance(root, settings.instance))
    channels = (await ask(control, "core show channels concise")).strip()
    bridges = (await ask(control, "bridge show all")).strip().splitlines()[1:]  # below its heads
    return "\n".join(filter(None, (channels, *bridges)))


async def _left(watcher: Person) -> AsyncIterator[str]:
    for state in UNDER_WAY:
        page = await watcher.see("/api/interactions", state=state)
        for one in page["items"]:
            yield f"{one['caller']} ({state})"
    for queue in await watcher.see("/api/queues"):
        if at_work := {k: n for k, n in queue["agents"].items() if k != "not_ready" and n}:
            yield f"agents of {queue['id']} {at_work}"
