"""A call at a desk that was opened over TLS: its telephone speaks by WSS."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from tests.acceptance.harness.caller import calling, says
from tests.acceptance.harness.centre import Centre, centre
from tests.acceptance.harness.people import desk_agent
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, hear_each_other

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def secure_centre(tmp_path: Path) -> AsyncIterator[Centre]:
    async with centre(tmp_path / "home", secure=True) as running:
        yield running


async def test_both_hear_each_other_when_the_desk_is_served_over_tls(
    secure_centre: Centre, tmp_path: Path
) -> None:
    to_faults = (Pause(2_000), Press("1"), Pause(2_000), Press("1"))
    talk = (says(tmp_path / "tone", CUSTOMER_TONE), AwaitHangUp(60_000))
    async with (
        desk_agent(secure_centre, "liqiang", tmp_path / "agent", AGENT_TONE, "zh") as page,
        calling(secure_centre.sip, tmp_path / "caller", *to_faults, *talk) as caller,
    ):
        sockets = await page.evaluate("window.__sockets")
        assert f"wss://127.0.0.1:{secure_centre.wss_port}/ws" in sockets
        assert f"wss://127.0.0.1:{secure_centre.http_port}/api/live" in sockets
        await page.get_by_test_id("answer").click(timeout=30_000)
        await hear_each_other(page, caller)
        await page.get_by_test_id("hang-up").click()
        await page.get_by_test_id("wrap-up-finish").click(timeout=10_000)
        await caller.hang_up()
