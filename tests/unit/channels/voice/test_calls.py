"""Whole calls through menu, queue and agent, in virtual time, with the demonstration pack."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from switchroom.adapters.sipp.steps import (
    Answers,
    AwaitHangUp,
    Behaviour,
    HangUp,
    NeverAnswers,
    Pause,
    Rejects,
)
from switchroom.channels.voice import tables
from switchroom.channels.voice.channel import VoiceChannel
from switchroom.channels.voice.line import World
from switchroom.channels.voice.performing import Performer
from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction import commands as wishes
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import commands, events
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.packs.pack import Pack
from switchroom.features.packs.reading import read_pack
from switchroom.features.queues.owner import RoutingOwner
from switchroom.features.queues.view import LiveRouting
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.messages import Event
from switchroom.ports.directory import AgentLine, Arrival
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.transaction import Projectors
from switchroom.testing.ids import CountingIds
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.telephony_simulator import ScriptedTelephony
from switchroom.testing.virtual_time import LoopClock

pytestmark = pytest.mark.unit

PACK = read_pack(Path("packs/power"))
KINDS = [
    kind
    for module in (events, happened)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind is not Event
]


class PackDirectory:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.announce = False

    def arrival(self, connection: Connection, caller: str, called: str, trunk: str) -> Arrival:
        flows = {number.number: number.flow for number in self.pack.data.numbers}
        return Arrival(caller=caller, called=called, flow=flows.get(called, ""))

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        if query == "account-by-number" and parameters["account"] == "10023":
            return {"customer": "c1", "name": "张伟", "balance": "-5000", "owed": "5000"}
        return None

    def line(self, agent: str) -> AgentLine:
        extension = {user.id: user.extension for user in self.pack.data.users}[agent]
        return AgentLine(
            agent=agent, number=extension if self.announce else "", endpoint=f"agent:{extension}"
        )

    def flows(self) -> Flows:
        return self.pack.library()


class NamedPrompts:
    def media(self, pieces: Sequence[Spoken], language: str) -> list[str]:
        return [piece.value for piece in pieces]


class Centre:
    def __init__(self) -> None:
        self.clock = LoopClock()
        self.bus = LocalBus()
        self.store = SqlStore(
            MemoryDatabase(), self.bus, self.clock, MessageTypes(KINDS), Projectors()
        )
        self.telephony = ScriptedTelephony(self.clock)
        self.directory = PackDirectory(PACK)
        self.routing = RoutingOwner(self.store, self.bus, self.clock, CountingIds("o"), self.rules)
        performer = Performer(self.telephony, self.bus, self.store, NamedPrompts(), self.directory)
        view = LiveRouting(lambda: self.routing.state, self.clock)
        world = World(
            store=self.store, clock=self.clock, directory=self.directory, performer=performer
        )
        self.voice = VoiceChannel(self.telephony, self.bus, CountingIds("call"), world, view)
        self.events: list[Any] = []
        for kind in KINDS:
            self.bus.watch(kind, self.note)

    def rules(self, _: Connection) -> tuple[list[QueueRule], list[AgentRule]]:
        users = [user for user in PACK.data.users if user.extension and user.queues is None]
        agents = [
            AgentRule(agent=user.id, skills=user.skills, capacity=user.capacity) for user in users
        ]
        return [queue.rule() for queue in PACK.data.queues], agents

    async def note(self, _: str, event: Event) -> None:
        self.events.append(event)

    async def ready(self, agent: str, extension: str, behaviour: Behaviour | None) -> None:
        self.telephony.agent(extension, behaviour)
        await self.routing.decide(commands.SignIn(agent=agent))
        await self.routing.decide(commands.MakeReady(agent=agent))

    def call(self, *keys: str, called: str = "95598") -> str:
        leg = self.telephony.call("13800138000", called)
        loop = asyncio.get_running_loop()
        for n, key in enumerate(keys):
            loop.call_later(1 + 2 * n, self.press, leg, key)
        return leg

    def press(self, leg: str, key: str) -> None:
        self.telephony.press(leg, key)

    def names(self, *kinds: type) -> list[str]:
        return [type(event).__name__ for event in self.events if isinstance(event, kinds)]

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    async def nothing_left(self) -> None:
        """No call, no row, no work, no offer, nobody waiting."""
        assert self.voice.running == 0
        rows = await self.store.read(
            lambda c: c.scalar(select(func.count()).select_from(tables.calls))
        )
        assert rows == 0
        state = self.routing.state
        assert not state.works
        assert not state.offers
        assert not state.entries


@asynccontextmanager
async def centre() -> AsyncIterator[Centre]:
    running = Centre()
    await running.store.start()
    await running.routing.start()
    await running.voice.start()
    await asyncio.sleep(0.1)
    yield running
    await running.voice.close()
    await running.routing.close()
    await running.store.close()


TALK = Answers(1_000, (Pause(30_000), HangUp()))
LISTEN = Answers(1_000, (AwaitHangUp(600_000),))


async def test_a_call_goes_through_menu_and_queue_to_an_agent_when_keys_are_pressed() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        assert len(c.telephony.joined(leg)) == 1
        assert c.names(happened.InteractionOpened, events.InteractionAssigned) == [
            "InteractionOpened",
            "InteractionAssigned",
        ]
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-hung-up"]
        assert len(c.of(happened.RecordingFinished)) == 1
        await c.nothing_left()
        assert c.routing.state.agents["liqiang"].presence.state == "wrap-up"


async def test_the_agent_ends_the_call_when_their_telephone_hangs_up() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", TALK)
        c.call("1", "1")
        await asyncio.sleep(60)
        assert [e.cause for e in c.of(happened.SegmentEnded)] == ["agent-hung-up"]
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["agent-hung-up"]
        await c.nothing_left()


async def test_music_plays_after_the_announcement_when_nobody_is_free() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(30)
        assert c.telephony.heard(leg)[-1].what == "music:default"


async def test_the_offer_goes_back_to_the_queue_when_the_agent_rejects() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", Rejects(500))
        await c.ready("liuyang", "1004", LISTEN)
        c.call("1", "1")
        await asyncio.sleep(15)
        assert [e.cause for e in c.of(events.OfferEnded)] == ["rejected"]
        assert [e.agent for e in c.of(events.InteractionAssigned)] == ["liuyang"]


async def test_an_agent_is_paused_when_the_telephone_rang_in_vain_twice() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", NeverAnswers())
        c.call("1", "1")
        await asyncio.sleep(70)
        assert [e.cause for e in c.of(events.OfferEnded)] == ["no-answer", "no-answer"]
        assert [e.reason for e in c.of(events.AgentNotReady)] == ["missed"]


async def test_an_unregistered_telephone_does_not_count_as_missed_when_it_cannot_ring() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", None)
        c.call("1", "1")
        await asyncio.sleep(20)
        assert {e.cause for e in c.of(events.OfferEnded)} == {"unreachable"}
        assert c.of(events.AgentNotReady) == []


async def test_the_agent_is_free_again_when_the_customer_leaves_while_it_rings() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", NeverAnswers())
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["customer-left-queue"]
        assert [e.cause for e in c.of(events.OfferEnded)] == ["withdrawn"]
        assert c.routing.state.agents["liqiang"].presence.state == "ready"
        await c.nothing_left()


async def test_a_message_is_kept_when_the_centre_is_closed() -> None:
    async with centre() as c:
        leg = c.call("1", called="95599")
        await asyncio.sleep(7)
        c.telephony.speak(leg, 5_000)
        await asyncio.sleep(5)
        c.telephony.press(leg, "#")
        await asyncio.sleep(10)
        assert len(c.of(happened.RecordingFinished)) == 1
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["voicemail"]
        await c.nothing_left()


async def test_a_message_is_kept_when_the_customer_just_hangs_up() -> None:
    async with centre() as c:
        leg = c.call("1", called="95599")
        await asyncio.sleep(7)
        c.telephony.speak(leg, 5_000)
        await asyncio.sleep(5)
        c.telephony.hang_up(leg)
        await asyncio.sleep(1)
        assert len(c.of(happened.RecordingFinished)) == 1
        assert [e.cause for e in c.of(happened.InteractionEnded)] == ["voicemail"]
        await c.nothing_left()


async def test_a_key_leaves_the_queue_when_its_node_has_an_exit_for_it() -> None:
    async with centre() as c:
        leg = c.call("1", "0")
        await asyncio.sleep(10)
        c.telephony.press(leg, "1")
        await asyncio.sleep(5)
        assert [e.cause for e in c.of(events.InteractionWithdrawn)] == ["key:1"]
        assert not c.routing.state.entries
        assert "leave-message" in {e.flow for e in c.of(happened.FlowStepped)}


async def test_the_customer_hears_music_when_the_agent_holds_and_speech_when_resumed() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        await c.bus.send(wishes.HoldCustomer(interaction="call1", agent="liqiang"))
        await asyncio.sleep(1)
        assert not c.telephony.joined(leg)
        assert c.telephony.heard(leg)[-1].what == "music:default"
        await c.bus.send(wishes.ResumeCustomer(interaction="call1", agent="liqiang"))
        await asyncio.sleep(1)
        assert c.telephony.joined(leg)
        assert c.names(happened.CustomerHeld, happened.CustomerResumed) == [
            "CustomerHeld",
            "CustomerResumed",
        ]


async def test_another_agent_is_refused_when_they_touch_the_call() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", LISTEN)
        c.call("1", "1")
        await asyncio.sleep(8)
        with pytest.raises(ConflictError):
            await c.bus.send(wishes.HoldCustomer(interaction="call1", agent="liuyang"))


async def test_a_number_that_is_not_in_service_is_refused_with_its_cause() -> None:
    async with centre() as c:
        c.call(called="12345")
        await asyncio.sleep(1)
        ended = c.of(happened.InteractionEnded)
        assert [(e.cause, e.code) for e in ended] == [("refused", 1)]
        await c.nothing_left()


async def test_a_call_is_closed_as_lost_when_the_engine_forgot_it() -> None:
    async with centre() as c:
        leg = c.call("1", "1")
        await asyncio.sleep(8)
        c.telephony.cut()
        c.telephony.hang_up(leg)
        c.telephony.mend()
        await asyncio.sleep(1)
        assert len(c.of(happened.InteractionEnded)) == 1
        await c.nothing_left()


async def test_the_routing_lets_go_when_it_was_never_told_that_a_call_is_over() -> None:
    async with centre() as c:
        await c.routing.decide(commands.Enqueue(interaction="ghost", queue="fault-repair"))
        await c.ready("liqiang", "1002", None)
        await c.routing.decide(commands.AcceptOffer(offer=next(iter(c.routing.state.offers))))
        await c.routing.decide(commands.Enqueue(interaction="spectre", queue="general"))
        c.telephony.cut()
        c.telephony.mend()
        await asyncio.sleep(1)
        await c.nothing_left()


async def test_ten_callers_are_served_in_their_order_when_there_are_two_agents() -> None:
    async with centre() as c:
        await c.ready("liqiang", "1002", TALK)
        await c.ready("liuyang", "1004", TALK)
        for _ in range(10):
            c.call("1", "1")
            await asyncio.sleep(0.5)
        await asyncio.sleep(600)
        served = [e.interaction for e in c.of(events.InteractionAssigned)]
        assert served == [f"call{n}" for n in range(1, len(served) + 1)]
        assert len(c.of(happened.InteractionEnded)) == 10
        await c.nothing_left()
