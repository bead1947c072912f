"""The browsers' door over TLS."""

import ssl

import pytest
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from switchroom.testing.telephony_asterisk import Laboratory

pytestmark = pytest.mark.integration


async def test_browser_reaches_the_websocket_when_it_trusts_the_certificate(
    asterisk: Laboratory,
) -> None:
    instance = asterisk.process.instance
    trusting = ssl.create_default_context(
        cafile=instance.root.host(instance.etc / "certificate.pem")
    )
    address = f"wss://localhost:{asterisk.ports.asterisk.https}/ws"
    async with connect(
        address, ssl=trusting, subprotocols=[Subprotocol("sip")], proxy=None
    ) as socket:
        assert socket.subprotocol == "sip"
