from collections.abc import AsyncIterator
from functools import partial

import pytest
from msgspec import json
from sqlalchemy import select
from tests.unit.features.running import Running

from switchroom.domain.interaction import events as told
from switchroom.features.recordings.http import router
from switchroom.features.recordings.messages import MESSAGES
from switchroom.features.recordings.projectors import PROJECTORS, SETTLING
from switchroom.features.recordings.service import (
    Recording,
    get_recording,
    note_play,
    recordings_of,
    unstored,
)
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.messages import Event
from switchroom.runtime.journal import entries
from switchroom.runtime.tables import timers
from switchroom.testing.access import undeclared
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit

STARTED = told.RecordingStarted(
    interaction="i1", recording="r1", kind="conversation", agent="u1", segment="o1"
)
FINISHED = told.RecordingFinished(interaction="i1", recording="r1")
STORED = told.RecordingStored(
    interaction="i1",
    recording="r1",
    path="2026/01/01/r1.opus",
    format="opus",
    duration=4_000,
    size=100,
    digest="ab",
)
FAILED = told.RecordingFailed(interaction="i1", recording="r1", reason="no file")


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running((*MESSAGES, *told.MESSAGES), PROJECTORS, router) as running:
        yield running


async def tell(running: Running, *events: Event) -> Recording:
    await running.store.write(lambda tx: tx.record("interaction:i1", *events))
    found = await running.store.read(lambda c: get_recording(c, "r1"))
    assert found is not None
    return found


async def test_the_state_follows_when_a_recording_runs_its_course(running: Running) -> None:
    assert (await tell(running, STARTED)).state == "recording"
    running.clock.moment += 4_000
    finished = await tell(running, FINISHED)
    assert (finished.state, finished.ended) == ("finished", EPOCH + 4_000)
    assert await running.store.read(unstored) == ["r1"]
    stored = await tell(running, STORED)
    assert (stored.state, stored.path, stored.duration) == ("stored", STORED.path, 4_000)
    assert await running.store.read(unstored) == []


async def test_storing_is_asked_for_when_the_engine_has_settled(running: Running) -> None:
    await tell(running, STARTED, FINISHED)
    [timer] = await running.store.read(lambda c: c.execute(select(timers)).all())
    assert (timer.type, timer.due) == ("StoreRecording", EPOCH + SETTLING)
    assert json.decode(timer.data) == {"recording": "r1"}


async def test_the_reason_is_kept_when_there_is_no_sound(running: Running) -> None:
    failed = await tell(running, STARTED, FINISHED, FAILED)
    assert (failed.state, failed.reason) == ("failed", "no file")


async def test_a_stored_recording_stays_stored_when_told_otherwise(running: Running) -> None:
    kept = await tell(running, STARTED, FINISHED, STORED, FAILED, FINISHED)
    assert (kept.state, kept.reason) == ("stored", None)


async def test_recordings_are_listed_when_a_contact_is_shown(running: Running) -> None:
    await tell(running, STARTED, FINISHED, STORED)
    [line] = await running.store.read(lambda c: recordings_of(c, "i1"))
    assert (line["id"], line["agent"], line["started_at"]) == ("r1", "u1", EPOCH)
    assert await running.store.read(lambda c: recordings_of(c, "i2")) == []


async def test_a_play_is_journalled_once_when_it_comes_in_pieces(running: Running) -> None:
    recording = await tell(running, STARTED, FINISHED, STORED)
    for user, pause in (("u1", 0), ("u1", 40_000), ("u1", 40_000), ("u2", 0), ("u1", 60_001)):
        running.clock.moment += pause
        await running.store.write(partial(note_play, recording=recording, user=user))
    lines = await running.store.read(lambda c: entries(c, "interaction:i1"))
    plays = [(line.actor, line.at) for line in lines if line.type == "RecordingPlayed"]
    assert plays == [("u1", EPOCH), ("u2", EPOCH + 80_000), ("u1", EPOCH + 140_001)]


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
