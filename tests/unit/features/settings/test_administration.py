"""What refers to what, the history of configuration, and undoing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from httpx import AsyncClient
from tests.unit.features.running import Running

from switchroom.domain.routing.rules import Overflow, QueueRule, SkillNeed
from switchroom.features.settings import catalogue, records
from switchroom.features.settings.events import MESSAGES
from switchroom.features.settings.flows import install_flow
from switchroom.features.settings.http import router
from switchroom.features.settings.options_http import router as options
from switchroom.features.settings.references import Around, Reference
from switchroom.features.settings.switches import read_options
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.errors import ConflictError
from switchroom.runtime.web.declarations import declared_permissions
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit

NAME = {"zh": "名", "en": "Name"}
FAULT = records.Skill(id="fault", name=NAME)
GENERAL = records.Queue(id="general", name=NAME, rule=QueueRule(queue="general"))
QUEUE = records.Queue(
    id="fault",
    name=NAME,
    rule=QueueRule(
        queue="fault",
        needs=(SkillNeed(skill="fault"),),
        overflows=(Overflow(target="general", after=9_000), Overflow(target="voicemail")),
    ),
)
SITE = records.Site(
    id="main",
    name=NAME,
    zone="Asia/Shanghai",
    departments=(records.Department(id="repair", name=NAME),),
)
FLOW = {
    "id": "main",
    "version": 1,
    "start": "wait",
    "nodes": [
        {"id": "wait", "kind": "queue", "queue": "fault", "otherwise": "bye"},
        {"id": "bye", "kind": "hang-up"},
    ],
}
ALL: tuple[tuple[catalogue.Kind[Any], records.Identified], ...] = (
    (catalogue.SKILLS, FAULT),
    (catalogue.QUEUES, GENERAL),
    (catalogue.QUEUES, QUEUE),
    (catalogue.SITES, SITE),
    (
        catalogue.NUMBERS,
        records.Number(id="95598", name=NAME, flow="main", site="main", department="repair"),
    ),
    (catalogue.DISPOSITIONS, records.Disposition(id="top", name=NAME)),
    (catalogue.DISPOSITIONS, records.Disposition(id="below", name=NAME, parent="top")),
    (catalogue.MAILBOXES, records.Mailbox(id="night", name=NAME, skills=("fault",))),
)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        running.app.include_router(options)
        for kind, record in ALL:
            await running.store.write(partial(catalogue.put, kind=kind, record=record))
        await running.store.write(lambda tx: install_flow(tx, FLOW))
        running.become("settings.view", "settings.edit", user="boss")
        yield running


@pytest.fixture
async def browser(running: Running) -> AsyncIterator[AsyncClient]:
    async with running.browser() as browser:
        yield browser


@pytest.mark.parametrize(
    ("path", "users"),
    [
        ("skill/fault", ["queue fault", "mailbox night", "flow"]),
        ("queue/general", ["queue fault"]),
        ("queue/fault", ["flow main"]),
        ("site/main", ["number 95598"]),
        ("disposition/top", ["disposition below"]),
    ],
)
async def test_a_removal_is_refused_and_says_why_when_something_refers_to_it(
    browser: AsyncClient, path: str, users: list[str]
) -> None:
    answer = await browser.delete(f"/api/settings/{path}")
    assert (answer.status_code, answer.json()["title"]) == (409, "in-use")
    found = [f"{one['kind']} {one['id']}" for one in answer.json()["references"]]
    assert found[0] == users[0]
    listed = (await browser.get(f"/api/settings/{path}/references")).json()
    assert [f"{one['kind']} {one['id']}" for one in listed] == found


async def test_a_number_stays_when_visitors_call_it(browser: AsyncClient) -> None:
    given = await browser.put("/api/options/call_us_number", json={"value": "95598"})
    assert given.status_code == 204
    answer = await browser.delete("/api/settings/number/95598")
    assert (answer.status_code, answer.json()["title"]) == (409, "in-use")
    assert [one["id"] for one in answer.json()["references"]] == ["call_us_number"]
    await browser.put("/api/options/call_us_number", json={"value": ""})
    assert (await browser.delete("/api/settings/number/95598")).status_code == 204


async def test_a_department_stays_when_a_number_is_its_own(browser: AsyncClient) -> None:
    site = (await browser.get("/api/settings/site/main")).json()
    answer = await browser.put("/api/settings/site/main", json=site | {"departments": []})
    assert (answer.status_code, answer.json()["title"]) == (409, "in-use")


@pytest.mark.parametrize(
    ("path", "data", "missing"),
    [
        ("mailbox/day", {"skills": ["juggling"]}, "skill juggling"),
        ("number/1", {"flow": "nowhere"}, "flow nowhere"),
        ("number/1", {"flow": "main", "site": "moon"}, "site moon"),
        ("number/1", {"flow": "main", "trunk": "t"}, "trunk t"),
        ("number/1", {"flow": "main", "department": "d"}, "department main/d"),
        ("disposition/x", {"parent": "nothing"}, "disposition nothing"),
        ("queue/x", {"rule": {"queue": "x", "overflows": [{"target": "y"}]}}, "queue y"),
        ("queue/x", {"rule": {"queue": "x"}, "survey_flow": "nothing"}, "flow nothing"),
    ],
)
async def test_configuration_is_refused_when_it_refers_to_nothing(
    browser: AsyncClient, path: str, data: dict[str, Any], missing: str
) -> None:
    answer = await browser.put(f"/api/settings/{path}", json={"name": NAME} | data)
    assert (answer.status_code, answer.json()["title"]) == (422, "missing-reference")
    assert "{kind} {id}".format(**answer.json()["missing"]) == missing


async def test_a_trunk_is_refused_when_its_id_is_that_of_visitors(browser: AsyncClient) -> None:
    trunk = {"name": NAME, "host": "10.0.0.1"}
    assert (await browser.put("/api/settings/trunk/web", json=trunk)).status_code == 422
    assert (await browser.put("/api/settings/trunk/web2", json=trunk)).status_code == 204


async def test_a_disposition_is_refused_when_it_would_stand_below_itself(
    browser: AsyncClient,
) -> None:
    circle = {"name": NAME, "parent": "below"}
    assert (await browser.put("/api/settings/disposition/top", json=circle)).status_code == 422


async def test_what_others_refer_to_counts_when_they_are_not_configuration(
    running: Running, browser: AsyncClient
) -> None:
    agent = Reference(kind="agent", id="wang", name=NAME)
    running.app.state.settings_around = Around(
        referring=lambda _: [(agent, {("queue", "general")})], exists=lambda _, __: False
    )
    answer = await browser.delete("/api/settings/queue/general")
    assert [one["kind"] for one in answer.json()["references"]] == ["queue", "agent"]
    team = {"name": NAME, "supervisors": ["nobody"]}
    assert (await browser.put("/api/settings/team/t", json=team)).status_code == 422


async def test_a_queue_stays_when_the_routing_does_not_let_it_go(
    running: Running, browser: AsyncClient
) -> None:
    async def refuse(kind: str, record: str) -> None:
        raise ConflictError(f"{kind} {record} is in use.")

    running.app.state.settings_around = Around(leaving=refuse)
    free = {"name": NAME, "rule": {"queue": "free"}}
    assert (await browser.put("/api/settings/queue/free", json=free)).status_code == 204
    assert (await browser.delete("/api/settings/queue/free")).status_code == 409
    assert (await browser.get("/api/settings/queue/free")).status_code == 200


async def test_history_tells_before_and_after_when_something_changed(
    running: Running, browser: AsyncClient
) -> None:
    running.app.state.person_name = lambda _, user: {"boss": "老板"}.get(user, "")
    await browser.put("/api/settings/skill/fault", json={"name": {"zh": "报修", "en": "Fault"}})
    newest, oldest = (await browser.get("/api/settings/skill/fault/history")).json()
    assert (newest["actor"], newest["actor_name"]) == ("boss", "老板")
    assert newest["before"]["name"] == NAME
    assert newest["after"]["name"]["en"] == "Fault"
    assert (oldest["actor"], oldest["before"]) == ("", None)


async def test_it_stands_as_before_when_a_change_is_undone(
    running: Running, browser: AsyncClient
) -> None:
    await browser.put("/api/settings/skill/fault", json={"name": {"zh": "甲", "en": "A"}})
    path = "/api/settings/skill/fault"
    newest = (await browser.get(f"{path}/history")).json()[0]
    undone = await browser.post(f"{path}/undo", json={"position": newest["position"]})
    assert undone.status_code == 204
    assert await running.store.read(lambda c: catalogue.find(c, catalogue.SKILLS, "fault")) == FAULT
    assert len((await browser.get(f"{path}/history")).json()) == 3
    assert (await browser.post(f"{path}/undo", json={"position": 10**9})).status_code == 404


async def test_what_was_removed_is_there_again_when_that_is_undone(browser: AsyncClient) -> None:
    path = "/api/settings/mailbox/night"
    kept = (await browser.get(path)).json()
    assert (await browser.delete(path)).status_code == 204
    assert (await browser.get(path)).status_code == 404
    gone = (await browser.get(f"{path}/history")).json()[0]
    assert gone["after"] is None
    await browser.post(f"{path}/undo", json={"position": gone["position"]})
    assert (await browser.get(path)).json() == kept


async def test_an_undo_is_refused_when_it_no_longer_fits(browser: AsyncClient) -> None:
    path = "/api/settings/mailbox/night"
    await browser.put(path, json={"name": NAME, "skills": ["fault"], "position": 1})
    await browser.put(path, json={"name": NAME})
    position = (await browser.get(f"{path}/history")).json()[0]["position"]
    plain = {"name": NAME, "rule": {"queue": "fault"}}
    assert (await browser.put("/api/settings/queue/fault", json=plain)).status_code == 204
    assert (await browser.delete("/api/settings/skill/fault")).status_code == 204
    answer = await browser.post(f"{path}/undo", json={"position": position})
    assert (answer.status_code, answer.json()["missing"]["id"]) == (422, "fault")


async def test_a_secret_is_asked_for_again_when_its_trunk_comes_back(browser: AsyncClient) -> None:
    trunk = {"name": NAME, "host": "10.0.0.1", "secret": "hush"}
    path = "/api/settings/trunk/main"
    await browser.put(path, json=trunk)
    await browser.delete(path)
    history = await browser.get(f"{path}/history")
    assert "hush" not in history.text
    answer = await browser.post(f"{path}/undo", json={"position": history.json()[0]["position"]})
    assert answer.status_code == 422
    assert "secret" in answer.json()["detail"].lower()


async def test_options_change_and_change_back_when_undone(
    running: Running, browser: AsyncClient
) -> None:
    assert (await browser.get("/api/options")).json()["recording_format"] == "opus"
    change = await browser.put("/api/options/recording_format", json={"value": "wav"})
    assert change.status_code == 204
    assert (await browser.put("/api/options/colour", json={"value": "red"})).status_code == 422
    [line] = (await browser.get("/api/options/history")).json()
    assert (line["key"], line["after"]) == ("recording_format", {"value": "wav"})
    path = "/api/settings/option/recording_format/undo"
    assert (await browser.post(path, json={"position": line["position"]})).status_code == 204
    assert await running.store.read(read_options) == records.Options()


async def test_a_list_comes_as_a_table_when_exported(browser: AsyncClient) -> None:
    answer = await browser.get("/api/settings/mailbox/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert (
        answer.text
        == '\ufeffid,name_zh,name_en,skills,position\r\nnight,名,Name,"[""fault""]",0\r\n'
    )


async def test_the_trail_shows_the_newest_changes_first_by_pages(browser: AsyncClient) -> None:
    for position in range(3):
        given = {"name": NAME, "position": position + 1}
        await browser.put("/api/settings/skill/fault", json=given)
    first = (await browser.get("/api/changes", params={"limit": 2})).json()
    assert [line["data"]["data"]["position"] for line in first["items"]] == [3, 2]
    following = {"limit": 2, "cursor": first["next"]}
    second = (await browser.get("/api/changes", params=following)).json()
    assert second["items"][0]["data"]["data"]["position"] == 1


async def test_nothing_is_recorded_when_a_record_is_put_as_it_stands(running: Running) -> None:
    await running.store.write(
        lambda tx: catalogue.put(tx, catalogue.SKILLS, replace(FAULT, position=0))
    )
    running.become("settings.view")
    async with running.browser() as browser:
        assert len((await browser.get("/api/settings/skill/fault/history")).json()) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/api/settings/skill/fault"),
        ("POST", "/api/settings/skill/fault/undo"),
        ("PUT", "/api/options/language"),
    ],
)
async def test_a_change_is_refused_when_somebody_may_only_look(
    running: Running, method: str, path: str
) -> None:
    running.become("settings.view")
    async with running.browser() as browser:
        given = {"position": 1, "value": "en"}
        assert (await browser.request(method, path, json=given)).status_code == 403


def test_every_route_declares_who_may_use_it() -> None:
    for one in (router, options):
        assert undeclared(one.routes, PERMISSIONS) == []
    declared = dict(declared_permissions(router.routes))
    assert declared["DELETE /api/settings/{kind}/{setting}"] == {"settings.edit"}
    assert declared["GET /api/settings/{kind}/export.csv"] == {"settings.view"}
