"""Sends broken SIP to a server, as a trunk, as a stranger, by UDP and by TCP."""

import asyncio
import contextlib
import socket
from collections.abc import Iterable
from itertools import cycle

TRUNK, STRANGER = "127.0.0.1", "127.0.0.9"
TOGETHER = 20
"""So many are sent at once, ten at a time by TCP's turn."""

PAUSE = 0.04


async def flood(server: tuple[str, int], messages: Iterable[bytes], pause: float = PAUSE) -> int:
    """Send them all, about `TOGETHER / pause` a second; how many were sent."""
    sent = 0
    with contextlib.ExitStack() as sockets:
        ways = [sockets.enter_context(_udp(address)) for address in (TRUNK, STRANGER)]
        for number, (message, way) in enumerate(zip(messages, cycle((*ways, *ways, None)))):
            if way is None:
                await _by_tcp(server, message)
            else:
                with contextlib.suppress(BlockingIOError):
                    way.sendto(message, server)
            sent += 1
            if number % TOGETHER == 0:
                await asyncio.sleep(pause)
    return sent


def _udp(address: str) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.setblocking(False)
    opened.bind((address, 0))
    return opened


async def _by_tcp(server: tuple[str, int], message: bytes) -> None:
    """One connection for one message, closed whatever comes."""
    _, writer = await asyncio.open_connection(*server)
    writer.write(message)
    with contextlib.suppress(ConnectionError):
        await writer.drain()
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
