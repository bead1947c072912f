"""A caller from the public network: SIPp speaks, everything that it hears is kept.

It has its own account of what happened when (`Ledger`), to be held against the centre's.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.acceptance.harness.hearing import Hearing, Sound, hearing
from tests.acceptance.harness.ports import free_ports

from switchroom.adapters.sipp import Ledger, Party, Place, Play, Step, call, tone
from switchroom.kernel.time import Instant

SERVICE = "95598"


@dataclass(slots=True)
class Caller:
    """A call that has been placed."""

    number: str
    party: Party
    _hearing: Hearing

    async def finish(self, within: float = 60.0) -> Ledger:
        """Wait until the call is over; what the caller saw."""
        return await self.party.finish(within)

    async def hang_up(self) -> Ledger:
        """Leave now, whatever the script says; what the caller saw."""
        return await self.party.leave()

    async def gets(self, status: int) -> None:
        """Wait for a response to its INVITE; within 10 s."""
        async with asyncio.timeout(10):
            while not self.party.ledger().first("INVITE", status):  # noqa: ASYNC110 a process
                await asyncio.sleep(0.1)

    def heard(self) -> Sound:
        """What the caller heard so far."""
        return self._hearing.sound()

    @property
    def invited_at(self) -> Instant | None:
        """When its INVITE was sent."""
        entry = self.party.ledger().first("INVITE")
        return entry.at if entry else None

    @property
    def answered_at(self) -> Instant | None:
        """When 200 OK to its INVITE arrived."""
        entry = self.party.ledger().first("INVITE", 200)
        return entry.at if entry else None

    @property
    def ended_at(self) -> Instant | None:
        """When the BYE was sent or came."""
        entry = self.party.ledger().first("BYE")
        return entry.at if entry else None


@asynccontextmanager
async def calling(
    server: str,
    folder: Path,
    *steps: Step,
    number: str = "13800138000",
    called: str = SERVICE,
    gives_up_after: int | None = None,
) -> AsyncIterator[Caller]:
    """Place a call to a SIP server (`host:port`); the caller leaves at the end, if it is not over.

    Args:
        server: whom to ask.
        folder: for what it writes; its own.
        steps: what the caller does once it is answered; ends with `HangUp` or `AwaitHangUp`.
        number: the caller's number.
        called: the number called.
        gives_up_after: leave so many ms after the first ringing, unanswered.
    """
    # SIPp takes the media port and the two above it.
    port, media_port = (first := free_ports(6)), first + 2
    place = Place(folder=folder, server=server, port=port, media_port=media_port)
    async with hearing(folder, media_port) as heard:
        party = await call(place, called, steps, number=number, gives_up_after=gives_up_after)
        try:
            yield Caller(number, party, heard)
        finally:
            await party.leave()


def says(folder: Path, hertz: float) -> Play:
    """A step: send a tone from now on, without end."""
    folder.mkdir(parents=True, exist_ok=True)
    return Play(tone(folder / f"{hertz:.0f}.alaw", hertz))
