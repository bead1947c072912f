"""How true the live board is: from an agent's change to the supervisors' pages, with 2,000 agents.

One process has everything that tells: store (SQLite in memory), routing, board, and the WebSocket
behind uvicorn. Agents become ready and not ready at a fixed rate; supervisors' sockets, in the same
event loop, note when each change arrives. The time is from asking for the change to the parsed
message at a socket: the command, its commit, the look and the wire are all in it.
"""

import argparse
import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import uvicorn
import websockets
from fastapi import FastAPI
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from websockets.asyncio.client import ClientConnection
from websockets.typing import Origin

from switchroom.domain.routing import commands, events
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.socket import router
from switchroom.features.queues.owner import RoutingOwner
from switchroom.features.queues.view import LiveRouting
from switchroom.features.supervision.board import LiveBoard
from switchroom.features.supervision.views import Placed, View
from switchroom.ports.trunks import TrunkState
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.ids import UlidIds
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.store import SqlStore
from switchroom.runtime.tasks import Tasks
from switchroom.runtime.transaction import Projectors
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.centre import Centre
from switchroom.runtime.web.topics import Subscription, Subscriptions
from switchroom.testing.store import MemoryDatabase

BOSS = Identity(
    user="boss",
    username="boss",
    display_name="Boss",
    session="s",
    permissions=frozenset({"supervise.view"}),
)


class Known:
    """As many agents as are wanted; no calls."""

    def __init__(self, agents: Collection[str]) -> None:
        self._agents = agents

    def cards(self, _: Connection) -> Mapping[str, Placed]:
        """A card as large as a real one."""
        card = {"number": "80001", "extension": "80001", "team": "north", "skills": ["faults"]}
        return {
            agent: Placed(view={"id": agent, "name": f"座席 {agent}", "queues": ["q"], **card})
            for agent in self._agents
        }

    def groups(self, _: Connection) -> View:
        """No names."""
        return {"teams": {}, "skills": {}, "lines": {}}

    def calls(self, _: Connection, __: Collection[str] | None) -> Mapping[str, Placed]:
        """None."""
        return {}

    def lines(self, _: Connection, __: str, ___: int) -> Sequence[View]:
        """None."""
        return ()

    def may_see(self, _: Connection, __: Identity, ___: str) -> bool:
        """Everybody sees everything."""
        return True


class NoLore:
    """A desk that shows no queues and no calls."""

    def queue_names(self, _: Connection) -> Mapping[str, Mapping[str, str]]:
        """None."""
        return {}

    def queue_figures(self, _: Connection, __: int) -> Mapping[str, View]:
        """None."""
        return {}


@dataclass(slots=True)
class Seen:
    """What the sockets have received."""

    asked: dict[str, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    received: int = 0
    first: int = 0

    def take(self, text: str) -> None:
        """Count a message, and note which changes it tells."""
        message = json.loads(text)
        if message.get("whole"):
            self.first = len(text)
        elif message["topic"] == "board":
            self.received += len(text.encode())
            now = perf_counter()
            told = (agent["id"] for agent in message.get("agents", ()))
            self.delays += [now - self.asked[agent] for agent in told if agent in self.asked]


async def no_trunks() -> Sequence[TrunkState]:
    """None."""
    return ()


async def measure(options: argparse.Namespace) -> Seen:
    """Change agents for a while; what the sockets saw."""
    agents = [f"a{number:04}" for number in range(options.agents)]
    clock, bus = SystemClock(), LocalBus()
    types = MessageTypes(events.MESSAGES)
    store = SqlStore(MemoryDatabase(), bus, clock, types, Projectors())
    ids = UlidIds(clock)
    await store.start()
    rules = ([QueueRule(queue="q")], [AgentRule(agent=agent) for agent in agents])
    owner = RoutingOwner(store, bus, clock, ids, lambda _: rules)
    await owner.start()
    view = LiveRouting(lambda: owner.state, clock)
    board = LiveBoard(store, bus, clock, view, Known(agents), no_trunks)
    desk = LiveDesk(store, bus, clock, view, NoLore())  # type: ignore[arg-type] # asked for no more
    await board.start()
    for agent in agents:
        await bus.send(commands.SignIn(agent=agent))
    server = serve(Centre(store=store, bus=bus, clock=clock, ids=ids), desk, board, options.port)
    tasks = Tasks("bench")
    tasks.start(server.serve(), "web")
    while not server.started:  # noqa: ASYNC110 uvicorn has no event for it
        await asyncio.sleep(0.05)
    try:
        return await watch(options, bus, agents)
    finally:
        server.should_exit = True
        await tasks.finish()
        await board.close()
        await owner.close()
        await store.close()


def serve(centre: Centre, desk: LiveDesk, board: LiveBoard, port: int) -> uvicorn.Server:
    """The WebSocket alone."""
    app = FastAPI()
    subscriptions = Subscriptions()
    subscriptions.offer("board", Subscription(enter=board.enter, leave=board.leave))
    app.state.centre, app.state.desk = centre, desk
    app.state.subscriptions = subscriptions

    async def identify(_: HTTPConnection) -> Identity:
        return BOSS

    app.state.identify = identify
    app.include_router(router)
    return uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))


async def watch(options: argparse.Namespace, bus: LocalBus, agents: Sequence[str]) -> Seen:
    """Open the sockets, then change one agent after the other."""
    seen = Seen()
    address = f"127.0.0.1:{options.port}"
    sockets: list[ClientConnection] = []
    for _ in range(options.supervisors):
        socket = await websockets.connect(
            f"ws://{address}/api/live",
            origin=Origin(f"http://{address}"),
            max_size=None,
            proxy=None,
        )
        await socket.send('{"subscribe": ["board"]}')
        sockets.append(socket)
    listening = Tasks("sockets")
    for socket in sockets:
        listening.start(listen(socket, seen), "socket")
    await asyncio.sleep(2)
    seen.received = 0
    for turn in range(round(options.seconds * options.rate)):
        agent = agents[turn * 7 % len(agents)]
        seen.asked[agent] = perf_counter()
        command: Any = commands.MakeReady(agent=agent)
        if (turn * 7 // len(agents)) % 2:
            command = commands.MakeNotReady(agent=agent, reason="break")
        await bus.send(command)
        await asyncio.sleep(max(0.0, 1 / options.rate - (perf_counter() - seen.asked[agent])))
    await asyncio.sleep(1)
    await listening.close()
    for socket in sockets:
        await socket.close()
    return seen


async def listen(socket: ClientConnection, seen: Seen) -> None:
    """Take everything."""
    async for text in socket:
        seen.take(str(text))


def main() -> None:
    """Run it and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=2_000)
    parser.add_argument("--supervisors", type=int, default=10)
    parser.add_argument("--rate", type=float, default=20.0, help="changes a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--port", type=int, default=21_890)
    options = parser.parse_args()
    seen = asyncio.run(measure(options))
    delays = sorted(seen.delays)
    expected = round(options.seconds * options.rate) * options.supervisors
    p50, p99 = (delays[int(len(delays) * share)] * 1000 for share in (0.5, 0.99))
    a_second = seen.received / options.supervisors / options.seconds
    print(f"{options.agents} agents, {options.rate:g} changes/s, {options.supervisors} sockets")
    print(f"told {len(delays):,} of {expected:,}   p50 {p50:.0f} ms   p99 {p99:.0f} ms", end="   ")
    print(f"worst {delays[-1] * 1000:.0f} ms")
    print(f"whole picture {seen.first / 1024:.0f} KB, then {a_second / 1024:.1f} KB/s a socket")


if __name__ == "__main__":
    main()
