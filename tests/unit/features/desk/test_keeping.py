"""What desks keep: drafts that others see, calls for help, calls planned, preferences."""

from collections.abc import AsyncIterator, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import json
from tests.unit.features.limits import Place, sight
from tests.unit.features.running import Running

from switchroom.domain.interaction.commands import Dial
from switchroom.features.desk import drafts, helping, planning, preferences
from switchroom.features.desk.drafts import draft_of
from switchroom.features.desk.hub import Hub, Page
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.ringing_back import RingBackRule, RingingBack
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import DAY
from switchroom.ports.directory import Way
from switchroom.ports.routing import RoutingView
from switchroom.runtime.web.access import Identity

pytestmark = pytest.mark.unit

WORKING: dict[str, tuple[str, ...]] = {"call": ("li", "liu")}


class Desk:
    """The routing and the desk, as far as these routes ask them."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.lore = SimpleNamespace(
            agent_name=lambda _, agent: agent.title(), customer_name=lambda _, customer: customer
        )

    def works(self, interaction: str) -> Sequence[str]:
        return WORKING.get(interaction, ())

    def agent(self, _: str) -> SimpleNamespace:
        return SimpleNamespace(works=("call",))

    def page(self, user: str, *permissions: str, site: str = "*", department: str = "") -> Page:
        page = Page(
            Identity(
                user=user,
                username=user,
                display_name=user,
                session=user,
                permissions=frozenset(permissions),
                site=site,
                departments=frozenset(filter(None, [department])),
                agent=user,
            )
        )
        self.hub.enter(page)
        return page


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def running(desk: Desk) -> AsyncIterator[Running]:
    async with Running() as running:
        for feature in (drafts, helping, planning, preferences):
            running.app.include_router(feature.router)
        running.app.state.desk = running.app.state.routing = desk
        running.app.state.book = SimpleNamespace(
            way=lambda number, *_: Way(number=number, reach="local", endpoint="", caller="")
        )
        running.app.state.ringing_back = RingingBack(
            running.store,
            running.bus,
            running.clock,
            cast("RoutingView", desk),
            cast("LiveDesk", desk),
            RingBackRule,
        )
        running.app.state.sight = sight(running.store, {}, {"li": Place("main", ("repair",))})
        running.become("agent.work", user="li", agent="li")
        yield running


async def told(page: Page) -> dict[str, Any]:
    text = await page.next()
    assert text
    message: dict[str, Any] = json.decode(text)
    return message


async def test_the_others_in_the_call_see_a_draft_when_one_of_them_types(
    running: Running, desk: Desk
) -> None:
    other = desk.page("liu")
    async with running.browser() as browser:
        answer = await browser.put("/api/interactions/call/draft", json={"note": "no power"})
    assert answer.status_code == 204
    draft = {"interaction": "call", "disposition": "", "note": "no power", "by": "li"}
    assert await told(other) == {"topic": "draft", "draft": draft}
    kept = await running.store.read(lambda c: draft_of(c, "call"))
    assert kept
    assert (kept["note"], kept["by"]) == ("no power", "li")


async def test_a_draft_is_refused_when_its_writer_has_left_the_call(running: Running) -> None:
    running.become("agent.work", user="emily", agent="emily")
    async with running.browser() as browser:
        answer = await browser.put("/api/interactions/call/draft", json={"note": "mine"})
    assert answer.status_code == 409
    assert await running.store.read(lambda c: draft_of(c, "call")) is None


async def test_a_draft_is_forgotten_when_nobody_has_touched_it_for_days(running: Running) -> None:
    async with running.browser() as browser:
        await browser.put("/api/interactions/call/draft", json={"note": "old"})
        running.clock.moment += 4 * DAY
        WORKING["next"] = ("li",)
        await browser.put("/api/interactions/next/draft", json={"note": "new"})
    assert await running.store.read(lambda c: draft_of(c, "call")) is None
    assert await running.store.read(lambda c: draft_of(c, "next"))


async def test_the_agent_hears_who_has_seen_it_when_a_supervisor_answers_a_call_for_help(
    running: Running, desk: Desk
) -> None:
    agent, supervisor = desk.page("li"), desk.page("chen", "supervise.view")
    async with running.browser() as browser:
        asked = (await browser.post("/api/agent/help", json={"text": " angry "})).json()
        assert (await told(supervisor))["help"] == asked
        assert (asked["text"], asked["interaction"], asked["agent_name"]) == ("angry", "call", "Li")
        running.become("supervise.view", user="chen")
        assert [one["id"] for one in (await browser.get("/api/help")).json()] == [asked["id"]]
        await browser.post(f"/api/help/{asked['id']}/seen")
        assert (await browser.get("/api/help")).json() == []
    seen = await told(agent)
    assert (seen["topic"], seen["help"]["seen_by"]) == ("help-seen", "Chen")


@pytest.mark.parametrize(("site", "department"), [("north", ""), ("main", "service")])
async def test_help_is_not_told_when_the_agent_is_outside_a_supervisors_limits(
    running: Running, desk: Desk, site: str, department: str
) -> None:
    far = desk.page("far", "supervise.view", site=site, department=department)
    near = desk.page("near", "supervise.view", site="main", department="repair")
    async with running.browser() as browser:
        asked = (await browser.post("/api/agent/help", json={})).json()
        running.identity = far.identity
        assert (await browser.get("/api/help")).json() == []
        assert (await browser.post(f"/api/help/{asked['id']}/seen")).status_code == 404
        running.become("supervise.view", user="near", departments={"repair"})
        assert (await browser.get("/api/help")).json() == [asked]
    assert (await told(near))["help"] == asked
    far.push("nothing before this")
    assert await far.next() == "nothing before this"


async def test_planned_calls_come_in_the_order_in_which_they_are_due(
    running: Running, desk: Desk
) -> None:
    page = desk.page("li")
    async with running.browser() as browser:
        for number, due in (("110", 9_000), ("119", 5_000)):
            await browser.post("/api/agent/planned", json={"number": number, "due": due})
        listed = (await browser.get("/api/agent/planned")).json()
        assert [one["number"] for one in listed] == ["119", "110"]
        await browser.delete(f"/api/agent/planned/{listed[0]['id']}")
        running.become("agent.work", user="liu", agent="liu")
        refused = await browser.delete(f"/api/agent/planned/{listed[1]['id']}")
    assert refused.status_code == 404
    assert [len((await told(page))["planned"]) for _ in range(3)] == [1, 2, 1]


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [("138-0013 8000", "+8613800138000", "138 0013 8000"), ("1002", "1002", "1002")],
)
async def test_a_planned_number_is_kept_and_shown_in_one_way_of_writing(
    running: Running, desk: Desk, typed: str, kept: str, shown: str
) -> None:
    async with running.browser() as browser:
        await browser.post("/api/agent/planned", json={"number": typed, "due": 5_000})
        (call,) = (await browser.get("/api/agent/planned")).json()
        refused = await browser.post("/api/agent/planned", json={"number": "-- ", "due": 5_000})
    assert (call["number"], call["number_pretty"]) == (kept, shown)
    assert refused.status_code == 422


async def test_a_planned_call_is_moved_and_made_when_its_agent_says_so(
    running: Running, desk: Desk
) -> None:
    asked: list[Dial] = []

    async def dialled(wish: Dial) -> str:
        if not asked:
            asked.append(wish)
            raise ConflictError("This agent is busy.")
        asked.append(wish)
        return "i1"

    running.bus.serve(Dial, dialled)
    running.become("agent.work", "calls.dial.local", user="li", agent="li")
    async with running.browser() as browser:
        await browser.post("/api/agent/planned", json={"number": "110", "due": 5_000})
        (call,) = (await browser.get("/api/agent/planned")).json()
        assert (call["state"], call["until"]) == ("planned", None)
        path = f"/api/agent/planned/{call['id']}"
        await browser.patch(path, json={"due": 9_000})
        assert (await browser.post(f"{path}/dial")).status_code == 409
        (moved,) = (await browser.get("/api/agent/planned")).json()
        assert moved == call | {"due": 9_000}
        assert (await browser.post(f"{path}/dial")).status_code == 204
        assert (await browser.get("/api/agent/planned")).json() == []
        assert (await browser.post(f"{path}/dial")).status_code == 404
    assert asked == [Dial(agent="li", number="110")] * 2


async def test_a_planned_call_is_refused_when_its_customer_or_number_is_beyond_the_agent(
    running: Running,
) -> None:
    async with running.browser() as browser:
        foreign = {"number": "110", "due": 1, "customer": "nobody"}
        assert (await browser.post("/api/agent/planned", json=foreign)).status_code == 404
        await browser.post("/api/agent/planned", json={"number": "110", "due": 1})
        (call,) = (await browser.get("/api/agent/planned")).json()
        assert (await browser.post(f"/api/agent/planned/{call['id']}/dial")).status_code == 403
        busy = {"number": "110"}
        assert (await browser.post("/api/agent/planned/when-free", json=busy)).status_code == 403


async def test_preferences_are_the_agents_own_when_they_were_changed(running: Running) -> None:
    async with running.browser() as browser:
        await browser.put("/api/agent/preferences", json={"answer": "automatic"})
        kept = {"answer": "automatic", "toured": False}
        assert (await browser.get("/api/agent/preferences")).json() == kept
        running.become("agent.work", user="liu", agent="liu")
        usual = {"answer": "manual", "toured": False}
        assert (await browser.get("/api/agent/preferences")).json() == usual


async def test_the_tour_is_not_offered_again_when_it_was_taken(running: Running) -> None:
    async with running.browser() as browser:
        taken = {"answer": "manual", "toured": True}
        await browser.put("/api/agent/preferences", json=taken)
        assert (await browser.get("/api/agent/preferences")).json() == taken
