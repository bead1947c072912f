"""Supervising: who hears whom by their tones, and what is forced, through the pages of both."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.async_api import Locator, Page
from tests.acceptance.harness.browser import heard
from tests.acceptance.harness.caller import Caller, calling, says
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.hearing import RATE
from tests.acceptance.harness.people import Person, desk_agent, person
from tests.acceptance.harness.records import journal_of, kinds, record_of
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, hear_each_other

from switchroom.adapters.sipp import AwaitHangUp, Pause, Press
from switchroom.testing.sound import tone_level

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

BOSS_TONE = 880.0
LOUD, SILENT = 0.08, 0.02
NUMBER = "13800138000"
AGENT, BOSS = "liqiang", "supervisor"
TONES = {"customer": CUSTOMER_TONE, "agent": AGENT_TONE, "boss": BOSS_TONE}


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk between a customer and an agent, and a supervisor before the live page."""

    caller: Caller
    agent: Page
    boss: Page
    watcher: Person

    async def who_is_heard(self, by: str) -> set[str]:
        """Whose tones somebody hears, of the last second."""
        if by == "customer":
            return tones_in(self.caller.heard().samples[-RATE:], RATE)
        tracks = await heard(self.agent if by == "agent" else self.boss)
        live = [track for track in tracks if len(track.samples) >= track.rate]
        return tones_in(live[-1].last(1.0), live[-1].rate) if live else set()

    async def until_heard(self, **expected: set[str]) -> None:
        """Wait until everybody hears exactly those; within 20 s."""
        got: dict[str, set[str]] = {}
        try:
            async with asyncio.timeout(20):
                while got != expected:
                    await asyncio.sleep(0.5)
                    got = {by: await self.who_is_heard(by) for by in expected}
        except TimeoutError:
            raise AssertionError(f"heard {got}, not {expected}") from None

    def tile(self) -> Locator:
        """The agent's tile."""
        return self.boss.locator(f'[data-testid="agent-tile"][data-agent="{AGENT}"]')

    async def act(self, act: str, times: int = 1) -> None:
        """Choose an act in the tile's menu."""
        await self.tile().hover()
        await self.tile().get_by_test_id("agent-acts").click()
        for _ in range(times):
            await self.boss.get_by_test_id(f"act-{act}").click()


