"""What a desk is told while things move on: nothing that is over already."""

import asyncio
from contextlib import suppress
from typing import cast

import pytest
from sqlalchemy import Connection

from switchroom.domain.interaction.events import CustomerHeld
from switchroom.domain.routing.events import InteractionOffered
from switchroom.features.desk.hub import Page
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.views import Lore, View
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.routing import AgentStanding, OfferStanding, RoutingView
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.transaction import Projectors
from switchroom.runtime.web.access import Identity
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import LoopClock

pytestmark = pytest.mark.unit

WHO = Identity(
    user="u1", username="u1", display_name="u1", session="s", permissions=frozenset(), agent="u1"
)
OFFER = OfferStanding(offer="o", interaction="i", agent="u1", queue="q", expires=60_000)
OFFERED = InteractionOffered(interaction="i", offer="o", agent="u1", queue="q", expires=60_000)


class Moving:
    """A call with an agent, who has left it once it has been read of, if so set."""

    def __init__(self, *, leaves: bool) -> None:
        self.leaves = leaves
        self.there = True

    def concerned(self, _: str) -> list[str]:
        return ["u1"] if self.there else []

    def offer(self, _: str) -> OfferStanding | None:
        return OFFER if self.there else None

    def agent(self, agent: str) -> AgentStanding:
        raise NotFoundError(f"There is no agent {agent}.")

    def queues(self) -> list[None]:
        return []

    def interaction(self, _: Connection, interaction: str) -> View:
        self.there = not self.leaves
        return {"id": interaction}

    def queue_names(self, _: Connection) -> dict[str, dict[str, str]]:
        return {}

    def queue_figures(self, _: Connection, now: int) -> dict[str, View]:
        return {}


async def hears(page: Page) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(5):
            return bool(await page.next())
    return False


@pytest.mark.parametrize("leaves", [True, False])
@pytest.mark.parametrize("event", [CustomerHeld(interaction="i", agent="u1"), OFFERED])
async def test_a_desk_hears_of_a_contact_unless_it_is_gone_by_then(
    event: CustomerHeld | InteractionOffered, *, leaves: bool
) -> None:
    moving, bus, clock = Moving(leaves=leaves), LocalBus(), LoopClock()
    store = SqlStore(MemoryDatabase(), bus, clock, MessageTypes(()), Projectors())
    desk = LiveDesk(store, bus, clock, cast("RoutingView", moving), cast("Lore", moving))
    page = Page(WHO)
    desk.hub.enter(page)
    await store.start()
    await desk.start()
    await bus.publish("interaction:i", event)
    assert await hears(page) is not leaves
    await desk.close()
    await store.close()
