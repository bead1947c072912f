"""Free ports on loopback, in blocks, so that several centres live side by side."""

import socket
from contextlib import ExitStack

FIRST = 21_000
LAST = 31_000
"""Below the ports that the kernel gives to clients by itself."""

_next = FIRST


def free_ports(how_many: int) -> int:
    """The first of so many neighbouring ports, an even one, that nobody uses by UDP or TCP."""
    global _next
    while _next + how_many < LAST:
        first, _next = _next, _next + how_many + how_many % 2
        if all(_is_free(port) for port in range(first, first + how_many)):
            return first
    raise RuntimeError(f"no {how_many} free ports between {FIRST} and {LAST}")


def _is_free(port: int) -> bool:
    with ExitStack() as sockets:
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            tried = sockets.enter_context(socket.socket(socket.AF_INET, kind))
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True
