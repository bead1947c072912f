from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection
from tests.unit.features.interactions.story import SURROUNDINGS, Story, desk, tell_of_four_calls
from tests.unit.features.plans import plans
from tests.unit.features.running import Running

from switchroom.features.interactions.finding import Filter, condition, find
from switchroom.features.interactions.http import router
from switchroom.features.users.roles import PERMISSIONS
from switchroom.runtime.web.access import Identity
from switchroom.testing.access import undeclared
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with desk() as running:
        await tell_of_four_calls(running)
        running.become("interactions.view", "interactions.export", "agent.work", user="u1")
        yield running


async def listed(running: Running, **asked: str | int) -> list[str]:
    async with running.browser() as browser:
        answer = await browser.get("/api/interactions", params=asked)
        assert answer.status_code == 200
        return [one["id"] for one in answer.json()["items"]]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["i4", "i2", "i1"]),
        ({"q": "138 0013 8000"}, ["i1"]),
        ({"q": "0216123"}, ["i2"]),
        ({"q": "8000"}, ["i1"]),
        ({"q": "95598"}, ["i4", "i2", "i1"]),
        ({"q": "张"}, ["i1"]),
        ({"q": "Emily"}, ["i2"]),
        ({"q": "%"}, []),
        ({"caller": "021-61234567"}, ["i2"]),
        ({"called": "95598"}, ["i4", "i2", "i1"]),
        ({"queue": "general"}, ["i2"]),
        ({"agent": "u1"}, ["i1"]),
        ({"channel": "chat"}, []),
        ({"state": "talking"}, ["i2"]),
        ({"disposition": "fault"}, ["i1"]),
        ({"customer": "C1"}, ["i1"]),
        ({"from": EPOCH + 1}, ["i4", "i2"]),
        ({"to": EPOCH + 1}, ["i1"]),
    ],
)
async def test_contacts_are_found_when_a_filter_is_given(
    running: Running, asked: dict[str, str | int], ids: list[str]
) -> None:
    assert await listed(running, **asked) == ids


async def test_a_filter_is_refused_when_it_is_unknown(running: Running) -> None:
    async with running.browser() as browser:
        assert (await browser.get("/api/interactions?colour=red")).status_code == 422
        assert (await browser.get("/api/interactions?cursor=rubbish")).status_code == 422


async def test_pages_follow_each_other_when_there_are_more(running: Running) -> None:
    seen, cursor = [], None
    async with running.browser() as browser:
        for _ in range(3):
            asked = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = (await browser.get("/api/interactions", params=asked)).json()
            seen += [one["id"] for one in page["items"]]
            cursor = page["next"]
    assert (seen, cursor) == (["i4", "i2", "i1"], None)


async def test_contacts_of_others_are_hidden_when_they_belong_elsewhere(running: Running) -> None:
    async with running.browser() as browser:
        for path in ("/api/interactions/i3", "/api/interactions/i3/journal"):
            assert (await browser.get(path)).status_code == 404
        assert "i3" not in (await browser.get("/api/interactions/export.csv")).text
    assert running.identity is not None
    running.identity = Identity(
        user="u1",
        username="u1",
        display_name="u1",
        session="s",
        permissions=running.identity.permissions,
        departments=frozenset({"repair"}),
    )
    assert await listed(running) == ["i4", "i3", "i2", "i1"]
    running.identity = Identity(
        user="u7",
        username="u7",
        display_name="u7",
        session="s",
        permissions=running.identity.permissions,
        departments=frozenset({"repair"}),
    )
    assert await listed(running) == ["i4", "i3", "i2"]


async def test_everything_is_shown_when_one_contact_is_opened(running: Running) -> None:
    async with running.browser() as browser:
        shown = (await browser.get("/api/interactions/i1")).json()
    assert (shown["caller_pretty"], shown["area"]["zh"]) == ("138 0013 8000", "北京市")
    assert shown["customer"] == {"id": "C1", "name": "张伟"}
    assert shown["queue"] == {"id": "fault", "name": {"zh": "fault", "en": "fault"}}
    assert [step["node"] for step in shown["path"]] == ["menu", "repair"]
    assert {step["flow"] for step in shown["path"]} == {"main"}
    assert shown["path"][1]["detail"] == {"key": "1"}
    assert shown["facts"] == [
        {"name": "balance", "value": "5"},
        {"name": "account", "value": "10023"},
    ]
    [segment] = shown["segments"]
    assert segment["agent"] == {"id": "u1", "name": "agent u1"}
    assert segment["wrap_up_ended_at"] - segment["wrap_up_started_at"] == 12_000
    assert shown["recordings"] == [{"id": "recording of i1"}]
    assert shown["recording"] is True


