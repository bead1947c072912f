"""The WebSocket `/api/live`: what changes by itself, and the topics that a page asks for."""

import asyncio
from typing import cast

from fastapi import APIRouter
from msgspec import DecodeError, Struct, json
from starlette.websockets import WebSocket, WebSocketDisconnect

from switchroom.features.desk.hub import Page, encode
from switchroom.features.desk.live import LiveDesk
from switchroom.kernel.errors import SwitchroomError
from switchroom.ports.clock import Clock
from switchroom.runtime.web.access import Myself
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.origin import is_own_page
from switchroom.runtime.web.topics import Subscriptions

router = APIRouter(prefix="/api", tags=["desk"])
NO_TEXT = 1003
FOREIGN = 4403
GOODBYE = 4408
LONGEST_MESSAGE = 1_000
MOST_TOPICS = 20


class Wish(Struct, frozen=True):
    """What a page says: `ping` as its topic, or which topics it asks for from now on."""

    topic: str = ""
    subscribe: tuple[str, ...] = ()
    unsubscribe: tuple[str, ...] = ()


@router.websocket("/live")
async def live(socket: WebSocket, who: Myself, centre: TheCentre, again: bool = False) -> None:
    """What changes by itself; see the desk protocol. `again`: a page that was connected before."""
    if not is_own_page(socket):
        await socket.close(FOREIGN)
        return
    await socket.accept()
    desk = cast("LiveDesk", socket.app.state.desk)
    page = Page(who, again=again)
    asking = Asking(page, socket.app.state.subscriptions)
    desk.hub.enter(page)
    try:
        await desk.hello(page)
        await _talk(socket, page, asking, centre.clock)
    finally:
        asking.close()
        desk.left(page)


class Asking:
    """What one page has asked for."""

    def __init__(self, page: Page, subscriptions: Subscriptions) -> None:
        self._page = page
        self._subscriptions = subscriptions
        self._topics: set[str] = set()

    async def take(self, wish: Wish) -> None:
        """Tell it more, or less; what is refused is said."""
        for name in wish.unsubscribe:
            self._topics.discard(name)
            self._subscriptions.leave(self._page, name)
        for name in [one for one in wish.subscribe if one not in self._topics]:
            if len(self._topics) < MOST_TOPICS:
                self._topics.add(name)
                await self._enter(name)

    async def _enter(self, name: str) -> None:
        try:
            await self._subscriptions.enter(self._page, name)
        except SwitchroomError as error:
            self._topics.discard(name)
            self._page.push(encode({"topic": "refused", "refused": name, "why": error.code}))

    def close(self) -> None:
        """The page is gone."""
        for name in self._topics:
            self._subscriptions.leave(self._page, name)


async def _talk(socket: WebSocket, page: Page, asking: Asking, clock: Clock) -> None:
    listening = asyncio.gather(_listen(socket, page, asking, clock))
    speaking = asyncio.gather(_speak(socket, page))
    try:
        await asyncio.wait({listening, speaking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for side in (listening, speaking):
            side.cancel()
        await asyncio.gather(listening, speaking, return_exceptions=True)


async def _listen(socket: WebSocket, page: Page, asking: Asking, clock: Clock) -> None:
    try:
        while True:
            wish = _wish(await socket.receive_text())
            if wish.topic == "ping":
                page.push(encode({"topic": "pong", "now": clock.now()}))
            await asking.take(wish)
    except KeyError:
        await socket.close(NO_TEXT)
    except (WebSocketDisconnect, RuntimeError):
        return  # closed


async def _speak(socket: WebSocket, page: Page) -> None:
    try:
        while (text := await page.next()) is not None:
            await socket.send_text(text)
        await socket.close(GOODBYE)
    except (WebSocketDisconnect, RuntimeError):
        return


def _wish(text: str) -> Wish:
    try:
        return json.decode(text[: LONGEST_MESSAGE + 1], type=Wish)
    except (DecodeError, RecursionError):
        return Wish()  # too long, or nothing that we understand
