"""Recordings as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from msgspec import convert
from sqlalchemy import Connection, delete, insert, select

from switchroom.features.recordings.messages import RecordingPlayed
from switchroom.features.recordings.tables import recording_plays, recordings
from switchroom.kernel.time import MINUTE, Instant, Millis
from switchroom.ports.sound import SoundFormat
from switchroom.ports.store import Transaction

SAME_PLAY: Millis = MINUTE
"""A player asks for one sound in many pieces: those closer together than this are one play."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A recording; what is known only of a stored one is None before."""

    id: str
    interaction: str
    segment: str
    agent: str
    kind: Literal["conversation", "message"]
    state: Literal["recording", "finished", "stored", "failed", "removed"]
    started: Instant
    ended: Instant | None
    path: str | None
    format: SoundFormat | None
    duration: Millis | None
    size: int | None
    digest: str | None
    reason: str | None


def get_recording(connection: Connection, recording: str) -> Recording | None:
    """The recording of an id."""
    one = select(recordings).where(recordings.c.id == recording)
    row = connection.execute(one).mappings().one_or_none()
    return None if row is None else convert({str(name): row[name] for name in row}, Recording)


def unstored(connection: Connection) -> list[str]:
    """Ids of recordings that wait in the spool, the oldest first."""
    waiting = select(recordings.c.id).where(recordings.c.state == "finished")
    return list(connection.execute(waiting.order_by(recordings.c.started)).scalars())


def recordings_of(connection: Connection, interaction: str) -> list[Mapping[str, Any]]:
    """The recordings of one interaction, as the desk shows them."""
    columns = recordings.c
    own = select(
        columns.id,
        columns.kind,
        columns.state,
        columns.agent,
        columns.started.label("started_at"),
        columns.ended.label("ended_at"),
        columns.duration,
        columns.format,
        columns.size,
        columns.reason,
    ).where(columns.interaction == interaction)
    rows = connection.execute(own.order_by(columns.started, columns.id)).mappings()
    return [{str(name): row[name] for name in row} for row in rows]


def note_play(tx: Transaction, recording: Recording, user: str) -> None:
    """Journal that somebody listens, once a play."""
    same = (recording_plays.c.recording == recording.id) & (recording_plays.c.user == user)
    last = tx.connection.execute(select(recording_plays.c.last).where(same)).scalar()
    tx.connection.execute(delete(recording_plays).where(same))
    row = insert(recording_plays).values(recording=recording.id, user=user, last=tx.now)
    tx.connection.execute(row)
    if last is None or tx.now - last > SAME_PLAY:
        event = RecordingPlayed(
            interaction=recording.interaction, recording=recording.id, user=user
        )
        tx.record(f"interaction:{recording.interaction}", event, actor=user)