async def test_earlier_contacts_are_shown_when_a_customer_comes_back(running: Running) -> None:
    again = Story(running, "i9")
    await again.open(after=3600)
    async with running.browser() as browser:
        shown = (await browser.get("/api/interactions/i9")).json()
        [earlier] = shown["earlier"]
        assert (earlier["id"], earlier["agent_name"], earlier["note"]) == ("i1", "agent u1", "停电")
        nobody = (await browser.get("/api/interactions/i4")).json()
        assert nobody["earlier"] == []


@pytest.mark.parametrize(("caller", "earlier"), [("web", []), ("", []), ("web138", ["v1"])])
async def test_anothers_contacts_are_not_shown_when_a_visitor_gave_no_number(
    running: Running, caller: str, earlier: list[str]
) -> None:
    for visit in ("v1", "v2"):
        await Story(running, visit).open(caller=caller, after=60)
    async with running.browser() as browser:
        shown = (await browser.get("/api/interactions/v2")).json()
    assert [one["id"] for one in shown["earlier"]] == earlier


async def test_the_journal_is_told_in_order_when_asked(running: Running) -> None:
    async with running.browser() as browser:
        lines = (await browser.get("/api/interactions/i1/journal")).json()
    assert (lines[0]["type"], lines[-1]["type"]) == ("InteractionOpened", "Rated")
    assert lines[0]["data"]["caller"] == "+8613800138000"
    assert [line["position"] for line in lines] == sorted(line["position"] for line in lines)


async def test_an_export_holds_no_formula_when_a_name_is_one(running: Running) -> None:
    async with running.browser() as browser:
        answer = await browser.get("/api/interactions/export.csv")
    lines = answer.text.splitlines()
    assert lines[0].startswith("\ufeffid,channel,")
    assert [line.split(",")[0] for line in lines[1:]] == ["i4", "i2", "i1"]
    assert "2026-01-01T00:00:19+00:00" in lines[3]
    assert "'=Emily" in answer.text
    assert ",=Emily" not in answer.text


async def test_a_contact_is_summed_up_when_its_agent_does_so(running: Running) -> None:
    async with running.browser() as browser:
        path = "/api/interactions/i1/disposition"
        summed = await browser.put(path, json={"disposition": "billing", "note": "改"})
        assert summed.status_code == 204
        shown = (await browser.get("/api/interactions/i1")).json()
        assert (shown["disposition"], shown["note"]) == ("billing", "改")
        last = (await browser.get("/api/interactions/i1/journal")).json()[-1]
        assert (last["type"], last["actor"]) == ("Disposed", "u1")
        assert last["people"] == {"u1": shown["agent"]["name"]}


async def test_a_disposition_stays_when_it_is_not_offered_any_more(running: Running) -> None:
    running.become("agent.work", user="u1", agent="u1")
    running.app.state.surroundings = replace(SURROUNDINGS, dispositions=lambda _: {"billing"})
    path = "/api/interactions/i1/disposition"
    async with running.browser() as browser:
        kept = await browser.put(path, json={"disposition": "fault", "note": "again"})
        await browser.put(path, json={"disposition": "billing"})
        gone = await browser.put(path, json={"disposition": "fault"})
    assert (kept.status_code, gone.status_code) == (204, 422)


async def test_a_note_is_kept_when_there_is_no_disposition(running: Running) -> None:
    async with running.browser() as browser:
        path = "/api/interactions/i1/disposition"
        assert (await browser.put(path, json={"note": "改"})).status_code == 204
        shown = (await browser.get("/api/interactions/i1")).json()
        assert (shown["disposition"], shown["note"]) == (None, "改")


@pytest.mark.parametrize(
    ("interaction", "disposition", "status"),
    [("i1", "nonsense", 422), ("i2", "fault", 403), ("i8", "fault", 404)],
)
async def test_a_summary_is_refused_when_it_is_not_theirs_or_makes_no_sense(
    running: Running, interaction: str, disposition: str, status: int
) -> None:
    async with running.browser() as browser:
        path = f"/api/interactions/{interaction}/disposition"
        answer = await browser.put(path, json={"disposition": disposition})
        assert answer.status_code == status


async def test_contacts_are_closed_when_the_asker_has_no_permission(running: Running) -> None:
    running.become("agent.work")
    async with running.browser() as browser:
        for path in ("", "/export.csv", "/i1", "/i1/journal"):
            assert (await browser.get(f"/api/interactions{path}")).status_code == 403


@pytest.mark.parametrize(
    "wanted",
    [Filter(), Filter(caller="13800138000"), Filter(queue="fault"), Filter(customer="C1")],
)
async def test_an_index_gives_the_order_when_a_page_is_read(
    running: Running, wanted: Filter
) -> None:
    identity = running.identity
    assert identity is not None

    def work(connection: Connection) -> object:
        chosen = condition(connection, wanted, identity, SURROUNDINGS)
        return find(connection, chosen, f"{EPOCH}.i9", 50)

    [step] = await running.store.read(lambda c: plans(c, work))
    assert "USING INDEX" in step


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
