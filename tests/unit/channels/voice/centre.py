"""A centre with the demonstration pack, in virtual time, for tests of whole calls."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from switchroom.adapters.sipp.steps import (
    Answers,
    AwaitHangUp,
    Behaviour,
    HangUp,
    Pause,
)
from switchroom.channels.voice import tables
from switchroom.channels.voice.channel import VoiceChannel
from switchroom.channels.voice.line import Line, World
from switchroom.channels.voice.performing import Performer
from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import commands, events
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.desk.messages import RingBackDue
from switchroom.features.packs.pack import Pack
from switchroom.features.packs.reading import read_pack
from switchroom.features.queues.owner import RoutingOwner
from switchroom.features.queues.view import LiveRouting
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Millis
from switchroom.ports.bus import Bus, C
from switchroom.ports.directory import AgentLine, Arrival, Callbacks, Way
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.transaction import Projectors
from switchroom.testing.ids import CountingIds
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.telephony_simulator import ScriptedTelephony
from switchroom.testing.virtual_time import LoopClock

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
        self.surveys = False
        self.browsers: set[str] = set()
        self.extensions = {user.id: user.extension for user in pack.data.users if user.extension}

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
        extension = self.extensions[agent]
        return AgentLine(
            agent=agent,
            number=extension if self.announce else "",
            endpoint=f"agent:{extension}",
            extension=extension,
            browser=agent in self.browsers,
        )

    def way(self, number: str, agent: str, caller: str = "") -> Way:
        colleague = {extension: who for who, extension in self.extensions.items()}.get(number)
        endpoint = f"agent:{number}" if colleague else f"trunk:main/{number}"
        return Way(
            number=number,
            reach="internal" if colleague else "national",
            endpoint=endpoint,
            caller=self.extensions[agent] if colleague else "95598",
            agent=colleague or "",
        )

    def is_queue(self, queue: str) -> bool:
        return queue != "nowhere"

    def survey(self, queue: str) -> str:
        return "survey" if self.surveys else ""

    def patience(self) -> Millis:
        return 60_000

    def callbacks(self) -> Callbacks:
        return Callbacks(tries=2, pause=60_000)

    def flows(self) -> Flows:
        return self.pack.library()


class NamedPrompts:
    def media(self, pieces: Sequence[Spoken], language: str) -> list[str]:
        return [piece.value for piece in pieces]


class Successor:
    """The bus for one who serves what another has served before."""

    def __init__(self, bus: LocalBus) -> None:
        self._bus = bus
        self.watch = bus.watch
        self.send = bus.send
        self.publish = bus.publish

    def serve(self, kind: type[C], handler: Callable[[C], Awaitable[Any]]) -> None:
        self._bus._servers[kind] = handler


class Centre:
    def __init__(self) -> None:
        self.clock = LoopClock()
        self.bus = LocalBus()
        self.store = SqlStore(
            MemoryDatabase(),
            self.bus,
            self.clock,
            MessageTypes([*KINDS, RingBackDue]),
            Projectors(),
        )
        self.telephony = ScriptedTelephony(self.clock)
        self.directory = PackDirectory(PACK)
        self.routing = RoutingOwner(self.store, self.bus, self.clock, CountingIds("o"), self.rules)
        self.voice = self._voice(self.bus)
        self.events: list[Any] = []
        for kind in KINDS:
            self.bus.watch(kind, self.note)

    def _voice(self, bus: Bus) -> VoiceChannel:
        self.view = view = LiveRouting(lambda: self.routing.state, self.clock)
        performer = Performer(
            self.telephony, self.bus, self.store, NamedPrompts(), self.directory, view
        )
        world = World(
            store=self.store, clock=self.clock, directory=self.directory, performer=performer
        )
        return VoiceChannel(self.telephony, bus, CountingIds("call"), world, view)

    async def voice_again(self) -> None:
        """Another process's voice channel takes up the calls of the one that was closed."""
        self.voice = self._voice(Successor(self.bus))
        await self.voice.start()
        await asyncio.sleep(0.5)

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

    async def signed_in(self, agent: str, extension: str, behaviour: Behaviour | None) -> None:
        self.telephony.agent(extension, behaviour)
        await self.routing.decide(commands.SignIn(agent=agent))

    def line(self) -> Line:
        """The one call that runs."""
        return next(iter(self.voice._lines.values()))

    def call(self, *keys: str, called: str = "95598") -> str:
        leg = self.telephony.call("13800138000", called)
        loop = asyncio.get_running_loop()
        for n, key in enumerate(keys):
            loop.call_later(1 + 2 * n, self.press, leg, key)
        return leg

    def number(self, number: str, behaviour: Behaviour | None) -> None:
        """Somebody outside who can be rung."""
        self.telephony.agent(f"trunk:main/{number}", behaviour)

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
