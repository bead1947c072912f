"""Tells supervisors' pages what differs on the board, a few times a second, while they look.

Policy. A page that asks for the topic `board` is told the whole picture, then only differences. A
difference waits for the next look, `EVERY` seconds at most; what the database must be asked for is
read once for all who look. A picture that nobody looks at any more is thrown away. Trunks are
asked less often: Asterisk has to be.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from msgspec import json

from switchroom.domain.interaction import events as happened
from switchroom.domain.routing import events as routed
from switchroom.features.supervision.picture import (
    Changes,
    Picture,
    by_scope,
    difference,
    look_at_agents,
    look_at_calls,
    trunks,
    whole,
)
from switchroom.features.supervision.views import Lore, View
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.routing import RoutingView
from switchroom.ports.store import Store
from switchroom.ports.trunks import TrunkState
from switchroom.runtime.tasks import Tasks
from switchroom.runtime.web.scope import Scope, scope_of
from switchroom.runtime.web.topics import Listener, declare

EVERY = 0.25
"""Seconds between two looks at agents and calls."""

TRUNKS_EVERY = 5.0

OF_CALLS = (
    *happened.MESSAGES,
    *(kind for kind in routed.MESSAGES if "interaction" in kind.__struct_fields__),
)
"""After these a call may look different."""

declare("supervise.view", "board", "call")
AskTrunks = Callable[[], Awaitable[Sequence[TrunkState]]]


class LiveBoard:
    """The board of this process."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        clock: Clock,
        routing: RoutingView,
        lore: Lore,
        ask_trunks: AskTrunks,
    ) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._routing = routing
        self._lore = lore
        self._ask_trunks = ask_trunks
        self._pages: dict[Listener, Scope] = {}
        self._picture: Picture | None = None
        self._touched: set[str] = set()
        self._looking = asyncio.Lock()
        self._tasks = Tasks("board")

    async def start(self) -> None:
        """Listen, and look from time to time."""
        for kind in OF_CALLS:
            self._bus.watch(kind, self._touch)
        self._tasks.forever(self.look, "look", pause=EVERY)
        self._tasks.forever(self.look_at_trunks, "trunks", pause=TRUNKS_EVERY)

    async def close(self) -> None:
        """Stop."""
        await self._tasks.close()

    async def enter(self, page: Listener, _: str = "") -> None:
        """Tell a page everything now, and differences from here on."""
        async with self._looking:
            picture = self._picture or await self._paint()
            await self._tell_differences(picture)
            self._pages[page] = scope_of(page.identity)
            page.push(_encode(whole(picture, self._pages[page], self._clock.now())))

    def leave(self, page: Listener, _: str = "") -> None:
        """Tell it no more."""
        self._pages.pop(page, None)

    async def refresh(self) -> None:
        """Who the agents are has changed: everybody who looks is told anew."""
        async with self._looking:
            self._picture = None
            if self._pages:
                self._tell_whole(await self._paint())

    async def look(self) -> None:
        """Tell what has changed."""
        async with self._looking:
            if not self._pages:
                self._picture = None
                self._touched.clear()
            elif self._picture:
                await self._tell_differences(self._picture)

    async def seen_by(self, scope: Scope) -> View:
        """The whole picture, for whoever asks once."""
        async with self._looking:
            picture = self._picture or await self._paint()
            await self._tell_differences(picture)
            return whole(picture, scope, self._clock.now())

    async def _paint(self) -> Picture:
        self._touched.clear()
        cards, groups, calls = await self._store.read(
            lambda c: (self._lore.cards(c), self._lore.groups(c), self._lore.calls(c, None))
        )
        picture = Picture(cards=cards, groups=groups, calls=dict(calls))
        picture.trunks = tuple(await self._ask_trunks())
        picture.told_trunks = trunks(picture)
        look_at_agents(picture, self._routing)
        self._picture = picture
        return picture

    async def _tell_differences(self, picture: Picture) -> None:
        changes = await self._changed_calls(picture)
        changes.agents |= look_at_agents(picture, self._routing)
        if not changes:
            return
        texts = by_scope(
            self._pages.values(), lambda scope: _text(difference(picture, changes, scope))
        )
        for page, scope in self._pages.items():
            if texts[scope]:
                page.push(texts[scope])
        self._tell_trunks(picture)

    async def _changed_calls(self, picture: Picture) -> Changes:
        if not self._touched:
            return Changes()
        asked, self._touched = self._touched, set()
        found = await self._store.read(lambda c: self._lore.calls(c, asked))
        return look_at_calls(picture, asked, found)

    async def look_at_trunks(self) -> None:
        """Ask the trunks, and tell what has changed of them."""
        if not self._pages:
            return
        states = tuple(await self._ask_trunks())
        async with self._looking:
            if self._picture:
                self._picture.trunks = states
                self._tell_trunks(self._picture)

    def _tell_trunks(self, picture: Picture) -> None:
        now = trunks(picture)
        if now != picture.told_trunks:
            picture.told_trunks = now
            text = _encode({"topic": "board", "trunks": list(now.values())})
            for page in self._pages:
                page.push(text)

    def _tell_whole(self, picture: Picture) -> None:
        now = self._clock.now()
        texts = by_scope(self._pages.values(), lambda scope: _encode(whole(picture, scope, now)))
        for page, scope in self._pages.items():
            page.push(texts[scope])

    async def _touch(self, _: str, event: Any) -> None:  # noqa: ANN401 any of OF_CALLS
        self._touched.add(event.interaction)


def _text(message: dict[str, Any] | None) -> str:
    return _encode(message) if message else ""


def _encode(message: dict[str, Any]) -> str:
    return json.encode(message).decode()
