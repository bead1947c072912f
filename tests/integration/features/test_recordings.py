import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, select
from tests.unit.features.running import Running
from typing_extensions import override

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.domain.interaction import events as told
from switchroom.features.recordings.http import RecordingShelf, router
from switchroom.features.recordings.messages import MESSAGES, StoreRecording
from switchroom.features.recordings.projectors import PROJECTORS
from switchroom.features.recordings.service import Recording, get_recording
from switchroom.features.recordings.storing import AGAIN, RecordingStorer, Spool
from switchroom.ports.sound import RawSound, SoundFormat, StoredSound
from switchroom.runtime.journal import entries
from switchroom.runtime.tables import timers
from switchroom.runtime.web.access import Identity
from switchroom.testing.sound import raw_bytes, read, strongest_tone, tone, write_tone

pytestmark = pytest.mark.integration


class FullDisk(SoundWorkshop):
    """Sounds on a disk that is full."""

    full = True

    @override
    async def store(self, source: RawSound | Path, stem: Path, kind: SoundFormat) -> StoredSound:
        if self.full:
            raise OSError(28, "No space left on device")
        return await super().store(source, stem, kind)


class Studio:
    """A centre with a spool and a store of recordings."""

    def __init__(self, folder: Path) -> None:
        self.spool = Spool(conversations=folder / "conversations", messages=folder / "messages")
        for path in (self.spool.conversations, self.spool.messages):
            path.mkdir()
        self.folder = folder / "recordings"
        self.running = Running((*MESSAGES, *told.MESSAGES), PROJECTORS, router)
        self.sounds = FullDisk()
        self.sounds.full = False
        self.format: SoundFormat = "opus"
        self.seen = {"i1"}
        self.running.app.state.recordings = RecordingShelf(
            folder=self.folder, sounds=self.sounds, may_see=self._may_see
        )
        self.storer = self.new_storer()

    def new_storer(self) -> RecordingStorer:
        running = self.running
        return RecordingStorer(
            running.store, running.bus, self.sounds, self.spool, self.folder, lambda _: self.format
        )

    def _may_see(self, _connection: Connection, _identity: Identity, interaction: str) -> bool:
        return interaction in self.seen

    @property
    def raw(self) -> Path:
        return self.spool.conversations / "r1.raw"

    def speak(self) -> None:
        agent, customer = tone(440, 2, 8_000), tone(1_000, 2, 8_000)
        self.raw.write_bytes(raw_bytes(np.stack([agent, customer], axis=1)))

    async def finish(self, kind: str = "conversation") -> None:
        started = told.RecordingStarted(interaction="i1", recording="r1", kind=kind)  # type: ignore[arg-type] # a Literal
        finished = told.RecordingFinished(interaction="i1", recording="r1")
        await self.running.store.write(lambda tx: tx.record("interaction:i1", started, finished))

    async def ask(self) -> None:
        await self.running.bus.send(StoreRecording(recording="r1"))

    async def recording(self) -> Recording:
        found = await self.running.store.read(lambda c: get_recording(c, "r1"))
        assert found is not None
        return found

    async def settled(self) -> Recording:
        async with asyncio.timeout(10):
            await self.storer.drained()
        return await self.recording()

    async def types(self) -> list[str]:
        lines = await self.running.store.read(lambda c: entries(c, "interaction:i1"))
        return [line.type for line in lines]


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    studio = Studio(tmp_path)
    async with studio.running:
        studio.running.become("recordings.play", user="boss")
        yield studio
        await studio.storer.close()
        studio.sounds.close()


async def test_both_sides_are_stored_when_a_conversation_is_finished(studio: Studio) -> None:
    await studio.storer.start()
    studio.speak()
    await studio.finish()
    await studio.ask()
    stored = await studio.settled()
    assert (stored.state, stored.path) == ("stored", "2026/01/01/r1.opus")
    assert stored.path is not None
    file = studio.folder / stored.path
    assert (stored.duration, stored.size) == (2_000, file.stat().st_size)
    assert stored.digest == hashlib.sha256(file.read_bytes()).hexdigest()
    samples, rate = read(file)
    heard = [round(strongest_tone(side, rate), -1) for side in samples.T]
    assert heard == [440, 1_000]
    assert not studio.raw.exists()


async def test_a_message_is_kept_as_the_rule_says_when_it_is_wav(studio: Studio) -> None:
    studio.format = "wav"
    await studio.storer.start()
    write_tone(studio.spool.messages / "r1.wav", 440, 1)
    await studio.finish("message")
    await studio.ask()
    stored = await studio.settled()
    assert (stored.format, stored.duration) == ("wav", 1_000)


async def test_it_is_stored_once_when_asked_twice(studio: Studio) -> None:
    await studio.storer.start()
    studio.speak()
    await studio.finish()
    await studio.ask()
    await studio.ask()
    await studio.settled()
    await studio.ask()
    await studio.settled()
    assert (await studio.types()).count("RecordingStored") == 1


