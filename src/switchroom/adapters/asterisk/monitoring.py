"""Listening to a talk: a snoop on the target's channel, in a bridge with the listener's.

Nothing is remembered: a snoop's id says whose it is and whether it whispers, its channel's name on
whom it is. Asterisk cannot change a snoop, so another mode is another snoop; the old one goes
first, lest a word meant for nobody be heard. A snoop ends with its target. One that is ended is
silent at once, but its id is free only at the target's next sound; a telephone sends some always.

A whisper is mixed into what the target is sent, and one who is alone in a bridge, its customer
held, is sent nothing. So a talk in which someone whispered has silence played to it from then on.
"""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from switchroom.adapters.asterisk.client import APPLICATION
from switchroom.adapters.asterisk.connection import GONE, AriError
from switchroom.adapters.asterisk.generated import bridges, channels, models
from switchroom.adapters.asterisk.operation import Operation
from switchroom.ports.telephony import LegGoneError, MonitorState
from switchroom.runtime.tasks import wait_at_most

Do = Callable[[Operation[Any]], Awaitable[Any]]

BRIDGE_NAME = "monitor"
"""Tells a monitor's bridge from one in which people talk."""

SILENCE = "silence"
"""The class of music that is none, of `musiconhold.conf`."""

ALREADY = {409}
"""Asterisk's word for an id that is taken."""

WITHIN = 2.0
"""Seconds that Asterisk may need to hand a new snoop over, or to end one."""

_SNOOP = re.compile(r"Snoop/(.+)-[0-9a-f]{8}")
_ID = re.compile(r"(.+)\.(listen|whisper)")


class Monitors:
    """Makes and ends monitors.

    Args:
        do: carries an operation out.
    """

    def __init__(self, do: Do) -> None:
        self._do = do
        self._starting: dict[str, asyncio.Event] = {}
        self._ending: dict[str, asyncio.Event] = {}

    async def start(self, monitor: str, target: str, listener: str, *, whisper: bool) -> None:
        """Let the listener hear, or change whether it is heard.

        Raises:
            LegGoneError: one of the two is gone; nothing is left.
        """
        await self._end_snoop(_snoop_id(monitor, whisper=not whisper))
        snoop = _snoop_id(monitor, whisper=whisper)
        try:
            await self._unless(
                ALREADY, bridges.create_with_id(bridge_id=monitor, type="mixing", name=BRIDGE_NAME)
            )
            await self._start_snoop(snoop, target, whisper=whisper)
            await self._unless(GONE, channels.stop_moh(channel_id=listener))
            await self._do(bridges.add_channel(bridge_id=monitor, channel=[snoop, listener]))
            if whisper:
                await self._fill_pauses(target)
        except AriError as error:
            await self.end(monitor)
            if error.means_gone:
                raise LegGoneError(str(error)) from error
            raise

    async def end(self, monitor: str) -> None:
        """End it, or what is left of it."""
        for whisper in (True, False):
            await self._end_snoop(_snoop_id(monitor, whisper=whisper))
        await self._unless(GONE, bridges.destroy(bridge_id=monitor))

    def snoop_started(self, snoop: str) -> None:
        """It can be put into a bridge from now on."""
        if waiting := self._starting.get(snoop):
            waiting.set()

    def snoop_ended(self, snoop: str) -> None:
        """Its id is free again."""
        if waiting := self._ending.get(snoop):
            waiting.set()

    async def _start_snoop(self, snoop: str, target: str, *, whisper: bool) -> None:
        spying = channels.snoop_channel_with_id(
            channel_id=target,
            snoop_id=snoop,
            app=APPLICATION,
            spy="both",
            whisper="out" if whisper else "none",
        )
        if not await self._unless(GONE, channels.get(channel_id=snoop)):
            with _expected(self._starting, snoop) as started:
                await self._do(spying)
                await wait_at_most(started, WITHIN)

    async def _end_snoop(self, snoop: str) -> None:
        with _expected(self._ending, snoop) as ended:
            if await self._unless(GONE, channels.hangup(channel_id=snoop)):
                await wait_at_most(ended, WITHIN)

    async def _fill_pauses(self, target: str) -> None:
        for bridge in await self._do(bridges.list_all()):
            if target in bridge.channels:
                await self._unless(GONE, bridges.start_moh(bridge_id=bridge.id, moh_class=SILENCE))

    async def _unless(self, statuses: Collection[int], operation: Operation[Any]) -> bool:
        """Carry it out; False when Asterisk refuses it with one of these."""
        try:
            await self._do(operation)
        except AriError as error:
            if error.status not in statuses:
                raise
            return False
        return True


@contextlib.contextmanager
def _expected(events: dict[str, asyncio.Event], snoop: str) -> Iterator[asyncio.Event]:
    event = events[snoop] = asyncio.Event()
    try:
        yield event
    finally:
        events.pop(snoop, None)


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
