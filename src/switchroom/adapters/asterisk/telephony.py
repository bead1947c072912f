"""The telephony port on Asterisk. Holds no state of any call: Asterisk has it, and the database.

Legs are channels and bridges are bridges, under the same ids, so that asking twice does once.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import structlog
from typing_extensions import override

from switchroom.adapters.asterisk.client import AriAddress, AriClient
from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.generated import (
    asterisk,
    bridges,
    channels,
    models,
    playbacks,
)
from switchroom.adapters.asterisk.guests import Guests
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.monitoring import Monitors, is_snoop
from switchroom.adapters.asterisk.operation import Operation
from switchroom.adapters.asterisk.ringing import originate, recording_name, seconds
from switchroom.adapters.asterisk.telephones import Telephones
from switchroom.adapters.asterisk.translation import HEARD, snapshot, translate
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import Millis
from switchroom.ports.telephony import (
    Connected,
    Disconnected,
    LegEnded,
    LegGoneError,
    RingPlan,
    Snapshot,
    Telephony,
    TelephonyEvent,
)
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)

T = TypeVar("T")

RELOADED = ("res_pjsip.so", "pbx_config.so", "res_musiconhold.so")
"""The modules whose files change with trunks and music; the first reads all of `pjsip.conf`."""

REMEMBERED = 100
"""Ends of sounds to bridges, lest their repetitions be told."""

SPEECH = "600,256"
"""Milliseconds of silence that end a speech, and how loud speech is."""

UNREACHABLE = 20
"""Q.850: subscriber absent."""


class AsteriskTelephony(Telephony):
    """One Asterisk.

    Args:
        address: where its ARI is.
        instance: for its folders: sounds are named by host paths.
    """

    def __init__(self, address: AriAddress, instance: Instance) -> None:
        self._instance = instance
        self._listeners: list[asyncio.Queue[TelephonyEvent]] = []
        self._tasks = Tasks("asterisk-telephony")
        self._ari = AriClient(
            address,
            HEARD,
            heard=self._heard,
            connected=self._on_connected,
            disconnected=lambda: self._tell(Disconnected()),
        )
        self._announced: deque[str] = deque(maxlen=REMEMBERED)
        self._monitors = Monitors(self._ari.do)
        self.telephones = Telephones(self._ari.do, instance.etc)
        self.guests = Guests(self._ari.do, instance.etc, self._tasks)

    def start(self) -> None:
        """Connect, and stay connected until `close`."""
        self._tasks.start(self._ari.run(), "connection")

    async def close(self) -> None:
        """Disconnect; calls go on."""
        await self._tasks.close()

    async def reload(self) -> None:
        """Have Asterisk read its changed files; calls and telephones stay."""
        for module in RELOADED:
            await self._ari.do(asterisk.reload_module(module_name=module))

    @override
    async def events(self) -> AsyncIterator[TelephonyEvent]:
        queue: asyncio.Queue[TelephonyEvent] = asyncio.Queue()
        if self._ari.is_connected:
            queue.put_nowait(Connected())
        self._listeners.append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.remove(queue)

    @override
    async def snapshot(self) -> Snapshot:
        return snapshot(
            *await asyncio.gather(
                self._ari.do(channels.list_all()), self._ari.do(bridges.list_all())
            )
        )

    @override
    async def answer(self, leg: str) -> None:
        await self._do(channels.answer(channel_id=leg))

    @override
    async def ringing(self, leg: str) -> None:
        await self._do(channels.ring(channel_id=leg))

    @override
    async def ring(self, plan: RingPlan) -> None:
        try:
            await self._ari.do(originate(plan))
        except AriError as error:
            if error.status == 409:  # it rings already: this is a repetition
                return
            log.info("nobody can be rung", endpoint=plan.endpoint, why=str(error))
            self._tell(LegEnded(leg=plan.leg, cause=UNREACHABLE, rang=False))

    @override
    async def end(self, leg: str, cause: int = 16) -> None:
        await self._perhaps(channels.hangup(channel_id=leg, reason_code=str(cause)))

    @override
    async def play(self, leg: str, playback: str, media: Sequence[str]) -> None:
        sounds = [self._sound(path) for path in media]
        await self._do(channels.play_with_id(channel_id=leg, playback_id=playback, media=sounds))

    @override
    async def play_bridge(self, bridge: str, playback: str, media: Sequence[str]) -> None:
        sounds = [self._sound(path) for path in media]
        await self._do(bridges.play_with_id(bridge_id=bridge, playback_id=playback, media=sounds))

    @override
    async def stop(self, playback: str) -> None:
        await self._perhaps(playbacks.stop(playback_id=playback))

    @override
    async def start_music(self, leg: str, music: str = "default") -> None:
        await self._do(channels.start_moh(channel_id=leg, moh_class=music))

    @override
    async def stop_music(self, leg: str) -> None:
        await self._do(channels.stop_moh(channel_id=leg))

    @override
    async def start_ringback(self, leg: str) -> None:
        await self._do(channels.ring(channel_id=leg))

    @override
    async def stop_ringback(self, leg: str) -> None:
        await self._do(channels.ring_stop(channel_id=leg))

    @override
    async def join(self, bridge: str, legs: Sequence[str]) -> None:
        await asyncio.gather(
            self._perhaps(bridges.create_with_id(bridge_id=bridge, type="mixing")),
            *(self._perhaps(channels.stop_moh(channel_id=leg)) for leg in legs),
        )
        await self._do(bridges.add_channel(bridge_id=bridge, channel=list(legs)))

    @override
    async def leave(self, bridge: str, leg: str) -> None:
        await self._do(bridges.remove_channel(bridge_id=bridge, channel=[leg]))

    @override
    async def dissolve(self, bridge: str) -> None:
        await self._perhaps(bridges.destroy(bridge_id=bridge))

    @override
    async def mute(self, leg: str) -> None:
        await self._do(channels.mute(channel_id=leg, direction="in"))

    @override
    async def unmute(self, leg: str) -> None:
        await self._do(channels.unmute(channel_id=leg, direction="in"))

    @override
    async def monitor(self, monitor: str, target: str, listener: str, *, whisper: bool) -> None:
        await self._monitors.start(monitor, target, listener, whisper=whisper)

    @override
    async def unmonitor(self, monitor: str) -> None:
        await self._monitors.end(monitor)

    @override
    async def watch_speech(self, leg: str, *, on: bool) -> None:
        variable, value = ("TALK_DETECT(set)", SPEECH) if on else ("TALK_DETECT(remove)", "")
        await self._do(channels.set_channel_var(channel_id=leg, variable=variable, value=value))

    @override
    async def record_message(
        self, leg: str, recording: str, longest: Millis, silence: Millis, beep: bool
    ) -> None:
        await self._do(
            channels.record(
                channel_id=leg,
                name=recording_name(recording),
                format="wav",
                max_duration_seconds=seconds(longest),
                max_silence_seconds=seconds(silence),
                if_exists="overwrite",
                beep=beep,
                terminate_on="#",
            )
        )

    @override
    async def send_digits(self, leg: str, digits: str) -> None:
        await self._do(channels.send_dtmf(channel_id=leg, dtmf=digits))

    async def _do(self, operation: Operation[T]) -> T:
        try:
            return await self._ari.do(operation)
        except AriError as error:
            if error.means_gone:
                raise LegGoneError(str(error)) from error
            raise

    async def _perhaps(self, operation: Operation[Any]) -> None:
        """Carry out what is no error when its subject is gone."""
        try:
            await self._ari.do(operation)
        except AriError as error:
            if not error.means_gone:
                raise

    def _sound(self, path: str) -> str:
        inside = self._instance.root.inside(Path(path))
        if "," in path or not Path(path).is_relative_to(self._instance.media):
            raise InvalidError(f"{path!r} is no sound below {self._instance.media}")
        return f"sound:{inside}"

    def _heard(self, message: models.AnyMessage) -> None:
        self.guests.heard(message)
        match message:
            case models.PlaybackFinished(playback=playback) if self._is_repeated(playback):
                pass
            case models.StasisStart(channel=channel) if is_snoop(channel):
                self._monitors.snoop_started(channel.id)
            case models.ChannelDestroyed(channel=channel) if is_snoop(channel):
                self._monitors.snoop_ended(channel.id)
            case _:
                if event := translate(message, self._instance.messages):
                    self._tell(event)

    def _is_repeated(self, playback: models.Playback) -> bool:
        """Asterisk tells the end of what was played to a bridge twice."""
        if not playback.target_uri.startswith("bridge:"):
            return False
        repeated = playback.id in self._announced
        self._announced.append(playback.id)
        return repeated

    def _on_connected(self) -> None:
        self._tell(Connected())
        self._tasks.start(self.telephones.restore(), "telephones")
        self._tasks.start(self.guests.sweep(), "guests")

    def _tell(self, event: TelephonyEvent) -> None:
        for queue in self._listeners:
            queue.put_nowait(event)
