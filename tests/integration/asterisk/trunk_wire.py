"""SIP written by hand, for what no well-behaved telephone sends."""

import asyncio
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SDP = """v=0
o=- 1 1 IN IP4 {address}
s=-
c=IN IP4 {address}
t=0 0
m=audio 20398 RTP/AVP 8
a=rtpmap:8 PCMA/8000
"""


@dataclass(frozen=True, slots=True)
class Wire:
    """A UDP socket that speaks to one server."""

    socket: socket.socket
    server: tuple[str, int]

    async def invite(
        self, user: str, *, to: str = "", called_party: str = "", name: str = ""
    ) -> str:
        """Call `user`; the headers default to what a plain caller sends. Its Call-ID."""
        address, port = self.socket.getsockname()
        host = f"{self.server[0]}:{self.server[1]}"
        call = f"{port}-{user}-{to}-{called_party}".replace(" ", "")
        sdp = SDP.format(address=address).replace("\n", "\r\n")
        heads = [
            f"INVITE sip:{user}@{host} SIP/2.0",
            f"Via: SIP/2.0/UDP {address}:{port};branch=z9hG4bK{abs(hash(call))}",
            f'From: "{name}" <sip:13912345678@{address}>;tag=caller',
            f"To: {to or f'<sip:{user}@{host}>'}",
            *([f"P-Called-Party-ID: {called_party}"] if called_party else []),
            f"Call-ID: {call}",
            "CSeq: 1 INVITE",
            f"Contact: <sip:13912345678@{address}:{port}>",
            "Max-Forwards: 70",
            "Content-Type: application/sdp",
            f"Content-Length: {len(sdp)}",
        ]
        loop = asyncio.get_running_loop()
        text = "\r\n".join([*heads, "", sdp])
        await loop.sock_sendto(self.socket, text.encode(), self.server)
        return call

    async def request(self, method: str) -> str:
        """The next request of a method."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(5):
            while True:
                text = (await loop.sock_recv(self.socket, 65536)).decode()
                if text.startswith(method):
                    return text

    async def answer(self, call: str) -> tuple[int, str]:
        """The next answer of a call but 100 and 18x: its status and text."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(5):
            while True:
                text = (await loop.sock_recv(self.socket, 65536)).decode()
                found = re.match(r"SIP/2\.0 (\d+)", text)
                if found and int(found[1]) >= 200 and f"Call-ID: {call}\r\n" in text:
                    return int(found[1]), text


@contextmanager
def wire(address: str, server: str) -> Iterator[Wire]:
    """A socket at an address of this machine."""
    host, _, port = server.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.setblocking(False)
        opened.bind((address, 0))
        yield Wire(opened, (host, int(port)))
