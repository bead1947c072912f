"""Removing recordings rightfully: first the row says so, and why; then the file goes.

The file is removed by a timed command of the same transaction, so that it goes even if the process
dies between. While a backup is made it waits: the backup's database still speaks of the sound.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from switchroom.features.recordings.messages import DiscardSound, RecordingRemoved
from switchroom.features.recordings.projectors import ask_to_discard
from switchroom.features.recordings.service import get_recording
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import MINUTE, Millis
from switchroom.ports.bus import Bus
from switchroom.ports.store import Store, Transaction

PAUSE: Millis = MINUTE


def remove_recording(tx: Transaction, recording: str, reason: str, actor: str = "") -> None:
    """Remove a stored recording for a reason that the journal keeps."""
    found = get_recording(tx.connection, recording)
    if found is None or found.state != "stored":
        raise ConflictError("Only a stored recording can be removed.")
    event = RecordingRemoved(interaction=found.interaction, recording=recording, reason=reason)
    tx.record(f"interaction:{found.interaction}", event, actor=actor)


class RecordingRemover:
    """Serves `DiscardSound`.

    Args:
        store: where rows are.
        folder: where sounds are.
        held: whether files must stay for now.
    """

    def __init__(self, store: Store, folder: Path, held: Callable[[], bool]) -> None:
        self._store = store
        self._folder = folder
        self._held = held

    def start(self, bus: Bus) -> None:
        """Begin."""
        bus.serve(DiscardSound, self._discard)

    async def _discard(self, command: DiscardSound) -> None:
        found = await self._store.read(lambda c: get_recording(c, command.recording))
        if found is None or found.state != "removed" or found.path is None:
            return
        if self._held():
            await self._store.write(lambda tx: ask_to_discard(tx, found.id, PAUSE))
            return
        await asyncio.to_thread((self._folder / found.path).unlink, missing_ok=True)
