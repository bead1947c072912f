from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection
from tests.unit.features.running import Running

from switchroom.domain.speaking.pieces import Piece
from switchroom.features.settings.events import MESSAGES
from switchroom.features.settings.flows import install_flow
from switchroom.features.settings.flows.comparing import compare
from switchroom.features.settings.flows.http import router
from switchroom.features.settings.flows.rehearsing import router as rehearsing
from switchroom.features.settings.flows.world import Named, RunningCall
from switchroom.features.users.roles import PERMISSIONS
from switchroom.runtime.journal import entries
from switchroom.runtime.web.access import Identity
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit


class World:
    """One query, which knows account 1, and nothing else."""

    def __init__(self) -> None:
        self.prepared: list[Piece] = []

    def known(self, _: Connection) -> Mapping[str, Sequence[Named]]:
        return {"query": [Named(id="account", name={})], "prompt": []}

    def look_up(
        self, _: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        return {"owed": "5"} if (query, parameters["number"]) == ("account", "1") else None

    def variables(self, _: Connection) -> Mapping[str, str]:
        return {}

    def number(self, raw: str) -> str:
        return raw.replace(" ", "")

    def running(self, _: Connection, __: Identity) -> Sequence[RunningCall]:
        call = {"interaction": "i", "caller": "1", "arrived": 1, "version": 1, "waiting": "keys"}
        return [
            RunningCall(**call, root="main", flow="sub", node="n"),  # type: ignore[arg-type] # fields
            RunningCall(**call, root="other", flow="other", node="n"),  # type: ignore[arg-type] # fields
        ]

    def people(self, _: Connection) -> Mapping[str, str]:
        return {"u1": "Li Qiang"}

    async def prepare(self, texts: Iterable[Piece]) -> None:
        self.prepared += texts


ASK = {
    "id": "ask",
    "kind": "collect",
    "prompt": [{"zh": "请输入。", "en": "Enter."}],
    "variable": "number",
    "max_length": 1,
    "next": "look",
    "on_timeout": "bye",
    "on_invalid": "bye",
}
LOOK = {
    "id": "look",
    "kind": "look-up",
    "query": "account",
    "parameters": {"number": "${number}"},
    "columns": ["owed"],
    "next": "tell",
    "on_missing": "bye",
}
TELL = {"id": "tell", "kind": "play", "prompt": [{"amount": "${owed}"}], "next": "bye"}
BYE = {"id": "bye", "kind": "hang-up"}


def flow(*nodes: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": "main", "version": 1, "start": nodes[0]["id"], "nodes": list(nodes)}


FLOW = flow(ASK, LOOK, TELL, BYE)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        running.app.include_router(rehearsing)
        running.app.state.flow_world = World()
        running.become("settings.view", "flows.edit", "flows.publish", "interactions.view")
        await running.store.write(lambda tx: install_flow(tx, FLOW, "u1", "first"))
        yield running


@pytest.fixture
async def page(running: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with running.browser() as browser:
        yield browser


async def test_a_draft_with_errors_is_kept_but_not_published(page: httpx.AsyncClient) -> None:
    await page.post("/api/flows/main/draft/from/1")
    broken = {**FLOW, "nodes": [{**ASK, "next": "nowhere"}, LOOK, TELL, BYE]}
    kept = await page.put("/api/flows/main/draft", json={"data": broken, "revision": 1})
    assert kept.status_code == 200
    [error, *_] = kept.json()["findings"]
    assert (error["node"], error["field"], error["severity"]) == ("ask", "next", "error")
    assert "nowhere" in error["zh"]
    refused = await page.post("/api/flows/main/publish", json={"revision": 2})
    assert refused.status_code == 422
    [summary] = (await page.get("/api/flows")).json()
    assert summary["draft"]["errors"] > 0
    assert summary["serving"]["version"] == 1


async def test_a_published_draft_serves_and_says_who_and_why(
    page: httpx.AsyncClient, running: Running
) -> None:
    await page.post("/api/flows/main/draft/from/1")
    better = {**FLOW, "nodes": [{**ASK, "tries": 2}, LOOK, TELL, BYE]}
    await page.put("/api/flows/main/draft", json={"data": better, "revision": 1})
    published = await page.post("/api/flows/main/publish", json={"revision": 2, "note": "why"})
    assert published.json() == {"version": 2}
    newest, first = (await page.get("/api/flows/main/versions")).json()
    assert (newest["serving"], newest["note"], newest["author"]) == (True, "why", "Li Qiang")
    assert (first["serving"], first["note"]) == (False, "first")
    assert (await page.get("/api/flows/main/draft")).status_code == 404
    assert Piece("zh", "请输入。") in running.app.state.flow_world.prepared
    lines = await running.store.read(lambda c: entries(c, "flow-settings:main"))
    assert [line.type for line in lines][-3:] == ["FlowDraftBegun", "FlowAdded", "FlowPublished"]


async def test_nobody_overwrites_what_they_have_not_seen(page: httpx.AsyncClient) -> None:
    await page.post("/api/flows/main/draft/from/1")
    change = {"data": FLOW, "revision": 1}
    assert (await page.put("/api/flows/main/draft", json=change)).status_code == 200
    assert (await page.put("/api/flows/main/draft", json=change)).status_code == 409
    assert (await page.post("/api/flows/main/publish", json={"revision": 1})).status_code == 409


async def test_what_a_flow_needs_and_the_centre_lacks_is_an_error(page: httpx.AsyncClient) -> None:
    queue = {"id": "q", "kind": "queue", "queue": "nobody", "otherwise": "return"}
    made = await page.post("/api/flows", json={"id": "new", "data": flow(queue)})
    [found] = made.json()["findings"]
    assert (found["node"], found["field"], found["severity"]) == ("q", "queue", "error")


@pytest.mark.parametrize(
    ("given", "status"),
    [({"id": "main"}, 409), ({"id": "../x"}, 422), ({"id": "copy", "copy_of": "none"}, 404)],
)
async def test_a_flow_is_not_begun_when_it_cannot_be(
    page: httpx.AsyncClient, given: dict[str, str], status: int
) -> None:
    assert (await page.post("/api/flows", json=given)).status_code == status


async def test_a_copy_is_as_its_original_and_can_be_exported(page: httpx.AsyncClient) -> None:
    await page.post("/api/flows", json={"id": "copy", "copy_of": "main"})
    copy = (await page.get("/api/flows/copy/export")).json()
    assert copy == {**FLOW, "id": "copy"}
    assert (await page.delete("/api/flows/copy/draft")).status_code == 204
    assert (await page.get("/api/flows/copy/versions")).status_code == 404


def test_comparing_names_what_was_added_removed_and_changed() -> None:
    after = flow({**ASK, "tries": 5, "next": "bye"}, BYE, {**TELL, "id": "new"})
    found = {one.node: (one.what, [c.field for c in one.changes]) for one in compare(FLOW, after)}
    assert found == {
        "ask": ("changed", ["next", "tries"]),
        "look": ("removed", []),
        "tell": ("removed", []),
        "new": ("added", []),
    }


async def step(page: httpx.AsyncClient, before: Any, kind: str, **more: Any) -> Any:  # noqa: ANN401 JSON
    body = {"data": FLOW, "call": before["call"], "answer": {"kind": kind, **more}}
    return (await page.post("/api/flows/rehearsal", json=body)).json()


async def test_a_test_call_goes_through_the_flow_with_the_real_query(
    page: httpx.AsyncClient,
) -> None:
    state = (await page.post("/api/flows/rehearsal", json={"data": FLOW})).json()
    assert state["spoken"] == [{"kind": "text", "value": "请输入。", "language": ""}]
    state = await step(page, state, "key", value="1")
    assert state["asked"]["found"] == {"owed": "5"}
    state = await step(page, state, "found", values=state["asked"]["found"])
    assert (state["node"], state["spoken"][0]["value"]) == ("tell", "5")
    state = await step(page, state, "played")
    assert (state["outcome"], [one["node"] for one in state["passed"]]) == ("done", ["bye"])


async def test_time_passes_in_a_test_call_only_when_it_is_told_to(page: httpx.AsyncClient) -> None:
    body = {"data": FLOW, "facts": {"at": 1_000}}
    state = (await page.post("/api/flows/rehearsal", json=body)).json()
    state = await step(page, state, "played")
    assert (state["waiting"], state["after"], state["at"]) == ("keys", 8_000, 1_000)
    state = await step(page, state, "wait")
    assert (state["waiting"], state["at"]) == ("prompt", 9_000)
    state = await step(page, state, "hang-up")
    assert state["outcome"] == "hung-up"


async def test_a_test_call_that_is_none_is_refused(page: httpx.AsyncClient) -> None:
    body = {"data": FLOW, "call": "{}", "answer": {"kind": "played"}}
    assert (await page.post("/api/flows/rehearsal", json=body)).status_code == 422


async def test_calls_are_those_in_the_flow_or_its_sub_flows(page: httpx.AsyncClient) -> None:
    assert [one["flow"] for one in (await page.get("/api/flows/main/calls")).json()] == ["sub"]


async def test_drafts_are_closed_when_the_asker_may_only_look(
    page: httpx.AsyncClient, running: Running
) -> None:
    running.become("settings.view")
    assert (await page.get("/api/flows")).status_code == 200
    assert (await page.post("/api/flows/main/draft/from/1")).status_code == 403
    assert (await page.post("/api/flows/main/publish", json={"revision": 1})).status_code == 403
    assert (await page.post("/api/flows/rehearsal", json={"data": FLOW})).status_code == 403


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared([*router.routes, *rehearsing.routes], PERMISSIONS) == []
