from collections.abc import AsyncIterator

import pytest
from tests.unit.features.running import Running
from tests.unit.features.supervision.looking import Looking

from switchroom.features.supervision.http import router
from switchroom.testing.trunks import ScriptedTrunks

pytestmark = pytest.mark.unit


@pytest.fixture
async def looking() -> AsyncIterator[Looking]:
    async with Running(router=router) as running:
        looking = Looking(running)
        running.app.state.board = looking.board
        running.app.state.board_lore = looking.known
        running.app.state.trunks = ScriptedTrunks({"t": "silent"})
        yield looking


async def status(looking: Looking, method: str, path: str, *permissions: str) -> int:
    looking.running.become(*permissions)
    async with looking.running.browser() as browser:
        return (await browser.request(method, path)).status_code


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/api/supervision/board", "supervise.view"),
        ("GET", "/api/supervision/calls/c1", "supervise.view"),
        ("GET", "/api/trunks/states", "supervise.view"),
        ("POST", "/api/trunks/t/test", "settings.edit"),
    ],
)
async def test_it_is_refused_when_it_is_not_permitted(
    looking: Looking, method: str, path: str, permission: str
) -> None:
    looking.put("c1")
    assert await status(looking, method, path, "agent.work") == 403
    assert await status(looking, method, path, permission) == 200


async def test_a_call_is_not_found_when_it_is_over_or_of_others(looking: Looking) -> None:
    looking.put("hidden")
    looking.known.hidden.add("hidden")
    for call in ("over", "hidden"):
        path = f"/api/supervision/calls/{call}"
        assert await status(looking, "GET", path, "supervise.view") == 404


async def test_a_trunk_is_told_in_both_languages_when_it_is_tried(looking: Looking) -> None:
    looking.running.become("settings.edit", "supervise.view")
    async with looking.running.browser() as browser:
        tried = (await browser.post("/api/trunks/t/test")).json()
        [known] = (await browser.get("/api/trunks/states")).json()
    assert (tried["outcome"], tried["says"].keys()) == ("no-answer", {"zh", "en"})
    assert (known["condition"], known["says"]["zh"]) == ("unreachable", "对方没有应答")