async def test_it_is_stored_at_the_next_start_when_nobody_asked_before(studio: Studio) -> None:
    studio.speak()
    await studio.finish()
    await studio.storer.start()
    assert (await studio.settled()).state == "stored"


async def test_raw_sound_is_removed_at_the_next_start_when_that_was_cut_off(
    studio: Studio,
) -> None:
    studio.speak()
    kept = studio.raw.with_suffix(".copy")
    shutil.copy(studio.raw, kept)
    await studio.finish()
    await studio.storer.start()
    await studio.settled()
    await studio.storer.close()
    kept.rename(studio.raw)
    studio.running.bus._servers.clear()
    studio.storer = studio.new_storer()
    await studio.storer.start()
    await studio.settled()
    assert not studio.raw.exists()


@pytest.mark.parametrize("content", [None, b""])
async def test_it_has_failed_when_there_is_no_sound(studio: Studio, content: bytes | None) -> None:
    await studio.storer.start()
    if content is not None:
        studio.raw.write_bytes(content)
    await studio.finish()
    await studio.ask()
    failed = await studio.settled()
    assert failed.state == "failed"
    assert failed.reason


async def test_it_is_tried_again_when_the_disk_is_full(studio: Studio) -> None:
    studio.sounds.full = True
    await studio.storer.start()
    studio.speak()
    await studio.finish()
    await studio.ask()
    again = studio.running.clock.moment + AGAIN
    assert (await studio.settled()).state == "finished"
    due = await studio.running.store.read(lambda c: c.scalar(select(timers.c.due)))
    assert due == again
    assert studio.raw.exists()
    studio.sounds.full = False
    await studio.ask()
    assert (await studio.settled()).state == "stored"


async def stored(studio: Studio) -> bytes:
    await studio.storer.start()
    studio.speak()
    await studio.finish()
    await studio.ask()
    recording = await studio.settled()
    assert recording.path is not None
    return (studio.folder / recording.path).read_bytes()


async def test_the_sound_is_sent_whole_or_in_ranges_when_somebody_listens(studio: Studio) -> None:
    sound = await stored(studio)
    async with studio.running.browser() as browser:
        whole = await browser.get("/api/recordings/r1/audio")
        assert (whole.status_code, whole.content) == (200, sound)
        assert whole.headers["content-type"] == "audio/ogg"
        assert whole.headers["accept-ranges"] == "bytes"
        part = await browser.get("/api/recordings/r1/audio", headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.content) == (206, sound[10:20])
        assert part.headers["content-range"] == f"bytes 10-19/{len(sound)}"
        beyond = await browser.get("/api/recordings/r1/audio", headers={"Range": "bytes=9999999-"})
        assert beyond.status_code == 416
    assert (await studio.types()).count("RecordingPlayed") == 1


async def test_the_waveform_has_both_sides_when_it_is_drawn(studio: Studio) -> None:
    await stored(studio)
    async with studio.running.browser() as browser:
        peaks = (await browser.get("/api/recordings/r1/peaks", params={"count": 10})).json()
    assert peaks["duration"] == 2_000
    assert [len(channel) for channel in peaks["channels"]] == [10, 10]
    assert all(0.25 < channel[5] < 0.4 for channel in peaks["channels"])


async def test_a_recording_is_hidden_when_its_contact_is(studio: Studio) -> None:
    await stored(studio)
    studio.seen.clear()
    async with studio.running.browser() as browser:
        for part in ("audio", "peaks"):
            assert (await browser.get(f"/api/recordings/r1/{part}")).status_code == 404
    assert "RecordingPlayed" not in await studio.types()


async def test_a_recording_is_not_there_when_it_is_not_stored_or_lost(studio: Studio) -> None:
    async with studio.running.browser() as browser:
        assert (await browser.get("/api/recordings/r1/audio")).status_code == 404
        await studio.finish()
        assert (await browser.get("/api/recordings/r1/audio")).status_code == 404
        await stored_after(studio)
        shutil.rmtree(studio.folder)
        assert (await browser.get("/api/recordings/r1/audio")).status_code == 404


async def stored_after(studio: Studio) -> None:
    studio.speak()
    await studio.storer.start()
    await studio.settled()


async def test_recordings_are_closed_when_the_asker_has_no_permission(studio: Studio) -> None:
    await stored(studio)
    studio.running.become("interactions.view")
    async with studio.running.browser() as browser:
        assert (await browser.get("/api/recordings/r1/audio")).status_code == 403


async def test_a_file_is_given_away_when_the_asker_may_download(studio: Studio) -> None:
    await stored(studio)
    async with studio.running.browser() as browser:
        address = "/api/recordings/r1/audio?download=1"
        assert (await browser.get(address)).status_code == 403
        studio.running.become("recordings.play", "recordings.download")
        given = await browser.get(address)
        assert given.status_code == 200
        assert given.headers["content-disposition"].startswith("attachment")
