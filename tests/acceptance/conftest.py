"""One centre for all acceptance tests, warm before the first and empty after each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.acceptance.harness.acts import terse_centre
from tests.acceptance.harness.caller import calling
from tests.acceptance.harness.centre import Centre, centre
from tests.acceptance.harness.emptiness import emptied
from tests.acceptance.harness.room import Room

from switchroom.adapters.sipp import HangUp, Pause, Press

ONCE_THROUGH = (Pause(2_000), Press("1"), Pause(2_000), Press("1"), Pause(3_000), HangUp())
"""Through the menu into a queue: what is loaded at its first use is loaded then."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def warm_centre(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Centre]:
    """The product, started as its users start it, with the demonstration pack; one call served."""
    home: Path = tmp_path_factory.mktemp("centre") / "home"
    async with centre(home) as running:
        async with calling(running.sip, home.with_name("first"), *ONCE_THROUGH) as caller:
            await caller.finish(40)
        await emptied(running)
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def product(warm_centre: Centre) -> AsyncIterator[Centre]:
    """The centre with nobody in it; a test that leaves somebody behind fails."""
    yield warm_centre
    await emptied(warm_centre)


@pytest_asyncio.fixture(loop_scope="session")
async def room(product: Centre, tmp_path: Path) -> AsyncIterator[Room]:
    """Everybody at a telephone, in a centre that says nothing which it need not."""
    async with terse_centre(product):
        room = Room(product, tmp_path)
        yield room
        await room.close()
