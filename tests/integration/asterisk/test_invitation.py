"""What a telephone is sent when it rings, read from the wire."""

import asyncio
import socket
from pathlib import Path

import pytest

from switchroom.adapters.asterisk.telephones import Telephone
from switchroom.adapters.sipp import Place, register
from switchroom.ports.telephony import Connected, RingPlan
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

pytestmark = pytest.mark.integration

SECRET = "0123456789abcdef"


async def invitation(
    harness: AsteriskHarness, listener: Listener, *, folder: Path, browser: bool
) -> str:
    """Register as a telephone, be rung, and read the INVITE."""
    harness.telephony.start()
    await listener.until(Connected)
    telephone = Telephone(extension="1001", secret=SECRET, browser=browser)
    await harness.telephony.telephones.provide(telephone)
    server = f"127.0.0.1:{harness.laboratory.ports.asterisk.sip}"
    place = Place(folder=folder, server=server, port=15076, media_port=20896)
    assert (await register(place, telephone.user, SECRET)).went_well
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.setblocking(False)
        wire.bind(("127.0.0.1", place.port))
        await harness.telephony.ring(
            RingPlan(
                leg="agent",
                endpoint="agent:1001",
                caller="13800138000",
                caller_name="王先生",
                timeout=5000,
                headers={"X-Switchroom-Interaction": "interaction-1"},
            )
        )
        async with asyncio.timeout(5):
            received = await asyncio.get_running_loop().sock_recv(wire, 65536)
        await harness.telephony.end("agent")
    return received.decode()


async def test_browser_is_offered_ice_and_dtls_when_it_rings(
    harness: AsteriskHarness, listener: Listener, tmp_path: Path
) -> None:
    text = await invitation(harness, listener, folder=tmp_path, browser=True)
    assert "X-Switchroom-Interaction: interaction-1\r\n" in text
    assert '"王先生" <sip:13800138000@' in text
    assert "UDP/TLS/RTP/SAVPF" in text
    assert "a=fingerprint:SHA-256" in text
    assert "a=ice-ufrag:" in text
    assert "a=rtcp-mux" in text
    assert text.index("PCMA/8000") < text.index("PCMU/8000")
    assert "opus" not in text


async def test_sip_telephone_is_offered_plain_rtp_when_it_rings(
    harness: AsteriskHarness, listener: Listener, tmp_path: Path
) -> None:
    text = await invitation(harness, listener, folder=tmp_path, browser=False)
    assert "RTP/AVP 8 0" in text
    assert "opus" not in text
    assert "fingerprint" not in text