def tones_in(sound: NDArray[np.float32], rate: int) -> set[str]:
    """Whose tones are in a sound; measured in short pieces, as `harness.talk.has` does."""
    pieces = np.split(sound, range(rate // 10, len(sound), rate // 10))[:-1]
    levels = {
        who: fmean(tone_level(piece, rate, hertz) for piece in pieces) if pieces else 0.0
        for who, hertz in TONES.items()
    }
    return {who for who, level in levels.items() if level > LOUD} | {
        f"perhaps {who}" for who, level in levels.items() if SILENT < level <= LOUD
    }


async def open_board(page: Page) -> None:
    await page.get_by_test_id("nav-supervise").click()
    await page.locator('[data-testid="supervise"][data-known]').wait_for(timeout=10_000)


@asynccontextmanager
async def talk(product: Centre, folder: Path) -> AsyncIterator[Talk]:
    """The customer and the agent talk; the supervisor, not ready, looks at the board."""
    steps = (Pause(2_500), Press("1"), Pause(2_500), Press("1"))
    tone = says(folder / "tone", CUSTOMER_TONE)
    async with (
        desk_agent(product, BOSS, folder / "boss", BOSS_TONE, "en") as boss,
        person(product, BOSS) as watcher,
    ):
        await watcher.do("/api/agent/not-ready", reason="training")
        await open_board(boss)
        async with (
            desk_agent(product, AGENT, folder / "agent", AGENT_TONE, "zh") as agent,
            calling(
                product.sip, folder / "caller", *steps, tone, AwaitHangUp(120_000), number=NUMBER
            ) as caller,
        ):
            await agent.get_by_test_id("offer-card").wait_for(timeout=30_000)
            await agent.get_by_test_id("answer").click()
            await hear_each_other(agent, caller)
            yield Talk(caller, agent, boss, watcher)


async def newest(watcher: Person) -> str:
    row = await record_of(watcher, NUMBER, lambda row: bool(row["opened_at"]))
    found: str = row["id"]
    return found


async def until(question: Callable[[], Awaitable[bool]], within: float = 10.0) -> None:
    async with asyncio.timeout(within):
        while not await question():  # noqa: ASYNC110 another process
            await asyncio.sleep(0.2)


async def test_each_hears_whom_they_should_when_a_supervisor_listens_whispers_and_barges_in(
    product: Centre, tmp_path: Path
) -> None:
    async with talk(product, tmp_path) as talking:
        await talking.act("listen")
        bar = talking.boss.get_by_test_id("monitor-bar")
        await bar.wait_for(timeout=10_000)
        await talking.until_heard(
            boss={"customer", "agent"}, agent={"customer"}, customer={"agent"}
        )
        await talking.boss.get_by_test_id("monitor-whisper").click()
        await talking.until_heard(
            boss={"customer", "agent"}, agent={"customer", "boss"}, customer={"agent"}
        )
        assert await bar.get_attribute("data-mode") == "whisper"
        await talking.tile().get_by_test_id("heard-by").wait_for(timeout=3_000)
        await talking.boss.get_by_test_id("monitor-barge").click()
        await talking.until_heard(
            boss={"customer", "agent"}, agent={"customer", "boss"}, customer={"agent", "boss"}
        )
        await bar.wait_for(state="detached", timeout=5_000)
        interaction = await newest(talking.watcher)
        await talking.act("release", times=2)
        await talking.agent.get_by_test_id("wrap-up-finish").wait_for(timeout=10_000)
        row = await record_of(talking.watcher, NUMBER, lambda row: bool(row["ended_at"]))
        assert (row["id"], row["cause"]) == (interaction, "released")
        journal = await journal_of(talking.watcher, interaction)
        for kind in ("MonitorStarted", "MonitorChanged", "MonitorEnded", "InteractionEnded"):
            assert kind in kinds(journal)
        by = [one["data"]["supervisor"] for one in journal if one["type"].startswith("Monitor")]
        assert set(by) == {BOSS}
        [ended] = [one["data"] for one in journal if one["type"] == "InteractionEnded"]
        assert ended["by"] == BOSS


async def test_the_customer_is_with_the_supervisor_alone_when_they_took_over(
    product: Centre, tmp_path: Path
) -> None:
    async with talk(product, tmp_path) as talking:
        await talking.act("take-over", times=2)
        await talking.until_heard(boss={"customer"}, customer={"boss"})
        await talking.agent.get_by_test_id("wrap-up-finish").wait_for(timeout=5_000)
        await talking.boss.get_by_test_id("hang-up").click()
        wrapping_up = '[data-testid="state-menu"][data-state="wrap-up"]'
        await talking.boss.locator(wrapping_up).wait_for(timeout=10_000)
        await talking.caller.hang_up()  # instead of rating the talk


async def test_a_waiting_call_is_given_to_a_named_agent_and_followed_step_by_step(
    product: Centre, tmp_path: Path
) -> None:
    steps = (Pause(2_500), Press("1"), Pause(2_500), Press("1"), AwaitHangUp(60_000))
    async with (
        desk_agent(product, BOSS, tmp_path / "boss", BOSS_TONE, "en") as boss,
        person(product, BOSS) as watcher,
        desk_agent(product, AGENT, tmp_path / "agent", AGENT_TONE, "zh") as agent,
        person(product, AGENT) as somebody,
    ):
        await watcher.do("/api/agent/not-ready", reason="training")
        await somebody.do("/api/agent/not-ready", reason="training")
        await open_board(boss)
        async with calling(product.sip, tmp_path / "caller", *steps, number=NUMBER) as caller:
            await boss.get_by_test_id("view-calls").click()
            await boss.get_by_test_id("board-call").click(timeout=10_000)
            stage = boss.get_by_test_id("call-stage")
            await boss.locator('[data-testid="call-stage"][data-state="waiting"]').wait_for(
                timeout=30_000
            )
            assert "Joins the queue" in await boss.get_by_test_id("journal").inner_text()
            await boss.locator('[data-queue="fault-repair"]').click()
            await boss.get_by_test_id("assign").click()
            await boss.locator(f'[data-testid="pick-agent"][data-agent="{AGENT}"]').click()
            await agent.get_by_test_id("offer-card").wait_for(timeout=5_000)
            await agent.get_by_test_id("answer").click()

            async def talking() -> bool:
                return await stage.get_attribute("data-state") == "talking"

            await until(talking)
            await agent.get_by_test_id("hang-up").click()
            await caller.hang_up()  # instead of rating the talk
            await agent.get_by_test_id("wrap-up-finish").click()


async def test_an_agents_state_is_what_a_supervisor_makes_it(
    product: Centre, tmp_path: Path
) -> None:
    async with (
        desk_agent(product, BOSS, tmp_path / "boss", BOSS_TONE, "en") as boss,
        desk_agent(product, AGENT, tmp_path / "agent", AGENT_TONE, "zh") as agent,
    ):
        await open_board(boss)
        tile = boss.locator(f'[data-testid="agent-tile"][data-agent="{AGENT}"]')
        for act, times, state in (("not-ready", 1, "not-ready"), ("ready", 1, "ready")):
            await tile.hover()
            await tile.get_by_test_id("agent-acts").click()
            for _ in range(times):
                await boss.get_by_test_id(f"act-{act}").click()
            mine = f'[data-testid="state-menu"][data-state="{state}"]'
            await agent.locator(mine).wait_for(timeout=3_000)
            await boss.locator(f'[data-agent="{AGENT}"][data-state="{state}"]').wait_for(
                timeout=3_000
            )
        await tile.focus()
        await boss.keyboard.press("n")
        await agent.locator('[data-testid="state-menu"][data-state="not-ready"]').wait_for(
            timeout=3_000
        )
        await boss.locator(f'[data-agent="{AGENT}"][data-state="not-ready"]').wait_for(
            timeout=3_000
        )
        await tile.hover()
        await tile.get_by_test_id("agent-acts").click()
        await boss.get_by_test_id("act-sign-out").click()
        assert await tile.count() == 1, "it is asked twice"
        await boss.get_by_test_id("act-sign-out").click()
        await agent.locator('[data-testid="state-menu"][data-state="signed-out"]').wait_for(
            timeout=3_000
        )


async def test_the_live_page_is_shown_to_nobody_when_it_is_not_permitted(
    product: Centre, tmp_path: Path
) -> None:
    async with desk_agent(product, AGENT, tmp_path / "agent", AGENT_TONE, "en") as agent:
        assert await agent.get_by_test_id("nav-supervise").count() == 0
        await agent.goto(f"{product.url}/supervise")
        await agent.get_by_text("You may not do that.").wait_for(timeout=10_000)
        refused = await agent.evaluate(
            """() => new Promise((resolve) => {
                const socket = new WebSocket(`ws://${location.host}/api/live`)
                socket.onopen = () => socket.send(JSON.stringify({ subscribe: ['board'] }))
                socket.onmessage = ({ data }) => {
                    const said = JSON.parse(data)
                    if (['board', 'refused'].includes(said.topic)) resolve(said)
                }
            })"""
        )
        assert (refused["topic"], refused["why"]) == ("refused", "denied")
