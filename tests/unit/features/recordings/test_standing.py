"""The rows that the journal tells of are those that the projectors make."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select

from switchroom.domain.interaction.events import (
    RecordingFailed,
    RecordingFinished,
    RecordingStarted,
    RecordingStored,
)
from switchroom.features.recordings.messages import MESSAGES, RecordingRemoved
from switchroom.features.recordings.projectors import PROJECTORS
from switchroom.features.recordings.standing import Telling, Told, rows_of
from switchroom.features.recordings.tables import recordings
from switchroom.runtime.messages import MessageTypes
from switchroom.runtime.tables import metadata
from switchroom.runtime.transaction import Projectors, UnitTransaction

pytestmark = pytest.mark.unit

ABOUT = {"interaction": "i1", "recording": "r1"}
BEGIN = RecordingStarted(**ABOUT, kind="conversation", agent="1002", segment="s1")
LATER: tuple[Telling, ...] = (
    RecordingFinished(**ABOUT),
    RecordingStored(**ABOUT, path="2026/r1.opus", format="opus", duration=9, size=7, digest="ab"),
    RecordingStored(**ABOUT, path="2026/r1.wav", format="wav", duration=9, size=99, digest="cd"),
    RecordingFailed(**ABOUT, reason="no sound"),
    RecordingRemoved(**ABOUT, reason="too old"),
)
KINDS = (RecordingStarted, RecordingFinished, RecordingStored, RecordingFailed)
TYPES = MessageTypes((*KINDS, *MESSAGES))


@settings(deadline=None)
@given(st.lists(st.sampled_from(LATER), max_size=6))
def test_rows_are_as_projected_when_events_come_in_any_order(later: Sequence[Telling]) -> None:
    told = [BEGIN, *later]
    lines = [Told(type(event).__name__, at, TYPES.encode(event)) for at, event in enumerate(told)]
    assert list(rows_of(lines).values()) == projected(told)


def test_an_event_is_passed_over_when_it_cannot_be_read() -> None:
    begun = Told("RecordingStarted", 5, TYPES.encode(BEGIN))
    rows = rows_of([begun, Told("RecordingStored", 6, '{"recording":"r1"}')])
    assert rows["r1"]["state"] == "recording"


def projected(events: Sequence[Telling]) -> list[dict[str, object]]:
    projectors = Projectors()
    for kind, projector in PROJECTORS:
        projectors.add(kind, projector)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        for at, event in enumerate(events):
            UnitTransaction(connection, at, TYPES, projectors).record("interaction:i1", event)
        rows = [dict(row) for row in connection.execute(select(recordings)).mappings()]
    engine.dispose()
    return rows
