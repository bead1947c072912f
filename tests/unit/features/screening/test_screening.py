"""The lists as the desk keeps them, and as the door asks them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Connection
from tests.unit.features.plans import plans
from tests.unit.features.running import Running

from switchroom.features.screening.events import MESSAGES
from switchroom.features.screening.http import router
from switchroom.features.screening.service import screened
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.time import DAY
from switchroom.runtime.journal import entries
from switchroom.testing.access import undeclared
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit

NUISANCE = {"kind": "black", "number": "138 0013 8000", "reason": "骚扰", "days": 7}


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        running.become("screening.edit", user="wang")
        yield running


async def add(running: Running, **given: object) -> dict[str, Any]:
    async with running.browser() as browser:
        answer = await browser.post("/api/screening", json=NUISANCE | given)
        assert answer.status_code == 201, answer.text
        added: dict[str, Any] = answer.json()
        return added


async def listed(running: Running, **asked: str) -> list[str]:
    async with running.browser() as browser:
        answer = await browser.get("/api/screening", params=asked)
        assert answer.status_code == 200, answer.text
        return [one["number"] for one in answer.json()["items"]]


async def judged(running: Running, number: str) -> str:
    now = running.clock.now()
    entry = await running.store.read(lambda c: screened(c, number, now))
    return entry.kind if entry else ""


async def test_an_entry_says_who_why_and_until_when_it_was_added(running: Running) -> None:
    added = await add(running)
    assert added["number"] == "+8613800138000"
    assert (added["starts"], added["ends"]) == (EPOCH, EPOCH + 7 * DAY)
    assert (added["by"], added["reason"], added["state"]) == ("wang", "骚扰", "active")
    journal = await running.store.read(lambda c: entries(c, f"screening:{added['id']}"))
    assert [(line.type, line.actor) for line in journal] == [("ScreeningAdded", "wang")]


async def test_a_number_is_barred_no_more_when_its_days_are_over(running: Running) -> None:
    await add(running)
    assert await judged(running, "+8613800138000") == "black"
    running.clock.moment += 7 * DAY
    assert await judged(running, "+8613800138000") == ""
    assert await listed(running, state="expired") == ["+8613800138000"]
    assert await listed(running, state="active") == []


async def test_a_number_may_be_listed_again_only_when_it_has_expired(running: Running) -> None:
    await add(running)
    async with running.browser() as browser:
        assert (await browser.post("/api/screening", json=NUISANCE)).status_code == 409
    running.clock.moment += 7 * DAY
    await add(running)
    assert len(await listed(running)) == 2


async def test_the_white_list_wins_when_a_beginning_is_barred(running: Running) -> None:
    await add(running, number="138", match="prefix")
    await add(running, kind="white", priority=30, days=None)
    assert await judged(running, "+8613800138000") == "white"
    assert await judged(running, "+8613800138001") == "black"
    assert await judged(running, "+8613900138001") == ""


async def test_entries_are_found_when_a_part_is_typed(running: Running) -> None:
    await add(running)
    await add(running, number="021", match="prefix", reason="elsewhere")
    await add(running, kind="white", number="8001", reason="field team")
    assert await listed(running, q="13800138000") == ["+8613800138000"]
    assert await listed(running, q="FIELD".lower()) == ["8001"]
    assert await listed(running, kind="black", q="021") == ["021"]
    assert await listed(running, q="%") == []
    assert len(await listed(running)) == 3


async def test_pages_follow_each_other_when_there_are_more(running: Running) -> None:
    for number in ("8001", "8002", "8003"):
        await add(running, number=number)
    async with running.browser() as browser:
        first = (await browser.get("/api/screening", params={"limit": 2})).json()
        rest = {"limit": 2, "cursor": first["next"]}
        second = (await browser.get("/api/screening", params=rest)).json()
        file = (await browser.get("/api/screening/export.csv")).text
    assert [one["number"] for one in first["items"] + second["items"]] == ["8003", "8002", "8001"]
    assert second["next"] is None
    assert [line.split(",")[2] for line in file.splitlines()[1:]] == ["8003", "8002", "8001"]


async def test_changes_and_removal_are_audited_when_they_are_made(running: Running) -> None:
    added = await add(running)
    running.clock.moment += DAY
    async with running.browser() as browser:
        place = f"/api/screening/{added['id']}"
        changed = (await browser.patch(place, json={"days": 1, "reason": "轻微"})).json()
        assert (changed["ends"], changed["reason"]) == (EPOCH + 2 * DAY, "轻微")
        forever = (await browser.patch(place, json={"days": None})).json()
        assert (forever["ends"], forever["reason"]) == (None, "轻微")
        assert (await browser.delete(place)).status_code == 204
        assert (await browser.delete(place)).status_code == 404
    journal = await running.store.read(lambda c: entries(c, f"screening:{added['id']}"))
    assert [line.type for line in journal] == [
        "ScreeningAdded",
        "ScreeningChanged",
        "ScreeningChanged",
        "ScreeningRemoved",
    ]
    assert '"before":{' in journal[1].data


@pytest.mark.parametrize(
    "given",
    [
        {"number": "anonymous"},
        {"number": "1", "match": "prefix"},
        {"number": "+1", "match": "prefix"},
        {"number": "0013", "match": "prefix", "days": 0},
        {"number": "13800138000", "priority": 101},
    ],
)
async def test_an_entry_is_refused_when_it_makes_no_sense(
    running: Running, given: dict[str, Any]
) -> None:
    async with running.browser() as browser:
        answer = await browser.post("/api/screening", json=NUISANCE | given)
        assert answer.status_code == 422


async def test_the_lists_are_closed_when_the_permission_is_missing(running: Running) -> None:
    running.become("customers.view")
    async with running.browser() as browser:
        assert (await browser.get("/api/screening")).status_code == 403
        assert (await browser.post("/api/screening", json=NUISANCE)).status_code == 403


async def test_a_caller_is_judged_by_one_indexed_read(running: Running) -> None:
    def query(connection: Connection) -> list[str]:
        return plans(connection, lambda c: screened(c, "+8613800138000", EPOCH))

    steps = await running.store.read(query)
    assert len(steps) == 1
    assert "USING INDEX ix_screening_number" in steps[0]


def test_every_route_asks_for_a_known_permission() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
