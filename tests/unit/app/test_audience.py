"""Notices go to the agents whom the live board knows, and to all their pages."""

from functools import partial
from typing import cast

import pytest
from msgspec import json
from sqlalchemy import Connection
from tests.unit.features.running import Running

from switchroom.app.audience import audience
from switchroom.app.board_lore import BoardLore
from switchroom.features.desk.hub import Hub, Page
from switchroom.features.supervision.views import Placed, View
from switchroom.runtime.web.access import Identity

pytestmark = pytest.mark.unit


class Cards:
    """Two agents of two sites."""

    def cards(self, _: Connection) -> dict[str, Placed]:
        def card(site: str) -> Placed:
            view: View = {"name": site.title(), "team": "day", "queues": ["fault"]}
            return Placed(view=view, site=site)

        return {"li": card("main"), "wu": card("north")}


def somebody(user: str, site: str = "main") -> Identity:
    return Identity(
        user=user,
        username=user,
        display_name=user,
        session=user,
        permissions=frozenset(),
        site=site,
    )


async def test_agents_of_another_site_are_not_in_the_audience_unless_one_sees_all_sites() -> None:
    whole = audience(cast("BoardLore", Cards()), Hub())
    async with Running() as running:
        for site, names in (("main", ["Main"]), ("*", ["Main", "North"])):
            seen = await running.store.read(partial(whole.seen_by, who=somebody("chen", site)))
            assert [one.name for one in seen] == names


async def test_a_notice_reaches_every_page_of_its_recipient_alone() -> None:
    hub = Hub()
    pages = [Page(somebody(user)) for user in ("li", "li", "wu")]
    for page in pages:
        hub.enter(page)
    audience(cast("BoardLore", Cards()), hub).tell("li", {"topic": "notice", "notice": {"id": "n"}})
    hub.tell("wu", {"topic": "pong"})
    topics = [json.decode(await page.next() or "")["topic"] for page in pages]
    assert topics == ["notice", "notice", "pong"]
