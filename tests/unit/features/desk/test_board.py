"""Who waits in a queue, as far as somebody may see them."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.unit.features.limits import Place, sight
from tests.unit.features.running import Running

from switchroom.features.desk.board import router

pytestmark = pytest.mark.unit


class Desk:
    """Two calls in one queue."""

    async def board(self) -> Sequence[dict[str, Any]]:
        return [{"id": "fault"}]

    async def waiting(self, _: str) -> Sequence[dict[str, Any]]:
        return [{"interaction": "north", "position": 1}, {"interaction": "main", "position": 2}]


async def test_those_who_wait_are_shown_when_they_are_within_the_limits() -> None:
    async with Running(router=router) as running:
        running.app.state.desk = Desk()
        contacts = {"north": Place("north"), "main": Place("main")}
        running.app.state.sight = sight(running.store, contacts, {})
        running.become("queues.view", site="main")
        async with running.browser() as browser:
            lines = (await browser.get("/api/queues/fault/waiting")).json()
            unknown = await browser.get("/api/queues/none/waiting")
    assert lines == [{"interaction": "main", "position": 2}]
    assert unknown.status_code == 404
