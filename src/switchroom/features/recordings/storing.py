"""Brings finished recordings from the spool to the store, one after the other.

Encoding takes seconds, so the timed command only puts a recording into a queue; the row's state
(`finished`) is what keeps it from being lost. The raw sound is removed when the store's row is
committed, never before. At each start both are looked through: rows without their sound in the
store, and raw sound whose removal was cut off. What cannot be stored for now (a full disk) is
tried again; what never can (no file, no sound) has failed.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from sqlalchemy import Connection

from switchroom.domain.interaction.events import RecordingFailed, RecordingStored
from switchroom.features.recordings.messages import StoreRecording
from switchroom.features.recordings.projectors import ask_to_store
from switchroom.features.recordings.service import Recording, get_recording, unstored
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.messages import Event
from switchroom.kernel.time import MINUTE, Millis
from switchroom.ports.bus import Bus
from switchroom.ports.sound import RawSound, SoundFormat, Sounds, StoredSound
from switchroom.ports.store import Store
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)
AGAIN: Millis = 5 * MINUTE
_NAME = re.compile(r"[0-9A-Za-z._-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spool:
    """Where the telephone engine leaves sound.

    Attributes:
        conversations: folder of `<recording>.raw`, two channels of samples.
        messages: folder of `<recording>.wav`.
        rate: of the samples of conversations.
    """

    conversations: Path
    messages: Path
    rate: int = 8000

    def source(self, recording: Recording) -> RawSound | Path:
        """The sound of a recording, whether it is there or not."""
        if not _NAME.fullmatch(recording.id):
            raise InvalidError("the recording's id cannot be the name of a file")
        if recording.kind == "message":
            return self.messages / f"{recording.id}.wav"
        path = self.conversations / f"{recording.id}.raw"
        return RawSound(path=path, rate=self.rate, channels=2)

    def names(self) -> list[str]:
        """Ids of all recordings whose raw sound is there."""
        files = [*self.conversations.glob("*.raw"), *self.messages.glob("*.wav")]
        return sorted(file.stem for file in files)


class RecordingStorer:
    """Serves `StoreRecording`.

    Args:
        store: where rows are.
        bus: where the command comes from.
        sounds: encodes.
        spool: where sound comes from.
        folder: where it is kept, below a folder for each day (UTC).
        format_of: the rule for how it is kept.
    """

    def __init__(
        self,
        store: Store,
        bus: Bus,
        sounds: Sounds,
        spool: Spool,
        folder: Path,
        format_of: Callable[[Connection], SoundFormat],
    ) -> None:
        self._store = store
        self._bus = bus
        self._sounds = sounds
        self._spool = spool
        self._folder = folder
        self._format_of = format_of
        self._wanted: asyncio.Queue[str] = asyncio.Queue()
        self._tasks = Tasks("recordings")

    async def start(self) -> None:
        """Begin, with what an earlier process left."""
        self._bus.serve(StoreRecording, self._want)
        left = await asyncio.to_thread(self._spool.names)
        for recording in [*await self._store.read(unstored), *left]:
            self._wanted.put_nowait(recording)
        self._tasks.forever(self._next, "store recordings", pause=0)

    async def close(self) -> None:
        """Stop; what waits is stored after the next start."""
        await self._tasks.close()

    async def drained(self) -> None:
        """Wait until everything that was asked for is done."""
        await self._wanted.join()

    async def _want(self, command: StoreRecording) -> None:
        self._wanted.put_nowait(command.recording)

    async def _next(self) -> None:
        name = await self._wanted.get()
        try:
            await self._see_to(name)
        except (OSError, RuntimeError):  # libsndfile's errors are RuntimeErrors
            log.exception("recording not stored for now", recording=name)
            await self._store.write(lambda tx: ask_to_store(tx, name, AGAIN))
        finally:
            self._wanted.task_done()

    async def _see_to(self, name: str) -> None:
        recording = await self._store.read(lambda c: get_recording(c, name))
        if recording is None:
            return
        in_store = recording.state == "stored"
        if recording.state == "finished":
            in_store = await self._bring(recording)
        if in_store:
            await self._clear(recording)

    async def _bring(self, recording: Recording) -> bool:
        """Whether it is in the store now; if not, it has failed."""
        kind = await self._store.read(self._format_of)
        try:
            source = self._spool.source(recording)
            sound = await self._sounds.store(source, self._stem(recording), kind)
        except InvalidError as error:
            await self._record(recording, _failed(recording, str(error)))
            return False
        await self._record(recording, self._stored(recording, sound))
        return True

    async def _clear(self, recording: Recording) -> None:
        source = self._spool.source(recording)
        raw = source.path if isinstance(source, RawSound) else source
        await asyncio.to_thread(raw.unlink, missing_ok=True)

    def _stem(self, recording: Recording) -> Path:
        day = datetime.fromtimestamp(recording.started / 1000, UTC)
        return self._folder / f"{day:%Y/%m/%d}" / recording.id

    def _stored(self, recording: Recording, sound: StoredSound) -> RecordingStored:
        return RecordingStored(
            interaction=recording.interaction,
            recording=recording.id,
            path=sound.path.relative_to(self._folder).as_posix(),
            format=sound.format,
            duration=sound.duration_ms,
            size=sound.size,
            digest=sound.sha256,
        )

    async def _record(self, recording: Recording, event: Event) -> None:
        stream = f"interaction:{recording.interaction}"
        await self._store.write(lambda tx: tx.record(stream, event))


def _failed(recording: Recording, reason: str) -> RecordingFailed:
    return RecordingFailed(interaction=recording.interaction, recording=recording.id, reason=reason)
