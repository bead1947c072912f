"""Listening to a talk: a snoop on the target's channel, in a bridge with the listener's.

Nothing is remembered: a snoop's id says whose it is and whether it whispers, its channel's name on
whom it is. Asterisk cannot change a snoop, so another mode is another snoop; the old one goes
first, lest a word meant for nobody be heard. A snoop ends with its target.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from switchroom.adapters.asterisk.client import APPLICATION
from switchroom.adapters.asterisk.generated import bridges, channels, models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.ports.telephony import LegGoneError, MonitorState

Do = Callable[[Operation[Any]], Awaitable[Any]]

BRIDGE_NAME = "monitor"
"""Tells a monitor's bridge from one in which people talk."""

ENTERS_WITHIN = 2.0
"""Seconds that Asterisk may need to hand a new snoop over."""

_SNOOP = re.compile(r"Snoop/(.+)-[0-9a-f]{8}")
_ID = re.compile(r"(.+)\.(listen|whisper)")


class Monitors:
    """Makes and ends monitors.

    Args:
        do: carries an operation out; LegGoneError when its subject is gone.
        perhaps: the same for what is no error when its subject is gone.
    """

    def __init__(self, do: Do, perhaps: Do) -> None:
        self._do = do
        self._perhaps = perhaps
        self._entering: dict[str, asyncio.Future[None]] = {}

    async def start(self, monitor: str, target: str, listener: str, *, whisper: bool) -> None:
        """Let the listener hear, or change whether it is heard."""
        await self._perhaps(channels.hangup(channel_id=_snoop_id(monitor, whisper=not whisper)))
        await self._do(bridges.create_with_id(bridge_id=monitor, type="mixing", name=BRIDGE_NAME))
        try:
            snoop = await self._snoop(monitor, target, whisper=whisper)
            await self._perhaps(channels.stop_moh(channel_id=listener))
            await self._do(bridges.add_channel(bridge_id=monitor, channel=[snoop, listener]))
        except LegGoneError:
            await self.end(monitor)
            raise

    async def end(self, monitor: str) -> None:
        """End it, or what is left of it."""
        for whisper in (True, False):
            await self._perhaps(channels.hangup(channel_id=_snoop_id(monitor, whisper=whisper)))
        await self._perhaps(bridges.destroy(bridge_id=monitor))

    def entered(self, channel: str) -> None:
        """A snoop can be put into a bridge from now on."""
        if (waiting := self._entering.get(channel)) and not waiting.done():
            waiting.set_result(None)

    async def _snoop(self, monitor: str, target: str, *, whisper: bool) -> str:
        """A snoop on the target, in our hands; one that is there already is taken."""
        snoop = _snoop_id(monitor, whisper=whisper)
        entering = self._entering.setdefault(snoop, asyncio.get_running_loop().create_future())
        try:
            await self._do(
                channels.snoop_channel_with_id(
                    channel_id=target,
                    snoop_id=snoop,
                    app=APPLICATION,
                    spy="both",
                    whisper="out" if whisper else "none",
                )
            )
            async with asyncio.timeout(ENTERS_WITHIN):
                await entering
        finally:
            self._entering.pop(snoop, None)
        return snoop


def is_snoop(channel: models.Channel) -> bool:
    """Whether it is nobody's leg."""
    return _SNOOP.fullmatch(channel.name) is not None


def is_monitor(bridge: models.Bridge) -> bool:
    """Whether nobody talks in it."""
    return bridge.name == BRIDGE_NAME


def monitors(
    listed: Iterable[models.Channel], bridges: Iterable[models.Bridge]
) -> Mapping[str, MonitorState]:
    """The monitors among what Asterisk lists, whole or what is left of them."""
    snoops = {channel.id: channel for channel in listed if is_snoop(channel)}
    listeners = {
        bridge.id: next((leg for leg in bridge.channels if leg not in snoops), "")
        for bridge in bridges
        if is_monitor(bridge)
    }
    found = {
        monitor: MonitorState(target="", listener=listener, whisper=False)
        for monitor, listener in listeners.items()
    }
    for snoop in snoops.values():
        if (ours := _ID.fullmatch(snoop.id)) and (on := _SNOOP.fullmatch(snoop.name)):
            found[ours[1]] = MonitorState(
                target=on[1], listener=listeners.get(ours[1], ""), whisper=ours[2] == "whisper"
            )
    return found


def _snoop_id(monitor: str, *, whisper: bool) -> str:
    return f"{monitor}.{'whisper' if whisper else 'listen'}"
