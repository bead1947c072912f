"""What a supervisor tells the agents is on their desks at once, and read when they say so."""

from pathlib import Path

import pytest
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import desk_agent, person

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

TEXT = "东湖区停电，预计 18 点恢复 <b>"


async def test_a_notice_is_shown_at_the_desk_until_the_agent_has_read_it(
    product: Centre, tmp_path: Path
) -> None:
    async with (
        desk_agent(product, "liqiang", tmp_path / "desk", 660.0, "zh") as page,
        person(product, "supervisor") as boss,
    ):
        until = await page.evaluate("Date.now() + 3_600_000")
        sent = await boss.do(
            "/api/notices",
            text=TEXT,
            urgent=True,
            to={"kind": "agents", "ids": ["liqiang"]},
            until=until,
        )
        line = page.get_by_test_id("told")
        await line.wait_for(timeout=5_000)
        assert TEXT in await line.inner_text()
        assert sent["read"] == 0
        await page.get_by_test_id("told-read").click()
        await line.wait_for(state="detached", timeout=5_000)
        [told] = (await boss.see("/api/notices"))["items"]
        assert (told["id"], told["read"], told["unread"]) == (sent["id"], 1, 0)
