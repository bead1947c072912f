"""How a recording's row must stand, out of what the journal says of it.

The rows follow events by SQL (`projectors`); this says the same of one recording as data, for those
who hold the row against the sealed journal. Events that cannot be read, since somebody tampered
with them, are as if they were not there.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import MsgspecError
from msgspec.json import decode

from switchroom.domain.interaction.events import (
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    RecordingStored,
)
from switchroom.features.recordings.messages import RecordingRemoved
from switchroom.kernel.time import Instant

Row = dict[str, Any]
Telling = (
    RecordingStarted | RecordingFinished | RecordingStored | RecordingFailed | RecordingRemoved
)
_KINDS: dict[str, type[Telling]] = {
    kind.__name__: kind
    for kind in (
        RecordingStarted,
        RecordingFinished,
        RecordingStored,
        RecordingFailed,
        RecordingRemoved,
    )
}
TELLING = tuple(_KINDS)
"""The types of events that tell how recordings stand."""
_SOUND = ("path", "format", "duration", "size", "digest")
_UNKNOWN = dict.fromkeys(("ended", *_SOUND, "reason"))


class Told(NamedTuple):
    """One event of the journal; its type is one of `TELLING`."""

    type: str
    at: Instant
    data: str


def event_of(told: Told) -> Telling | None:
    """The event itself; None when it cannot be read."""
    try:
        return decode(told.data, type=_KINDS[told.type])
    except MsgspecError:
        return None


def rows_of(told: Iterable[Told]) -> dict[str, Row]:
    """The rows that follow from events, in the journal's order, by the recording's id."""
    rows: dict[str, Row] = {}
    for one in told:
        event = event_of(one)
        if isinstance(event, RecordingStarted):
            rows[event.recording] = _started(event, one.at)
        elif event and (row := rows.get(event.recording)):
            row.update(_change(row["state"], event, one.at))
    return rows


def _started(event: RecordingStarted, at: Instant) -> Row:
    about = {
        "id": event.recording,
        "interaction": event.interaction,
        "segment": event.segment,
        "agent": event.agent,
        "kind": event.kind,
    }
    return {**about, "state": "recording", "started": at, **_UNKNOWN}


def _change(state: str, event: Telling, at: Instant) -> Row:
    if isinstance(event, RecordingRemoved):
        return {"state": "removed", "reason": event.reason}
    if state in {"stored", "removed"}:
        return {}
    if isinstance(event, RecordingFinished):
        return {"state": "finished", "ended": at}
    if isinstance(event, RecordingFailed):
        return {"state": "failed", "reason": event.reason}
    return {"state": "stored", "reason": None, **{name: getattr(event, name) for name in _SOUND}}
