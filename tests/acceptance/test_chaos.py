"""The short form of `make chaos`: three kills in the middle of work, and nobody is lost."""

from pathlib import Path

import pytest
from tests.acceptance.harness.centre import centre
from tests.chaos.killing import kill_again_and_again

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]


async def test_nobody_is_lost_or_served_twice_when_the_application_is_killed_again_and_again(
    tmp_path: Path,
) -> None:
    async with centre(tmp_path / "home") as product:
        run = await kill_again_and_again(product, tmp_path, 3, lambda _: None)
    assert run.verdict.well, run.verdict
    assert run.verdict.calls > 5
