"""Customers who come one after the other, and agents who serve them whatever happens."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import httpx
from tests.acceptance.harness.acts import TO_FAULTS
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, telephone_agent
from tests.acceptance.harness.ports import free_ports
from tests.chaos.ledger import Seen

from switchroom.adapters.sipp import (
    Answers,
    HangUp,
    Ledger,
    Party,
    Pause,
    Place,
    Play,
    call,
    tone,
)
from switchroom.kernel.time import Millis

SERVICE = "95598"
SHORTEST, LONGER = 6_000, 20_000
"""Milliseconds after which a customer hangs up, wherever they are then; and how many more."""

GOLDEN = 0.618
"""Its multiples fall evenly into the unit, and nowhere twice: values as good as random ones."""


class Crowd:
    """Customers, each with a number of their own.

    Args:
        product: whom they call.
        folder: for their sounds and ledgers.
    """

    def __init__(self, product: Centre, folder: Path) -> None:
        self._product = product
        self._folder = folder
        self._sound = tone(folder / "customer.alaw", 440.0)
        self._parties: dict[str, Party] = {}

    async def come(self, every: float) -> None:
        """One after the other, until cancelled."""
        while True:
            await self._one()
            await asyncio.sleep(every)

    async def leave(self, within: float) -> list[Seen]:
        """Wait until all are served; what each saw. Who is not hangs up then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await asyncio.gather(*(one.finish(within) for one in self._parties.values()))
        for one in self._parties.values():
            await one.leave()
        return [_seen(number, one.ledger()) for number, one in self._parties.items()]

    async def _one(self) -> None:
        number = f"1391{len(self._parties):07}"
        port = free_ports(6)
        folder = self._folder / number
        folder.mkdir()
        place = Place(folder=folder, server=self._product.sip, port=port, media_port=port + 2)
        stays = SHORTEST + round(LONGER * (len(self._parties) * GOLDEN % 1))
        steps = (*TO_FAULTS, Play(self._sound), Pause(stays), HangUp())
        self._parties[number] = await call(place, SERVICE, steps, number=number)


@asynccontextmanager
async def serving(
    product: Centre, folder: Path, names: tuple[str, ...], talk: Millis
) -> AsyncIterator[None]:
    """Agents at telephones who talk for so long, write up at once, and are ready again."""
    sound = Play(tone(folder / "agent.alaw", 620.0))
    behaviour = Answers(300, (sound, Pause(talk), HangUp()))
    async with AsyncExitStack() as all_agents, asyncio.TaskGroup() as working:
        tasks = []
        for name in names:
            place = telephone_agent(product, name, folder / name, behaviour, calls=10_000)
            agent, _ = await all_agents.enter_async_context(place)
            tasks.append(working.create_task(_write_up(agent)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()


async def _write_up(agent: Person) -> None:
    """Again and again; while nobody answers, later."""
    while True:
        await asyncio.sleep(1)
        with suppress(httpx.TransportError):
            await agent.attempt("/api/agent/wrap-up/finish")
            await agent.attempt("/api/agent/ready")


def _seen(number: str, ledger: Ledger) -> Seen:
    answered, ended = ledger.first("INVITE", 200), ledger.first("BYE")
    return Seen(f"+86{number}", answered.at if answered else None, ended.at if ended else None)
