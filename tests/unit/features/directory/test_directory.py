"""Colleagues and numbers, as they are looked up before a call goes to them."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from tests.unit.features.running import Running

from switchroom.features.directory.http import router
from switchroom.features.directory.staff import Colleague
from switchroom.ports.directory import Way

pytestmark = pytest.mark.unit

STAFF = [
    Colleague(id="li", name="李强", number="8002", extension="1002"),
    Colleague(id="liu", name="刘洋", number="8004", extension="1004"),
    Colleague(id="emily", name="Emily", number="8006", extension="1006"),
]
STANDING = SimpleNamespace(agent="liu", state="busy", reason="", since=5)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(router=router) as running:
        running.app.state.staff = lambda _: STAFF
        running.app.state.routing = SimpleNamespace(agents=lambda: [STANDING])
        way = Way(number="+862161234567", reach="national", endpoint="trunk:t/1", caller="95598")
        running.app.state.book = SimpleNamespace(way=lambda number, agent: way)
        running.become("calls.transfer", "agent.work", user="li", agent="li")
        yield running


async def found(running: Running, **asked: str) -> list[str]:
    async with running.browser() as browser:
        return [
            one["id"]
            for one in (await browser.get("/api/colleagues", params=asked)).json()["items"]
        ]


async def test_colleagues_are_found_by_name_or_extension_and_without_oneself(
    running: Running,
) -> None:
    assert await found(running) == ["liu", "emily"]
    assert await found(running, q="EMI") == ["emily"]
    assert await found(running, q="1004") == ["liu"]


async def test_colleagues_come_by_pages_with_their_states(running: Running) -> None:
    async with running.browser() as browser:
        first = (await browser.get("/api/colleagues", params={"limit": 1})).json()
        [liu] = first["items"]
        assert (liu["state"], liu["since"]) == ("busy", 5)
        query = {"limit": 1, "cursor": first["next"]}
        rest = (await browser.get("/api/colleagues", params=query)).json()
    assert [(one["id"], one["state"]) for one in rest["items"]] == [("emily", "signed-out")]
    assert rest["next"] is None


async def test_a_number_says_how_far_it_is_and_whether_it_may_be_dialled(running: Running) -> None:
    async with running.browser() as browser:
        asked = "/api/numbers/021-61234567"
        refused = (await browser.get(asked)).json()
        running.become("agent.work", "calls.dial.national", user="li", agent="li")
        permitted = (await browser.get(asked)).json()
    assert (refused["reach"], refused["allowed"], refused["pretty"]) == (
        "national",
        False,
        "021 6123 4567",
    )
    assert permitted["allowed"]
