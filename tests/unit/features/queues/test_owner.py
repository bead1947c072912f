import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import Connection

from switchroom.domain.routing import commands, events
from switchroom.domain.routing.rows import rows_of
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.queues.owner import RoutingOwner
from switchroom.features.queues.view import LiveRouting
from switchroom.kernel.errors import ConflictError
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.lease import LeaseLostError, acquire
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.transaction import Projectors
from switchroom.testing.ids import CountingIds
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import LoopClock

pytestmark = pytest.mark.unit

QUEUES = [QueueRule(queue="general", offer_timeout=20_000, wrap_up=30_000)]
AGENTS = [AgentRule(agent="wang"), AgentRule(agent="li")]
KINDS = [kind for kind in vars(events).values() if isinstance(kind, type)]
STORED = [kind for kind in KINDS if kind.__module__ == events.__name__]


def rules(_: Connection) -> tuple[list[QueueRule], list[AgentRule]]:
    return QUEUES, AGENTS


class Running:
    def __init__(self) -> None:
        self.clock = LoopClock()
        self.database = MemoryDatabase()
        types = MessageTypes(STORED)
        self.bus = LocalBus()
        self.store = SqlStore(self.database, self.bus, self.clock, types, Projectors())
        self.heard: list[events.RoutingEvent] = []
        for kind in STORED:
            self.bus.watch(kind, self.hear)

    async def hear(self, _: str, event: events.RoutingEvent) -> None:
        self.heard.append(event)

    def owner(self, prefix: str = "id") -> RoutingOwner:
        return RoutingOwner(self.store, LocalBus(), self.clock, CountingIds(prefix), rules)


@asynccontextmanager
async def running() -> AsyncIterator[tuple[Running, RoutingOwner]]:
    world = Running()
    await world.store.start()
    owner = world.owner()
    await owner.start()
    yield world, owner
    await owner.close()
    await world.store.close()


async def ready(owner: RoutingOwner, agent: str) -> None:
    await owner.decide(commands.SignIn(agent=agent))
    await owner.decide(commands.MakeReady(agent=agent))


async def test_a_caller_is_offered_to_a_ready_agent_when_it_enters() -> None:
    async with running() as (_, owner):
        await ready(owner, "wang")
        decided = await owner.decide(commands.Enqueue(interaction="call", queue="general"))
        assert [type(event).__name__ for event in decided][-1] == "InteractionOffered"


async def test_nobody_hears_of_a_decision_when_it_was_not_stored() -> None:
    async with running() as (world, owner):
        await asyncio.sleep(4.5)
        await world.store.write(lambda tx: acquire(tx, "routing", "id1", 0))
        await world.store.write(lambda tx: acquire(tx, "routing", "thief", 60_000))
        with pytest.raises(LeaseLostError):
            await owner.decide(commands.SignIn(agent="wang"))
        await asyncio.sleep(0.01)
        assert world.heard == []


async def test_an_offer_lapses_by_itself_when_nobody_answers() -> None:
    async with running() as (world, owner):
        await ready(owner, "wang")
        await owner.decide(commands.Enqueue(interaction="call", queue="general"))
        await asyncio.sleep(20.1)
        ended = [event for event in world.heard if isinstance(event, events.OfferEnded)]
        assert [event.cause for event in ended] == ["no-answer"]


async def test_order_waiting_and_presence_survive_when_the_owner_is_replaced() -> None:
    async with running() as (world, owner):
        await ready(owner, "wang")
        for n in range(5):
            await owner.decide(commands.Enqueue(interaction=f"call{n}", queue="general"))
        offer = next(iter(owner.state.offers))
        await owner.decide(commands.AcceptOffer(offer=offer))
        before = rows_of(owner.state)
        await owner.close()
        successor = world.owner("other")
        await successor.start()
        try:
            assert rows_of(successor.state) == before
            view = LiveRouting(lambda: successor.state, world.clock)
            waiting = [request.interaction for request in view.waiting("general")]
            assert waiting == ["call1", "call2", "call3", "call4"]
        finally:
            await successor.close()


async def test_a_refused_command_changes_nothing_when_the_state_has_moved_on() -> None:
    async with running() as (_, owner):
        before = rows_of(owner.state)
        with pytest.raises(ConflictError):
            await owner.decide(commands.AcceptOffer(offer="gone"))
        assert rows_of(owner.state) == before
