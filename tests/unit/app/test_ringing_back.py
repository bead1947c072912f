"""Ringing back when free: the desk's wish, the routing, and whole calls, in virtual time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec import json
from tests.unit.channels.voice.centre import LISTEN, Centre, Successor, centre

from switchroom.adapters.sipp.steps import Rejects
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import commands
from switchroom.features.desk.hub import Hub, Page
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.planned import PlannedCall
from switchroom.features.desk.ringing_back import RingBackRule, RingingBack
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import MINUTE
from switchroom.runtime.timers import Timers
from switchroom.runtime.web.access import Identity

pytestmark = pytest.mark.unit

LI, LIU = "liqiang", "liuyang"
OUTSIDE = "13900000001"
BUSY = Rejects(500, "486 Busy Here")
RULE = RingBackRule(tries=2, pause=2 * MINUTE, lasting=20 * MINUTE)


class Desk:
    """The asking agent's page, as far as it is told of these calls."""

    def __init__(self) -> None:
        self.hub = Hub()
        self.lore = SimpleNamespace(agent_name=lambda _, a: a, customer_name=lambda _, c: c)
        li = Identity(
            user=LI,
            username=LI,
            display_name=LI,
            session="s",
            permissions=frozenset(),
            site="main",
            departments=frozenset(),
            agent=LI,
        )
        self.page = Page(li)
        self.hub.enter(self.page)

    async def told(self) -> list[dict[str, Any]]:
        """Everything since it was asked last."""
        self.page.push(json.encode({"topic": "last"}).decode())
        messages: list[dict[str, Any]] = []
        while (text := await self.page.next()) and "last" not in text[:16]:
            messages.append(json.decode(text))
        return messages

    async def states(self) -> list[list[str]]:
        """What every list of planned calls said."""
        told = await self.told()
        return [[p["state"] for p in m["planned"]] for m in told if m["topic"] == "planned"]


class Waiting:
    """A centre with Li, and ringing back."""

    def __init__(self, c: Centre) -> None:
        self.centre = c
        self.desk = Desk()
        self.service = self.make(c.bus)
        self.timers = Timers(c.store, c.bus, c.clock, c.store._types)
        c.store.on_timers_changed = self.timers.changed

    def make(self, bus: Any) -> RingingBack:  # noqa: ANN401 the bus, or a successor's
        c = self.centre
        return RingingBack(c.store, bus, c.clock, c.view, cast("LiveDesk", self.desk), lambda: RULE)

    async def ask(self, number: str, colleague: str = "") -> None:
        call = PlannedCall(id=f"p-{number}", agent=LI, number=number, due=0, colleague=colleague)
        await self.service.ask(call)
        await asyncio.sleep(0.1)

    async def again(self) -> None:
        """After a restart."""
        await self.service.close()
        self.service = self.make(Successor(self.centre.bus))
        await self.service.start()
        await asyncio.sleep(0.1)

    async def left(self) -> int:
        return len(await self.service.shown(LI))

    def rung(self) -> list[str]:
        """Whom agents have dialled."""
        return [
            one.called
            for one in self.centre.of(happened.InteractionOpened)
            if one.direction == "out"
        ]


@asynccontextmanager
async def waiting() -> AsyncIterator[Waiting]:
    async with centre() as c:
        await c.signed_in(LI, "1002", LISTEN)
        w = Waiting(c)
        await w.service.start()
        await w.timers.start()
        yield w
        await w.timers.close()
        await w.service.close()


async def occupied(c: Centre, agent: str, extension: str) -> str:
    """An agent talks with a number outside; the call."""
    c.number("10086", LISTEN)
    if c.view.agent(agent).state == "signed-out":
        await c.signed_in(agent, extension, LISTEN)
    interaction: str = await c.bus.send(wishes.Dial(agent=agent, number="10086"))
    await asyncio.sleep(5)
    return interaction


async def hang_up(c: Centre, interaction: str, agent: str) -> None:
    await c.bus.send(wishes.HangUpInteraction(interaction=interaction, agent=agent))
    await asyncio.sleep(5)


async def test_a_colleague_is_rung_when_their_call_has_ended() -> None:
    async with waiting() as w:
        call = await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        assert await w.desk.states() == [["waiting"]]
        assert w.rung() == ["10086"]
        await hang_up(w.centre, call, LIU)
        assert w.rung() == ["10086", "1004"]
        assert set(w.centre.view.works("call2")) == {LI, LIU}
        assert await w.left() == 0
        await hang_up(w.centre, "call2", LI)
        await asyncio.sleep(30 * 60)
        assert w.rung() == ["10086", "1004"]


