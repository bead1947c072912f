"""One centre for all acceptance tests of a module, and what they say to it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.acceptance.harness.centre import Centre, centre


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Centre]:
    """The product, started as its users start it, with the demonstration pack."""
    home: Path = tmp_path_factory.mktemp("centre") / "home"
    async with centre(home) as running:
        yield running
