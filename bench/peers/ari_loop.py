"""The least that a call centre on ARI can do: answer, ring an agent, bridge, hang up.

    python -m bench.peers.ari_loop HTTP-PORT PASSWORD FIRST-EXTENSION HOW-MANY

No menu, no queue, no rules, no recording, nothing stored: the upper bound for anything in Python
that works over ARI. It uses the product's own typed client, REST over the filtered events' own
WebSocket, since none that was tried is faster; so a ratio to it shows what all the rest costs.
"""

import asyncio
import sys
from collections import deque
from dataclasses import dataclass
from typing import Any

from switchroom.adapters.asterisk.client import APPLICATION, AriAddress, AriClient
from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.generated import bridges, channels, models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.runtime.tasks import Tasks

DIALPLAN = f"""
[switchroom-trunk]
exten => _X.,1,Stasis({APPLICATION},trunk)
 same => n,Hangup()

[switchroom-telephone]
exten => _X.,1,Hangup()
"""
HEARD = ("StasisStart", "ChannelDestroyed")


@dataclass(frozen=True, slots=True)
class Pair:
    """A caller and the agent who is rung for them."""

    caller: str
    leg: str
    agent: str

    @property
    def bridge(self) -> str:
        """Where they talk."""
        return f"talk-{self.caller}"


class Loop:
    """All calls of one Asterisk."""

    def __init__(self, address: AriAddress, agents: list[str]) -> None:
        self._tasks = Tasks("loop")
        self._free = deque(agents)
        self._pairs: dict[str, Pair] = {}
        self._waiting: deque[models.Channel] = deque()
        self._ari = AriClient(
            address, HEARD, heard=self._heard, connected=_ready, disconnected=lambda: None
        )

    async def run(self) -> None:
        """Serve calls until cancelled."""
        await self._ari.run()

    def _heard(self, message: models.AnyMessage) -> None:
        match message:
            case models.StasisStart(args=["trunk"], channel=channel):
                self._tasks.start(self._do(channels.answer(channel_id=channel.id)), "answer")
                self._waiting.append(channel)
                self._ring_next()
            case models.StasisStart(channel=channel):
                self._tasks.start(self._connect(self._pairs[channel.id]), "connect")
            case models.ChannelDestroyed(channel=channel) if channel.id in self._pairs:
                self._end(self._pairs[channel.id], channel.id)
            case _:
                pass

    def _ring_next(self) -> None:
        if self._waiting and self._free:
            channel, agent = self._waiting.popleft(), self._free.popleft()
            pair = Pair(channel.id, f"agent-{channel.id}", agent)
            self._pairs[pair.caller] = self._pairs[pair.leg] = pair
            self._tasks.start(self._do(_originate(pair, channel.caller.number)), "ring")

    async def _connect(self, pair: Pair) -> None:
        await self._do(bridges.create_with_id(bridge_id=pair.bridge, type="mixing"))
        both = [pair.caller, pair.leg]
        await self._do(bridges.add_channel(bridge_id=pair.bridge, channel=both))

    def _end(self, pair: Pair, gone: str) -> None:
        del self._pairs[pair.caller], self._pairs[pair.leg]
        self._free.append(pair.agent)
        other = pair.leg if gone == pair.caller else pair.caller
        self._tasks.start(self._do(channels.hangup(channel_id=other)), "hang up")
        self._tasks.start(self._do(bridges.destroy(bridge_id=pair.bridge)), "destroy")
        self._ring_next()

    async def _do(self, operation: Operation[Any]) -> None:
        try:
            await self._ari.do(operation)
        except AriError as error:
            if not error.means_gone:
                raise


def _originate(pair: Pair, caller: str) -> Operation[models.Channel]:
    return channels.originate_with_id(
        channel_id=pair.leg,
        endpoint=f"PJSIP/agent-{pair.agent}",
        app=APPLICATION,
        app_args="leg",
        caller_id=caller,
        timeout=15,
    )


def _ready() -> None:
    print("ready", flush=True)


def main(port: str, password: str, first: str, how_many: str) -> None:
    agents = [str(int(first) + number) for number in range(int(how_many))]
    asyncio.run(Loop(AriAddress("127.0.0.1", int(port), password), agents).run())


if __name__ == "__main__":
    main(*sys.argv[1:])
