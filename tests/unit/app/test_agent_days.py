"""An agent's day, read from what was told of calls and of the agent."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection
from tests.unit.features.interactions.story import MESSAGES, SURROUNDINGS, Story
from tests.unit.features.limits import Place, sight
from tests.unit.features.plans import plans
from tests.unit.features.running import Running

from switchroom.app.day_lore import DayLore
from switchroom.domain.interaction import events as told
from switchroom.domain.routing import events as routed
from switchroom.features.agent_days.calendar import day_of, today
from switchroom.features.agent_days.http import router
from switchroom.features.agent_days.reading import read_day
from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.settings import catalogue, events, records
from switchroom.kernel.messages import Event
from switchroom.kernel.time import HOUR
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit
LORE = DayLore(SURROUNDINGS)
HERE = records.Site(id="main", name={"zh": "本部", "en": "Main"}, zone="Asia/Shanghai")
SEES = {"u1": Place("main"), "u2": Place("main"), "far": Place("elsewhere")}


@pytest.fixture
async def centre() -> AsyncIterator[Running]:
    """EPOCH is eight in the morning there."""
    async with Running((*MESSAGES, *events.MESSAGES), PROJECTORS, router) as running:
        running.app.state.day_lore = LORE
        running.app.state.sight = sight(running.store, {"i1": Place("main")}, SEES)
        await running.store.write(lambda tx: catalogue.put(tx, catalogue.SITES, HERE))
        await tell_of_a_morning(running)
        running.become("agent.work", user="u1", agent="u1")
        yield running


async def told_of(running: Running, *happened: Event, after: float = 0) -> None:
    running.clock.moment += round(after * 1000)
    await running.store.write(lambda tx: tx.record("agent:u1", *happened))


async def tell_of_a_morning(running: Running) -> None:
    """Ready at eight; one call with hold and wrap-up, one rejected, one dialled in vain, break."""
    await told_of(running, routed.AgentSignedIn(agent="u1"))
    await told_of(running, routed.AgentReady(agent="u1"), after=60)
    first, second, third = (Story(running, one) for one in ("i1", "i2", "i3"))
    await first.open()
    await first.queue(after=5)
    await first.offer("u1", after=5)
    await first.answer("u1", waited=9_000, after=4)
    await first.tell(told.CustomerHeld(interaction="i1", agent="u1"), after=30)
    await first.tell(told.CustomerResumed(interaction="i1", agent="u1"), after=20)
    await first.hang_up("u1", after=50)
    await first.tell(routed.WorkEnded(interaction="i1", agent="u1", queue="fault"))
    await first.wrap_up("u1", lasting=12)
    await told_of(running, routed.AgentReady(agent="u1"))
    await second.open(after=10)
    await second.queue()
    await second.offer("u1")
    await second.tell(
        routed.OfferEnded(
            interaction="i2", offer="o-i2", agent="u1", queue="fault", cause="rejected"
        ),
        after=3,
    )
    dialled = routed.WorkStarted(interaction="i3", agent="u1", queue="")
    await third.tell(dialled, after=7)
    await third.tell(routed.WorkEnded(interaction="i3", agent="u1", queue=""), after=15)
    await first.tell(told.Rated(interaction="i1", question="service", value=1, agent="u1"))
    await told_of(running, routed.AgentReserved(agent="u1", reservation="m1"), after=5)
    await told_of(running, routed.AgentUnreserved(agent="u1", reservation="m1"), after=10)
    await told_of(running, routed.AgentNotReady(agent="u1", reason="break"), after=5)
    running.clock.moment = EPOCH + HOUR


async def day(running: Running, path: str = "/api/agent/day") -> dict[str, Any]:
    async with running.browser() as browser:
        answer = await browser.get(path)
        assert answer.status_code == 200, answer.text
        shown: dict[str, Any] = answer.json()
        return shown


async def test_a_day_is_told_by_the_clock_of_the_agents_site(centre: Running) -> None:
    shown = await day(centre)
    assert (shown["day"], shown["today"], shown["zone"]) == (
        "2026-01-01",
        "2026-01-01",
        "Asia/Shanghai",
    )
    assert (shown["begins"], shown["ends"]) == (EPOCH - 8 * HOUR, EPOCH + 16 * HOUR)
    assert shown["agent"] == {"id": "u1", "name": "agent u1"}


async def test_figures_come_from_what_was_told(centre: Running) -> None:
    figures = (await day(centre))["figures"]
    counts = {name: figures[name] for name in ("served", "offered", "taken", "missed", "rejected")}
    assert counts == {"served": 1, "offered": 2, "taken": 1, "missed": 0, "rejected": 1}
    assert figures["talk"] == {"total": 80_000, "count": 1, "mean": 80_000}
    assert figures["hold"] == {"total": 20_000, "count": 1, "mean": 20_000}
    assert figures["wrap_up"] == {"total": 12_000, "count": 1, "mean": 12_000}


async def test_time_is_told_by_state_work_without_a_part_too(centre: Running) -> None:
    shown = await day(centre)
    lengths = {(one["state"], one["reason"]): one["length"] for one in shown["states"]}
    assert lengths["signed-out", ""] == 8 * HOUR
    assert lengths["not-ready", "signed-in"] == 60_000
    assert lengths["offered", ""] == 7_000
    assert lengths["busy", ""] == 125_000
    assert lengths["wrap-up", ""] == 12_000
    assert sum(lengths.values()) == shown["now"] - shown["begins"]
    assert shown["stretches"][-1]["reason"] == "break"
    assert shown["hours"][8]["states"]["busy"] == 125_000


async def test_contacts_and_ratings_are_listed(centre: Running) -> None:
    shown = await day(centre)
    [part] = shown["parts"]
    assert (part["contact"]["id"], part["talked"], part["held"]) == ("i1", 80_000, 20_000)
    assert part["contact"]["caller_pretty"] == "138 0013 8000"
    assert shown["ratings"] == [{"question": "service", "value": 1, "count": 1}]


async def test_another_day_is_empty_but_for_what_lasted_into_it(centre: Running) -> None:
    before = await day(centre, "/api/agent/day?day=2025-12-31")
    assert before["figures"]["served"] == 0
    assert [one["state"] for one in before["stretches"]] == ["signed-out"]
    centre.clock.moment += 24 * HOUR
    after = await day(centre)
    assert after["parts"] == []
    assert [(one["state"], one["reason"]) for one in after["stretches"]] == [("not-ready", "break")]


async def test_a_day_to_come_has_nothing(centre: Running) -> None:
    shown = await day(centre, "/api/agent/day?day=2026-01-02")
    assert (shown["stretches"], shown["parts"], len(shown["hours"])) == ([], [], 24)


async def test_what_is_no_day_is_refused(centre: Running) -> None:
    async with centre.browser() as browser:
        assert (await browser.get("/api/agent/day?day=yesterday")).status_code == 422


async def test_a_supervisor_sees_only_agents_within_their_limits(centre: Running) -> None:
    centre.become("supervise.view", "interactions.export", user="boss")
    assert (await day(centre, "/api/agents/u1/day"))["figures"]["served"] == 1
    async with centre.browser() as browser:
        for unseen in ("far", "nobody"):
            for path in ("day", "day.csv"):
                assert (await browser.get(f"/api/agents/{unseen}/{path}")).status_code == 404


async def test_a_supervisor_sees_no_contact_of_elsewhere_but_it_counts(centre: Running) -> None:
    centre.app.state.sight = sight(centre.store, {"i1": Place("elsewhere")}, SEES)
    assert len((await day(centre))["parts"]) == 1
    centre.become("supervise.view", user="boss")
    shown = await day(centre, "/api/agents/u1/day")
    assert (shown["parts"], shown["figures"]["served"]) == ([], 1)


async def test_others_days_are_closed_to_agents(centre: Running) -> None:
    async with centre.browser() as browser:
        for path in ("day", "day.csv"):
            assert (await browser.get(f"/api/agents/u2/{path}")).status_code == 403


@pytest.mark.parametrize("path", ["/api/agent/day.csv", "/api/agents/u1/day.csv"])
async def test_contacts_are_exported(centre: Running, path: str) -> None:
    centre.become("agent.work", "interactions.export", user="u1", agent="u1")
    async with centre.browser() as browser:
        answer = await browser.get(path)
    header, line = answer.text.splitlines()
    assert "2026-01-01.csv" in answer.headers["content-disposition"]
    cells = dict(zip(header.removeprefix("\ufeff").split(","), line.split(","), strict=True))
    assert cells["interaction"] == "i1"
    assert cells["started_at"] == "2026-01-01T00:01:14+00:00"
    assert (cells["talked_ms"], cells["held_ms"], cells["wrapped_ms"]) == (
        "80000",
        "20000",
        "12000",
    )


async def test_no_table_is_read_as_a_whole_for_a_day(centre: Running) -> None:
    now = centre.clock.now()

    def work(connection: Connection) -> object:
        shown = day_of(today(now, "Asia/Shanghai"), "Asia/Shanghai")
        known = read_day(connection, LORE, "u1", shown, now)
        LORE.ratings(connection, "u1", shown.begins, shown.ends)
        return known

    steps = await centre.store.read(lambda c: plans(c, work))
    assert not [step for step in steps if step.startswith("SCAN")]
