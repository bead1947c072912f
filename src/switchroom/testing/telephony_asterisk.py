"""A real Asterisk for tests, demonstrations and measurements, with scripted parties around it."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile

from switchroom.adapters.asterisk.client import AriAddress
from switchroom.adapters.asterisk.configuration import AsteriskConfiguration, Ports, Trunk
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.adapters.asterisk.telephones import Telephone, new_secret
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.adapters.sipp import Behaviour, Party, Place, Step, answering_agent, call
from switchroom.kernel.errors import UnavailableError
from switchroom.kernel.time import Millis
from switchroom.runtime.clock import SystemClock

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaboratoryPorts:
    """The sockets of an Asterisk under test, and of the parties around it."""

    asterisk: Ports = field(
        default_factory=lambda: Ports(http=18088, https=0, sip=15060, rtp=(20000, 20799))
    )
    parties: int = 15062
    parties_media: int = 20800


@dataclass(slots=True)
class Laboratory:
    """A running Asterisk with one trunk, `main`, to which every call from loopback belongs."""

    process: AsteriskProcess
    password: str
    ports: LaboratoryPorts
    folder: Path
    _places: int = field(default=0)

    def telephony(self) -> AsteriskTelephony:
        """The adapter under test; not started."""
        address = AriAddress(LOOPBACK, self.ports.asterisk.http, self.password)
        return AsteriskTelephony(address, self.process.instance)

    def place(self) -> Place:
        """Another place for a scripted party; they are taken again after sixteen."""
        number = self._places
        self._places += 1
        return Place(
            folder=self.folder / f"party-{number}",
            server=f"{LOOPBACK}:{self.ports.asterisk.sip}",
            port=self.ports.parties + number % 16,
            media_port=self.ports.parties_media + 4 * (number % 16),
        )

    def sound(self, length: Millis, hertz: float = 1000.0) -> str:
        """A tone below the media folder, as `play` names it."""
        path = self.process.instance.media / f"tone-{hertz:.0f}-{length}"
        write_tone(path.with_suffix(".wav"), length, hertz)
        return str(path)


@dataclass(slots=True)
class AsteriskHarness:
    """The telephony contract's harness on a laboratory."""

    laboratory: Laboratory
    telephony: AsteriskTelephony
    parties: list[Party] = field(default_factory=list)

    def sound(self, length: Millis) -> str:
        """A tone."""
        return self.laboratory.sound(length)

    async def caller(
        self, *steps: Step, number: str = "13800138000", name: str = "", called: str = "95598"
    ) -> None:
        """A call from the trunk."""
        place = self.laboratory.place()
        self.parties.append(await call(place, called, steps, number=number, name=name))

    async def agent(self, extension: str, behaviour: Behaviour) -> None:
        """A SIP telephone that registers with a new secret."""
        secret = new_secret(os.urandom)
        await self.telephony.telephones.provide(
            Telephone(extension=extension, secret=secret, browser=False)
        )
        place = self.laboratory.place()
        self.parties.append(await answering_agent(place, extension, secret, behaviour))


def write_tone(path: Path, length: Millis, hertz: float) -> None:
    """A sine as WAV, 8 kHz."""
    time = np.arange(8 * length) / 8000
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * hertz * time), 8000, subtype="PCM_16")


@contextlib.contextmanager
def laboratory(
    name: str, folder: Path, ports: LaboratoryPorts | None = None
) -> Iterator[Laboratory]:
    """Run an Asterisk for a whole test session, on a loop of its own.

    Raises:
        UnavailableError: no Asterisk is installed.
    """
    ports = ports or LaboratoryPorts()
    root = find_root()
    if root is None:
        raise UnavailableError("no Asterisk is installed; `make setup` installs one")
    instance = Instance(root, name)
    instance.remove()
    instance.make()
    write_tone(instance.music / "default/music.wav", 20_000, 523.25)
    password = new_secret(os.urandom)
    process = AsteriskProcess(instance, _configuration(password, ports), SystemClock())
    with asyncio.Runner() as runner:
        runner.run(process.start())
        try:
            yield Laboratory(process, password, ports, folder)
        finally:
            runner.run(process.stop())
            instance.remove()


@contextlib.asynccontextmanager
async def asterisk_harness(
    laboratory: Laboratory, *, connected: bool = True
) -> AsyncIterator[AsteriskHarness]:
    """The adapter for one test, connected or not yet; its parties are gone afterwards."""
    telephony = laboratory.telephony()
    if connected:
        telephony.start()
    harness = AsteriskHarness(laboratory, telephony)
    try:
        yield harness
    finally:
        for party in harness.parties:
            await party.kill()
        await telephony.close()


def _configuration(password: str, ports: LaboratoryPorts) -> AsteriskConfiguration:
    trunk = Trunk(name="main", host=f"{LOOPBACK}:{ports.parties}", matches=(LOOPBACK,))
    return AsteriskConfiguration(
        ari_password=password, ports=ports.asterisk, sip_address=LOOPBACK, trunks=(trunk,), retry=1
    )