async def test_the_desk_says_that_they_are_free_when_only_the_agent_is_not() -> None:
    async with waiting() as w:
        own, theirs = await occupied(w.centre, LI, "1002"), await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        await hang_up(w.centre, theirs, LIU)
        assert await w.desk.states() == [["waiting"], ["free"]]
        assert w.rung() == ["10086", "10086"]
        await hang_up(w.centre, own, LI)
        assert w.rung()[-1] == "1004"


async def test_nobody_is_rung_while_they_write_up() -> None:
    async with waiting() as w:
        c = w.centre
        await c.ready(LIU, "1004", LISTEN)
        customer = c.call("1", "1")
        await asyncio.sleep(8)
        await w.ask("1004", LIU)
        c.telephony.hang_up(customer)
        await asyncio.sleep(2)
        assert c.view.agent(LIU).state == "wrap-up"
        assert w.rung() == []
        await c.bus.send(commands.FinishWrapUp(agent=LIU))
        await asyncio.sleep(5)
        assert w.rung() == ["1004"]


async def test_a_number_outside_is_tried_after_each_pause_when_it_stays_busy() -> None:
    async with waiting() as w:
        w.centre.number(OUTSIDE, BUSY)
        await w.ask(OUTSIDE)
        await asyncio.sleep(110)
        assert w.rung() == []
        await asyncio.sleep(20)
        assert w.rung() == [OUTSIDE]
        await asyncio.sleep(130)
        assert w.rung() == [OUTSIDE] * 2
        await asyncio.sleep(600)
        assert w.rung() == [OUTSIDE] * 2
        told = await w.desk.told()
        ended = [m for m in told if m["topic"] == "ring-back-ended"]
        assert ended == [
            {"topic": "ring-back-ended", "number": OUTSIDE, "name": "", "cause": "gave-up"}
        ]
        assert await w.left() == 0
        await w.centre.nothing_left()


async def test_a_number_outside_is_waited_for_no_more_when_it_was_not_answered() -> None:
    async with waiting() as w:
        w.centre.number(OUTSIDE, None)
        await w.ask(OUTSIDE)
        await asyncio.sleep(900)
        assert w.rung() == [OUTSIDE]
        assert await w.left() == 0


async def test_the_wish_ends_when_its_time_is_over() -> None:
    async with waiting() as w:
        await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        await asyncio.sleep(21 * 60)
        assert [m["cause"] for m in await w.desk.told() if m["topic"] == "ring-back-ended"] == [
            "expired"
        ]
        assert await w.left() == 0


async def test_the_wish_ends_when_the_agent_signs_out() -> None:
    async with waiting() as w:
        call = await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        await w.centre.bus.send(commands.SignOut(agent=LI))
        await asyncio.sleep(1)
        assert await w.left() == 0
        await w.centre.bus.send(commands.SignIn(agent=LI))
        await hang_up(w.centre, call, LIU)
        assert w.rung() == ["10086"]


async def test_they_are_rung_when_the_centre_was_restarted_meanwhile() -> None:
    async with waiting() as w:
        call = await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        await w.service.close()
        await hang_up(w.centre, call, LIU)
        await w.again()
        await asyncio.sleep(5)
        assert w.rung() == ["10086", "1004"]


async def test_a_try_is_made_again_when_a_restart_hid_what_became_of_the_last() -> None:
    async with waiting() as w:
        w.centre.number(OUTSIDE, BUSY)
        await w.ask(OUTSIDE)
        await asyncio.sleep(120.5)
        assert w.rung() == [OUTSIDE]
        await w.service.close()
        await asyncio.sleep(30)
        await w.again()
        assert await w.left() == 1
        await asyncio.sleep(125)
        assert w.rung() == [OUTSIDE] * 2


async def test_two_are_rung_one_after_the_other_when_both_are_free_at_once() -> None:
    async with waiting() as w:
        own = await occupied(w.centre, LI, "1002")
        await w.centre.signed_in(LIU, "1004", LISTEN)
        await w.centre.signed_in("wangfang", "1001", LISTEN)
        await w.ask("1004", LIU)
        await w.ask("1001", "wangfang")
        await hang_up(w.centre, own, LI)
        assert w.rung()[1:] == ["1004"]
        await hang_up(w.centre, "call2", LI)
        assert w.rung()[1:] == ["1004", "1001"]


async def test_asking_is_refused_when_it_makes_no_sense() -> None:
    async with waiting() as w:
        await occupied(w.centre, LIU, "1004")
        await w.ask("1004", LIU)
        with pytest.raises(ConflictError, match="already"):
            await w.ask("1004", LIU)
        with pytest.raises(ConflictError, match="own"):
            await w.ask("1002", LI)
