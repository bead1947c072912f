import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import cast

import pytest
from typing_extensions import override

from switchroom.adapters.asterisk.configuration import Trunk
from switchroom.adapters.asterisk.trunks import AsteriskTrunks
from switchroom.testing.telephony_asterisk import LOOPBACK
from switchroom.testing.trunks import Manner
from switchroom.testing.trunks_contract import TrunksContract
from switchroom.testing.trunks_provider import Lines, lines

pytestmark = pytest.mark.contract

SILENT = 20010
"""A port where nobody is."""


class Refusing(asyncio.DatagramProtocol):
    """Answers 403 to everybody."""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        kept = ("Via:", "From:", "To:", "Call-ID:", "CSeq:")
        heads = [line for line in data.decode().split("\r\n") if line.startswith(kept)]
        heads = [f"{line};tag=1" if line.startswith("To:") else line for line in heads]
        answer = "\r\n".join(["SIP/2.0 403 Forbidden", *heads, "Content-Length: 0", "", ""])
        self.transport.sendto(answer.encode(), addr)


class AsteriskHarness:
    def __init__(self, sides: Lines, refusing: str) -> None:
        self._sides = sides
        self._refusing = refusing
        self.trunks = AsteriskTrunks(
            sides.ours.process.instance, lambda: sides.ours.configuration.trunks
        )

    async def set_up(self, manners: Mapping[str, Manner]) -> None:
        await self._sides.ours.use_trunks(*(self._trunk(*item) for item in manners.items()))

    def _trunk(self, name: str, manner: Manner) -> Trunk:
        account = self._sides.account(name)
        match manner:
            case "answers":
                return account
            case "rejects":
                return self._sides.account(name, "wrong")
            case "refuses":
                return Trunk(name=name, host=self._refusing, qualify=1)
            case "silent":
                return Trunk(name=name, host=f"{LOOPBACK}:{SILENT}", qualify=1)
            case "unwatched":
                return replace(
                    account,
                    qualify=0,
                    registration=None,
                    host=self._answering(),
                    matches=(LOOPBACK,),
                )

    def _answering(self) -> str:
        """Ourselves: Asterisk answers OPTIONS of whom it knows by address."""
        return self._sides.ours.address


@pytest.fixture(scope="module")
def sides() -> Iterator[Lines]:
    with lines("trunks-contract") as running:
        yield running


class TestAsterisk(TrunksContract):
    @pytest.fixture
    async def harness(self, sides: Lines) -> AsyncIterator[AsteriskHarness]:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Refusing, (LOOPBACK, 0))
        host, port = transport.get_extra_info("sockname")
        yield AsteriskHarness(sides, f"{host}:{port}")
        transport.close()
