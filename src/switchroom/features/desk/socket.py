"""The WebSocket `/api/live`."""

import asyncio
from typing import cast
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.websockets import WebSocket, WebSocketDisconnect

from switchroom.features.desk.hub import Page, encode
from switchroom.features.desk.live import LiveDesk
from switchroom.ports.clock import Clock
from switchroom.runtime.web.access import Myself
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["desk"])
FOREIGN = 4403
GOODBYE = 4408
LONGEST_MESSAGE = 1_000


@router.websocket("/live")
async def live(socket: WebSocket, who: Myself, centre: TheCentre, again: bool = False) -> None:
    """What changes by itself; see the desk protocol. `again`: a page that was connected before."""
    if not _same_origin(socket):
        await socket.close(FOREIGN)
        return
    await socket.accept()
    desk = cast("LiveDesk", socket.app.state.desk)
    page = Page(who, again=again)
    desk.hub.enter(page)
    try:
        await desk.hello(page)
        await _talk(socket, page, centre.clock)
    finally:
        desk.left(page)


async def _talk(socket: WebSocket, page: Page, clock: Clock) -> None:
    listening = asyncio.gather(_listen(socket, page, clock))
    speaking = asyncio.gather(_speak(socket, page))
    try:
        await asyncio.wait({listening, speaking}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for side in (listening, speaking):
            side.cancel()
        await asyncio.gather(listening, speaking, return_exceptions=True)


async def _listen(socket: WebSocket, page: Page, clock: Clock) -> None:
    try:
        while True:
            text = await socket.receive_text()
            if len(text) <= LONGEST_MESSAGE and "ping" in text:
                page.push(encode({"topic": "pong", "now": clock.now()}))
    except (WebSocketDisconnect, RuntimeError, KeyError):
        return  # closed, or something that is no text


async def _speak(socket: WebSocket, page: Page) -> None:
    try:
        while (text := await page.next()) is not None:
            await socket.send_text(text)
        await socket.close(GOODBYE)
    except (WebSocketDisconnect, RuntimeError):
        return


def _same_origin(socket: WebSocket) -> bool:
    origin = socket.headers.get("origin", "")
    return urlsplit(origin).netloc == socket.headers.get("host")
