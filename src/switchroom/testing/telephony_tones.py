"""Who hears whom: parties that each send a tone of their own, and what reaches each by RTP.

It is read from the wire, with a raw socket, since only there a whisper can be told from what
Asterisk believes to have sent. That needs root, as SIPp's keys do.
"""

import asyncio
import io
import os
import socket
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import soundfile
from numpy.typing import NDArray

from switchroom.adapters.asterisk.telephones import Telephone, new_secret
from switchroom.adapters.sipp import Answers, AwaitHangUp, Place, Play, answering_agent, call, tone
from switchroom.ports.telephony import LegAnswered, LegArrived, RingPlan
from switchroom.testing.sound import tone_level
from switchroom.testing.telephony_asterisk import AsteriskHarness
from switchroom.testing.telephony_contract import Listener

RATE = 8000
LEVEL = 0.15
"""Of each party's tone; a room of five does not clip."""

THRESHOLD = 0.04
IP_HEADER, UDP_HEADER, RTP_HEADER = 20, 8, 12
A_LAW = 8


@dataclass(slots=True)
class Wire:
    """Hears RTP in A-law that is sent to ports of this machine."""

    _sound: dict[int, bytearray] = field(default_factory=lambda: defaultdict(bytearray))

    async def listen(self, seconds: float) -> dict[int, NDArray[np.float32]]:
        """What is sent from now on, by port."""
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP) as raw:
            raw.setblocking(False)
            self._sound.clear()
            loop.add_reader(raw, self._take, raw)
            await asyncio.sleep(seconds)
            loop.remove_reader(raw)
        return {port: _decoded(bytes(sound)) for port, sound in self._sound.items()}

    def _take(self, raw: socket.socket) -> None:
        packet = raw.recv(4096)[IP_HEADER:]
        port, rtp = int.from_bytes(packet[2:4], "big"), packet[UDP_HEADER:]
        if len(rtp) > RTP_HEADER and rtp[0] >> 6 == 2 and rtp[1] & 0x7F == A_LAW:
            self._sound[port] += rtp[RTP_HEADER:]


@dataclass(slots=True)
class Room:
    """Parties with tones, on a laboratory's Asterisk."""

    harness: AsteriskHarness
    listener: Listener
    _wire: Wire = field(default_factory=Wire)
    _ports: dict[str, int] = field(default_factory=dict)

    async def customer(self, hertz: float) -> str:
        """A caller, answered; its leg."""
        place = self.harness.laboratory.place()
        self.harness.parties.append(await call(place, "95598", self._voice(place, hertz)))
        leg = (await self.listener.until(LegArrived)).leg
        await self.harness.telephony.answer(leg)
        self._ports[leg] = place.media_port
        return leg

    async def agent(self, extension: str, hertz: float, recording: str | None = None) -> str:
        """A telephone that was rung and has answered; its leg."""
        leg, place, secret = f"leg-{extension}", self.harness.laboratory.place(), _secret()
        await self.harness.telephony.telephones.provide(
            Telephone(extension=extension, secret=secret, browser=False)
        )
        behaviour = Answers(50, self._voice(place, hertz))
        self.harness.parties.append(await answering_agent(place, extension, secret, behaviour))
        await self.harness.telephony.ring(
            RingPlan(
                leg=leg,
                endpoint=f"agent:{extension}",
                caller="13800138000",
                caller_name="",
                timeout=5000,
                recording=recording,
            )
        )
        await self.listener.until(LegAnswered, leg=leg)
        self._ports[leg] = place.media_port
        return leg

    async def sound(self, seconds: float = 0.6) -> dict[str, NDArray[np.float32]]:
        """What each leg is sent from now on; nothing at all is an empty array."""
        sent = await self._wire.listen(seconds)
        nothing = np.zeros(0, np.float32)
        return {leg: sent.get(port, nothing) for leg, port in self._ports.items()}

    async def heard(self, *tones: float) -> dict[str, set[float]]:
        """Which of these tones each leg hears now."""
        return {
            leg: {hertz for hertz in tones if is_heard(sound, hertz)}
            for leg, sound in (await self.sound()).items()
        }

    def _voice(self, place: Place, hertz: float) -> tuple[Play, AwaitHangUp]:
        place.folder.mkdir(parents=True, exist_ok=True)
        return (Play(tone(place.folder / "voice.al", hertz, level=LEVEL)), AwaitHangUp())


def is_heard(sound: NDArray[np.float32], hertz: float) -> bool:
    """Whether a tone is in it for most of the time."""
    return len(sound) > 0 and tone_level(sound, RATE, hertz) > THRESHOLD


def _secret() -> str:
    return new_secret(os.urandom)


def _decoded(a_law: bytes) -> NDArray[np.float32]:
    samples, _ = soundfile.read(
        io.BytesIO(a_law), channels=1, samplerate=RATE, format="RAW", subtype="ALAW"
    )
    return np.asarray(samples, np.float32)
