"""How a recording's row must stand, out of what the journal says of it.

The rows follow events by SQL (`projectors`); this says the same of one recording as data, for those
who hold the row against the sealed journal.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

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
TELLING = tuple(
    kind.__name__
    for kind in (
        RecordingStarted,
        RecordingFinished,
        RecordingStored,
        RecordingFailed,
        RecordingRemoved,
    )
)
"""The types of events that tell how recordings stand."""
_SOUND = ("path", "format", "duration", "size", "digest")
_UNKNOWN = dict.fromkeys(("ended", *_SOUND, "reason"))


class Told(NamedTuple):
    """One event of the journal."""

    type: str
    at: Instant
    data: str


def rows_of(told: Iterable[Told]) -> dict[str, Row]:
    """The rows that follow from events, in the journal's order, by the recording's id."""
    rows: dict[str, Row] = {}
    for event in told:
        said = decode(event.data)
        recording = said["recording"]
        if event.type == RecordingStarted.__name__:
            rows[recording] = _started(said, event.at)
        elif row := rows.get(recording):
            row.update(_change(row["state"], event, said))
    return rows


def _started(said: Mapping[str, Any], at: Instant) -> Row:
    about = {
        "id": said["recording"],
        "interaction": said["interaction"],
        "segment": said.get("segment", ""),
        "agent": said.get("agent", ""),
        "kind": said["kind"],
    }
    return {**about, "state": "recording", "started": at, **_UNKNOWN}


def _change(state: str, event: Told, said: Mapping[str, Any]) -> Row:
    if event.type == RecordingRemoved.__name__:
        return {"state": "removed", "reason": said["reason"]}
    if state in {"stored", "removed"}:
        return {}
    if event.type == RecordingFinished.__name__:
        return {"state": "finished", "ended": event.at}
    if event.type == RecordingFailed.__name__:
        return {"state": "failed", "reason": said["reason"]}
    return {"state": "stored", "reason": None, **{name: said[name] for name in _SOUND}}
