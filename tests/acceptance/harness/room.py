"""Who hears whom in a whole call: everybody sends a tone of their own, and the wire is listened to.

People are named by their users' ids; `customer` and `outside` are those who have none. Nobody needs
a browser: agents have SIP telephones and ask for what they want over HTTP, as their desks do.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, leave, person
from tests.acceptance.harness.ports import free_ports

from switchroom.adapters.sipp import (
    Answers,
    AwaitHangUp,
    Behaviour,
    Party,
    Place,
    Play,
    Step,
    answering,
    answering_agent,
    call,
    tone,
)
from switchroom.testing.sound import loudness
from switchroom.testing.telephony_tones import LEVEL, Wire, is_heard

TONES = {
    "customer": 440.0,
    "liqiang": 610.0,
    "liuyang": 730.0,
    "wangfang": 870.0,
    "outside": 1030.0,
    "ringing": 450.0,
}
"""In hertz; the last is the country's ringing tone, and nobody's voice."""

WINDOW = 0.5
"""Seconds of sound that are judged: whole periods of the difference of any two tones."""

MUSIC = -50.0
"""Decibels; whatever is louder and nobody's tone is music, or an announcement."""

NOTHING = np.zeros(0, np.float32)
SERVICE = "95598"


@dataclass(slots=True)
class Room:
    """Everybody who takes part, in whatever call, and the ports at which they are heard."""

    product: Centre
    folder: Path
    _ports: dict[str, int] = field(default_factory=dict)
    _wire: Wire = field(default_factory=Wire)
    _lines: dict[str, Place] = field(default_factory=dict)

    async def hear(self, within: float = 8.0, **expected: str) -> None:
        """Wait until each hears exactly these: names, `music`, `ringing`, or nothing."""
        wanted = {name: set(whom.split()) for name, whom in expected.items()}
        seen: dict[str, set[str]] = {}
        try:
            async with asyncio.timeout(within):
                while wanted != (seen := await self.heard(*wanted)):
                    pass
        except TimeoutError:
            raise AssertionError(f"wanted {wanted}, but heard {seen}") from None

    async def heard(self, *names: str) -> dict[str, set[str]]:
        """What each hears in this moment."""
        sounds = await self._wire.listen(WINDOW)
        return {name: _told_apart(sounds.get(self._ports[name], NOTHING)) for name in names}

    async def sound(self, name: str, seconds: float) -> NDArray[np.float32]:
        """What somebody hears from now on."""
        return (await self._wire.listen(seconds)).get(self._ports[name], NOTHING)

    def place(self, name: str) -> Place:
        """Where somebody stands from now on."""
        port = free_ports(6)
        self._ports[name] = port + 2
        folder = self.folder / f"{name}-{port}"
        folder.mkdir(parents=True)
        return Place(folder=folder, server=self.product.sip, port=port, media_port=port + 2)

    def voice(self, name: str) -> Play:
        """A step: speak from now on, with a tone of one's own."""
        return Play(tone(self.folder / f"{name}.alaw", TONES[name], level=LEVEL))

    def answers(self, name: str, after: int = 200) -> Behaviour:
        """Answer, speak, and wait until hung up on."""
        return Answers(after, (self.voice(name), AwaitHangUp(120_000)))

    @asynccontextmanager
    async def customer(
        self,
        *steps: Step,
        number: str = "13800138000",
        called: str = SERVICE,
        name: str = "customer",
    ) -> AsyncIterator[Party]:
        """A customer who calls, and hangs up at the end if the call is not over."""
        party = await call(self.place(name), called, steps, number=number)
        try:
            yield party
        finally:
            await party.leave()

    @asynccontextmanager
    async def agent(
        self, name: str, behaviour: Behaviour | None = None, *, ready: bool = True
    ) -> AsyncIterator[Person]:
        """An agent at a SIP telephone; without `ready` on a break, but to be reached by colleagues.

        Signed out at the end.
        """
        async with person(self.product, name) as agent:
            telephone = await agent.do("/api/agent/softphone?browser=false")
            party = await answering_agent(
                self.place(name),
                telephone["extension"],
                telephone["password"],
                behaviour or self.answers(name),
                calls=9,
            )
            try:
                await agent.do("/api/agent/sign-in")
                if ready:
                    await agent.do("/api/agent/ready")
                yield agent
            finally:
                await party.kill()
                await leave(agent)

    @asynccontextmanager
    async def outside(
        self, behaviour: Behaviour | None = None, *, line: str = "outside", calls: int = 9
    ) -> AsyncIterator[Party]:
        """Whoever is reached from now on, whatever the number; of each trunk somebody else."""
        place = await self._line(line)
        party = await answering(place, line, behaviour or self.answers(line), calls=calls)
        try:
            yield party
        except AssertionError as error:
            latest = party.ledger().entries[-20:]
            error.add_note("\n".join(map(str, latest)) + party.errors())
            raise
        finally:
            await party.kill()

    async def _line(self, name: str) -> Place:
        """Where they stand, the same for all: Asterisk takes its time to learn of a trunk."""
        async with person(self.product, "admin") as admin:
            if new := name not in self._lines:
                self._lines[name] = self.place(name)
                await admin.put(f"/api/settings/trunk/{name}", **_trunk(self._lines[name]))
            await admin.put("/api/options/outgoing_trunk", value=name)
            if new:
                await _known(admin, name)
        return self._lines[name]

    async def close(self) -> None:
        """Take the trunks away."""
        if self._lines:
            async with person(self.product, "admin") as admin:
                await admin.put("/api/options/outgoing_trunk", value="")
                for name in self._lines:
                    await admin.remove(f"/api/settings/trunk/{name}")


async def _known(admin: Person, trunk: str) -> None:
    """Calls can go by it: nobody watches it, so that is all there is to know."""
    async with asyncio.timeout(20):
        while await _condition(admin, trunk) != "unwatched":  # noqa: ASYNC110 over HTTP
            await asyncio.sleep(0.2)


async def _condition(admin: Person, trunk: str) -> str | None:
    states = await admin.see("/api/trunks/states")
    return next((one["condition"] for one in states if one["id"] == trunk), None)


def _trunk(place: Place) -> dict[str, object]:
    names = {"zh": "外线", "en": "Outside"}
    return {"name": names, "host": f"{place.address}:{place.port}", "qualify": 0}


def _told_apart(sound: NDArray[np.float32]) -> set[str]:
    tones = {name for name, hertz in TONES.items() if is_heard(sound, hertz)}
    return tones or ({"music"} if len(sound) and loudness(sound) > MUSIC else set())
