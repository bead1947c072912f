"""Who is said to speak in a call, as the desk of somebody in it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from switchroom.runtime.tasks import Tasks

CUSTOMER = "customer"


@dataclass(slots=True)
class Speakers:
    """What the desk knows of the call that it was told of last."""

    names: dict[str, str] = field(default_factory=dict)
    legs: set[str] = field(default_factory=set)
    parties: int = 0

    @property
    def speaking(self) -> set[str]:
        """Agents by id, others by number; whose leg is no party's is the customer."""
        return {self.names.get(leg, CUSTOMER) for leg in self.legs}

    async def become(self, *expected: str, within: float = 5.0) -> None:
        """Wait until exactly these are said to speak."""
        try:
            async with asyncio.timeout(within):
                while self.speaking != set(expected):  # noqa: ASYNC110 told by a socket
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(f"not {expected}, but {self.speaking} are to speak") from None

    async def stay(self, *expected: str, seconds: float = 2.0) -> None:
        """These are said to speak, and nobody else for so long."""
        for _ in range(round(seconds / 0.05)):
            assert self.speaking == set(expected)
            await asyncio.sleep(0.05)

    async def listen(self, socket: ClientConnection) -> None:
        """Take what the centre tells."""
        async for text in socket:
            told = json.loads(text)
            if told["topic"] == "speakers":
                self.legs = set(told["legs"])
            elif told["topic"] == "interaction":
                parties = told["interaction"]["parties"]
                self.names |= {one["leg"]: one["agent"] or one["number"] for one in parties}
                self.parties = len([one for one in parties if one["state"] == "in"])


@asynccontextmanager
async def told_speakers(product: Centre, agent: Person) -> AsyncIterator[Speakers]:
    """The agent's desk, as far as it shows who is in the call and who speaks."""
    headers = {"Cookie": agent.cookies}
    url = product.url.replace("http", "ws", 1) + "/api/live"
    speakers = Speakers()
    async with connect(
        url, origin=Origin(product.url), additional_headers=headers, proxy=None, max_size=None
    ) as socket:
        listening = Tasks("speakers")
        listening.start(speakers.listen(socket), "listen")
        try:
            yield speakers
        finally:
            await listening.close()
