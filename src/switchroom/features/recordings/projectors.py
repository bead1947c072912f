"""The state of a recording.

Policy. `recording`: sound is being kept. `finished`: it is complete in the spool, and will be
brought to the store: by a timer that asks for it, or at the next start. `stored`: it can be
listened to. `failed`: there is no sound, and `reason` says why. `removed`: its sound was removed
rightfully, for a `reason`; the rest of the row tells what it was. Nothing leaves `stored` but to be
removed; a failed one that is stored after all is stored.
"""

from typing import Any

from sqlalchemy import bindparam, insert, update

from switchroom.domain.interaction.events import (
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    RecordingStored,
)
from switchroom.features.recordings.messages import (
    DiscardSound,
    RecordingRemoved,
    StoreRecording,
)
from switchroom.features.recordings.tables import recordings
from switchroom.kernel.messages import Event
from switchroom.kernel.time import SECOND, Millis
from switchroom.ports.store import Transaction
from switchroom.runtime.transaction import Projector

SETTLING: Millis = 2 * SECOND
"""So long the telephone engine may still write after the leg has ended."""

_START = insert(recordings)
_CHANGE = update(recordings).where(
    recordings.c.id == bindparam("recording"), recordings.c.state.not_in(("stored", "removed"))
)
_REMOVE = update(recordings).where(recordings.c.id == bindparam("recording"))


def started(tx: Transaction, _: str, event: RecordingStarted) -> None:
    """Sound is being kept."""
    row = {
        "id": event.recording,
        "interaction": event.interaction,
        "segment": event.segment,
        "agent": event.agent,
        "kind": event.kind,
        "state": "recording",
        "started": tx.now,
    }
    tx.connection.execute(_START, row)


def finished(tx: Transaction, _: str, event: RecordingFinished) -> None:
    """It is complete in the spool."""
    end = {"state": "finished", "ended": tx.now}
    tx.connection.execute(_CHANGE, {"recording": event.recording, **end})
    ask_to_store(tx, event.recording, SETTLING)


def ask_to_store(tx: Transaction, recording: str, after: Millis) -> None:
    """Have it stored after so long."""
    command = StoreRecording(recording=recording)
    tx.set_timer(f"store-recording:{recording}", tx.now + after, command)


def stored(tx: Transaction, _: str, event: RecordingStored) -> None:
    """It can be listened to."""
    sound = {
        "state": "stored",
        "path": event.path,
        "format": event.format,
        "duration": event.duration,
        "size": event.size,
        "digest": event.digest,
        "reason": None,
    }
    tx.connection.execute(_CHANGE, {"recording": event.recording, **sound})


def failed(tx: Transaction, _: str, event: RecordingFailed) -> None:
    """There is no sound."""
    why = {"state": "failed", "reason": event.reason}
    tx.connection.execute(_CHANGE, {"recording": event.recording, **why})


def removed(tx: Transaction, _: str, event: RecordingRemoved) -> None:
    """Its sound is gone as soon as this is committed."""
    why = {"state": "removed", "reason": event.reason}
    tx.connection.execute(_REMOVE, {"recording": event.recording, **why})
    ask_to_discard(tx, event.recording, 0)


def ask_to_discard(tx: Transaction, recording: str, after: Millis) -> None:
    """Have its file removed after so long."""
    command = DiscardSound(recording=recording)
    tx.set_timer(f"discard-sound:{recording}", tx.now + after, command)


PROJECTORS: tuple[tuple[type[Event], Projector[Any]], ...] = (
    (RecordingStarted, started),
    (RecordingFinished, finished),
    (RecordingStored, stored),
    (RecordingFailed, failed),
    (RecordingRemoved, removed),
)
