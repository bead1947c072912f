"""Who is asked to call back a customer whom a fault cut off."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.unit.channels.voice.centre import LISTEN, Centre, centre

from switchroom.app.cut_off import on_duty
from switchroom.domain.interaction.events import EndCause, InteractionEnded
from switchroom.features.desk.cut_off import CallingBackTheLost, LostCall
from switchroom.features.desk.planned import planned_by

pytestmark = pytest.mark.unit

LOST = LostCall(number="+8613800138000", customer="c1", agent="", queue="fault-repair")
LI, LIU = "liqiang", "liuyang"


class Told:
    """Whose desks were shown their planned calls anew."""

    def __init__(self) -> None:
        self.agents: list[str] = []

    async def tell(self, agent: str) -> None:
        self.agents.append(agent)


@asynccontextmanager
async def faulty(
    lost: LostCall | None, agents: Collection[str]
) -> AsyncIterator[tuple[Centre, Told]]:
    async with centre() as c:
        told = Told()
        service = CallingBackTheLost(c.store, c.clock, lambda *_: lost, lambda _: agents, told.tell)
        service.start(c.bus)
        yield c, told


async def cut_off(c: Centre, interaction: str = "i1", cause: EndCause = "lost") -> None:
    event = InteractionEnded(interaction=interaction, cause=cause)
    await c.bus.publish(f"interaction:{interaction}", event)


async def test_whoever_served_the_customer_last_is_asked_at_once() -> None:
    async with faulty(replace(LOST, agent=LI), [LIU]) as (c, told):
        await cut_off(c)
        (call,) = await c.store.read(lambda connection: planned_by(connection, LI))
        assert (call.number, call.customer, call.due) == (LOST.number, "c1", c.clock.now())
        assert told.agents == [LI]


async def test_the_agent_with_the_fewest_is_asked_when_nobody_had_served_yet() -> None:
    async with faulty(LOST, [LI, LIU]) as (c, told):
        for interaction in ("i1", "i2", "i3"):
            await cut_off(c, interaction)
        assert told.agents == [LI, LIU, LI]


async def test_nobody_is_asked_twice_when_the_event_is_told_again() -> None:
    async with faulty(LOST, [LI]) as (c, told):
        await cut_off(c)
        await cut_off(c)
        assert told.agents == [LI]


@pytest.mark.parametrize(
    ("lost", "agents", "cause"),
    [
        (LOST, [LI], "customer-hung-up"),
        (LOST, [], "lost"),
        (None, [LI], "lost"),
        (replace(LOST, number="anonymous"), [LI], "lost"),
    ],
)
async def test_nobody_is_asked_when_it_was_no_fault_or_nobody_can_call_or_be_called(
    lost: LostCall | None, agents: list[str], cause: EndCause
) -> None:
    async with faulty(lost, agents) as (c, told):
        await cut_off(c, cause=cause)
        assert told.agents == []


async def test_on_duty_is_who_is_signed_in_and_serves_the_queue() -> None:
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        signed_in = on_duty(lambda: c.routing.state)
        assert list(signed_in("fault-repair")) == [LI]
        assert list(signed_in("")) == [LI]
        assert list(signed_in("english")) == []
