"""One running call step by step: its journal as it is written, to pages that follow it.

Policy. A page that asks for `call:<id>` is told every line so far, then each new one right after
its commit, in order. Lines are read behind the last position that was told, so nothing is told
twice or left out, whatever the order in which events are heard.
"""

import asyncio
from collections import defaultdict
from typing import Any

from msgspec import json

from switchroom.features.supervision.board import OF_CALLS
from switchroom.features.supervision.views import Lore
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.bus import Bus
from switchroom.ports.store import Store
from switchroom.runtime.web.topics import Listener

FIRST = 0


class Following:
    """Who follows which call."""

    def __init__(self, store: Store, bus: Bus, lore: Lore) -> None:
        self._store = store
        self._bus = bus
        self._lore = lore
        self._pages: defaultdict[str, dict[Listener, int]] = defaultdict(dict)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def start(self) -> None:
        """Listen."""
        for kind in OF_CALLS:
            self._bus.watch(kind, self._told)

    async def enter(self, page: Listener, interaction: str) -> None:
        """Tell a page all lines so far, and new ones from here on."""
        seen = await self._store.read(lambda c: self._lore.may_see(c, page.identity, interaction))
        if not seen:
            raise NotFoundError("There is no such contact.")
        self._pages[interaction][page] = FIRST
        await self._tell(interaction)

    def leave(self, page: Listener, interaction: str) -> None:
        """Tell it no more."""
        self._pages[interaction].pop(page, None)
        if not self._pages[interaction]:
            del self._pages[interaction]
            self._locks.pop(interaction, None)

    async def _told(self, _: str, event: Any) -> None:  # noqa: ANN401 any of OF_CALLS
        if event.interaction in self._pages:
            await self._tell(event.interaction)

    async def _tell(self, interaction: str) -> None:
        async with self._locks[interaction]:
            pages = self._pages.get(interaction, {})
            after = min(pages.values(), default=FIRST)
            lines = await self._store.read(lambda c: self._lore.lines(c, interaction, after))
            for page, known in list(pages.items()):
                new = [line for line in lines if line["position"] > known]
                if new or known == FIRST:
                    page.push(_encode(interaction, new))
                    pages[page] = new[-1]["position"] if new else FIRST


def _encode(interaction: str, lines: list[Any]) -> str:
    return json.encode({"topic": f"call:{interaction}", "lines": lines}).decode()
