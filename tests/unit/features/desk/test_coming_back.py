"""Pages that are gone and come back, and what the agent's calls are told of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest
from sqlalchemy import Connection

from switchroom.domain.interaction.commands import AgentBack, AgentGone
from switchroom.domain.routing.state import RoutingState
from switchroom.features.desk.hub import Page
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.views import Lore, View
from switchroom.features.queues.view import LiveRouting
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


class NoLore:
    def queue_names(self, _: Connection) -> dict[str, dict[str, str]]:
        return {}

    def queue_figures(self, _: Connection, now: int) -> dict[str, View]:
        return {}


class Told:
    """A desk, and the commands that it sends to the calls."""

    def __init__(self) -> None:
        clock, bus, state = LoopClock(), LocalBus(), RoutingState()
        self.asked: list[AgentGone | AgentBack] = []
        self.store = SqlStore(MemoryDatabase(), bus, clock, MessageTypes(()), Projectors())
        routing = LiveRouting(lambda: state, clock)
        self.desk = LiveDesk(self.store, bus, clock, routing, cast("Lore", NoLore()))
        bus.serve(AgentGone, self._note)
        bus.serve(AgentBack, self._note)

    async def _note(self, command: AgentGone | AgentBack) -> None:
        self.asked.append(command)

    async def open(self, *, again: bool = False) -> Page:
        page = Page(WHO, again=again)
        self.desk.hub.enter(page)
        await self.desk.hello(page)
        return page


@asynccontextmanager
async def told() -> AsyncIterator[Told]:
    running = Told()
    await running.store.start()
    yield running
    await running.desk.close()
    await running.store.close()


async def test_calls_are_told_nothing_when_a_cut_line_is_back_at_once() -> None:
    async with told() as t:
        page = await t.open()
        t.asked.clear()
        t.desk.left(page)
        await asyncio.sleep(2)
        await t.open(again=True)
        await asyncio.sleep(60)
        assert t.asked == []


async def test_the_telephone_is_rung_at_once_when_the_page_was_reloaded() -> None:
    async with told() as t:
        page = await t.open()
        t.asked.clear()
        t.desk.left(page)
        await asyncio.sleep(1)
        await t.open()
        await asyncio.sleep(60)
        assert t.asked == [AgentBack(agent="u1")]


async def test_the_agent_is_gone_and_back_when_the_line_was_cut_for_long() -> None:
    async with told() as t:
        page = await t.open()
        t.asked.clear()
        t.desk.left(page)
        await asyncio.sleep(20)
        await t.open(again=True)
        assert t.asked == [AgentGone(agent="u1"), AgentBack(agent="u1")]


async def test_a_second_page_does_not_take_the_call_from_the_first() -> None:
    async with told() as t:
        await t.open()
        t.asked.clear()
        second = await t.open()
        t.desk.left(second)
        await asyncio.sleep(60)
        assert t.asked == []
