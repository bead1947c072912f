"""Hears what an engine tells, one event after another."""

import asyncio
from typing import TypeVar

from switchroom.ports.telephony import Telephony, TelephonyEvent
from switchroom.runtime.tasks import Tasks

E = TypeVar("E", bound=TelephonyEvent)

PATIENCE = 10.0


class Listener:
    """Hears what the engine tells, from `start` on."""

    def __init__(self, telephony: Telephony) -> None:
        self._telephony = telephony
        self._heard: asyncio.Queue[TelephonyEvent] = asyncio.Queue()
        self._tasks = Tasks("listener")

    def start(self) -> None:
        """Begin to listen."""
        self._tasks.start(self._listen(), "listen")

    async def close(self) -> None:
        """Stop listening."""
        await self._tasks.close()

    async def until(self, kind: type[E], **values: object) -> E:
        """The next event of a kind with these values; others before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self._heard.get()
                if isinstance(event, kind) and all(
                    getattr(event, name) == value for name, value in values.items()
                ):
                    return event

    async def settle(self, seconds: float = 0.3) -> list[TelephonyEvent]:
        """What comes within a while."""
        await asyncio.sleep(seconds)
        return [self._heard.get_nowait() for _ in range(self._heard.qsize())]

    async def _listen(self) -> None:
        async for event in self._telephony.events():
            self._heard.put_nowait(event)
