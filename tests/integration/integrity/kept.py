"""A centre's store with recordings in files, as `verify` and `backup` find it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine, text
from tests.databases import reader, writer

from switchroom.app.integrity.head import HeadKeeper
from switchroom.app.integrity.verify import Outcome, verify
from switchroom.app.messages import message_types, projectors
from switchroom.app.migrations import migrate
from switchroom.app.progress import silent
from switchroom.domain.interaction import events as told
from switchroom.features.recordings.removing import RecordingRemover, remove_recording
from switchroom.features.settings.events import SettingPut
from switchroom.runtime.bus import LocalBus
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.store import SqlStore
from switchroom.runtime.threads import ThreadedDatabase
from switchroom.runtime.timers import Timers


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a centre keeps what."""

    url: str
    home: Path

    @property
    def recordings(self) -> Path:
        return self.home / "recordings"

    def make(self) -> None:
        self.home.mkdir(exist_ok=True)
        engine = writer(self.url)
        migrate(engine)
        engine.dispose()

    def verify(self, *anchors: str) -> Outcome:
        engine = reader(self.url)
        try:
            return verify(engine, self.home, self.recordings, anchors, silent)
        finally:
            engine.dispose()

    def tamper(self, *statements: str) -> None:
        """Change the database behind the centre's back."""
        engine = writer(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def engine(self) -> Engine:
        return reader(self.url)


class Living:
    """The centre while it runs."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.bus, self.clock, types = LocalBus(), SystemClock(), message_types()
        database = ThreadedDatabase(writer(kept.url), reader(kept.url))
        self.store = SqlStore(database, self.bus, self.clock, types, projectors())
        self.timers = Timers(self.store, self.bus, self.clock, types)
        self.store.on_timers_changed = self.timers.changed
        self.chain = HeadKeeper(self.store, self.clock, kept.home)
        self.held = False

    async def configure(self, record: str, value: int) -> None:
        """A change that is audited."""
        event = SettingPut(kind="queue", id=record, data={"value": value})
        await self.store.write(lambda tx: tx.record(f"setting:queue/{record}", event, actor="u1"))

    async def record(self, recording: str, sound: bytes = b"sound") -> None:
        """A recording, from its start to its file."""
        interaction = f"i-{recording}"
        path = f"2026/11/22/{recording}.opus"
        begun = (
            told.RecordingStarted(
                interaction=interaction, recording=recording, kind="conversation", agent="1002"
            ),
            told.RecordingFinished(interaction=interaction, recording=recording),
        )
        await self._tell(interaction, *begun)
        file = self.kept.recordings / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sound)
        stored = told.RecordingStored(
            interaction=interaction,
            recording=recording,
            path=path,
            format="opus",
            duration=1_000,
            size=len(sound),
            digest=sha256(sound).hexdigest(),
        )
        await self._tell(interaction, stored)
        await self.store.write(lambda tx: tx.cancel_timer(f"store-recording:{recording}"))

    async def remove(self, recording: str) -> None:
        """Retention's rightful work."""
        await self.store.write(lambda tx: remove_recording(tx, recording, "older than 90 days"))

    async def _tell(self, interaction: str, *events: told.InteractionEvent) -> None:
        await self.store.write(lambda tx: tx.record(f"interaction:{interaction}", *events))


@asynccontextmanager
async def living(kept: Kept) -> AsyncIterator[Living]:
    """A running centre."""
    centre = Living(kept)
    await centre.store.start()
    RecordingRemover(centre.store, kept.recordings, lambda: centre.held).start(centre.bus)
    await centre.timers.start()
    await centre.chain.keep()
    yield centre
    await centre.timers.close()
    await centre.chain.keep()
    await centre.store.close()


async def gone(file: Path) -> None:
    """Wait until a file is removed."""
    async with asyncio.timeout(10):
        while await asyncio.to_thread(file.exists):  # noqa: ASYNC110 nobody tells when it goes
            await asyncio.sleep(0.01)
