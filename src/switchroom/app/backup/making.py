"""Making a backup of a centre, which may be running.

The order is what makes it consistent. The chain's head is read first: it may lag behind the
database, never lead. Then one moment of the database is held. Raw sound that waits in the spool is
copied at once, before it is encoded and removed; then the database as of that moment; then every
recording that it says is stored (`lock` keeps their files), and whatever else is in the home.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from switchroom.adapters.postgres import snapshot as postgres
from switchroom.adapters.sqlite import snapshot as sqlite
from switchroom.app.backup.archive import Writer, writing
from switchroom.app.backup.lock import making
from switchroom.app.backup.manifest import DUMP, FORMAT, HOME, SETTINGS, Manifest
from switchroom.app.backup.sources import Source, environment, in_home, stored, tls, waiting
from switchroom.app.database import existing
from switchroom.app.integrity.end import End, end_of
from switchroom.app.integrity.head import HEAD
from switchroom.app.migrations import revision_of, revisions
from switchroom.app.progress import Progress
from switchroom.app.settings import Settings
from switchroom.kernel.errors import InvalidError, UnavailableError
from switchroom.ports.clock import Clock

Snapshot = sqlite.SqliteSnapshot | postgres.PostgresSnapshot


def backup(settings: Settings, target: Path, clock: Clock, progress: Progress) -> Manifest:
    """Write everything that a centre keeps into one archive.

    Raises:
        UnavailableError: it could not be written; nothing is left of it.
    """
    if target.absolute().is_relative_to(settings.home):
        raise InvalidError(f"Choose a place outside of {settings.home}, which is what is saved.")
    engine = existing(settings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = TemporaryDirectory(prefix=".switchroom-backup-", dir=target.parent)
        with making(settings.home), scratch as folder:
            return _Making(settings, engine, clock, progress, Path(folder)).write(target)
    except OSError as error:
        says = f"The backup was not made: {error.strerror or error}: {error.filename or target}."
        raise UnavailableError(says) from error
    except DatabaseError as error:
        says = f"The backup was not made; the database cannot be read: {error.orig}."
        raise UnavailableError(says) from error
    finally:
        engine.dispose()


class _Making:
    """One backup on its way."""

    def __init__(
        self, settings: Settings, engine: Engine, clock: Clock, progress: Progress, scratch: Path
    ) -> None:
        self._settings = settings
        self._engine = engine
        self._clock = clock
        self._progress = progress
        self._scratch = scratch
        self._done = self._total = 0
        self._missing: list[str] = []

    def write(self, target: Path) -> Manifest:
        head = self._head()
        with self._snapshot() as moment:
            made, revision = self._clock.now(), revision_of(self._engine) or ""
            sources = list(waiting(moment.connection, self._settings, self._scratch))
            sources.append(self._dump(moment))
            sources.extend(stored(moment.connection, self._settings))
            end = _end(moment.connection, revision)
        sources.extend([*head, *in_home(self._settings), *tls(self._settings)])
        self._total = sum(s.file.stat().st_size for s in sources if s.file.exists())
        with writing(target, self._tell) as writer:
            self._add(writer, sources)
            manifest = Manifest(
                format=FORMAT,
                version=version("switchroom"),
                made=made,
                database="postgresql" if self._settings.database else "sqlite",
                revision=revision,
                entries=end.position,
                seal=end.seal.hex(),
                missing=tuple(self._missing),
                files=dict(writer.files),
            )
            writer.close(manifest)
        return manifest

    def _head(self) -> list[Source]:
        head, copy = self._settings.home / HEAD, self._scratch / HEAD
        if not head.exists():
            return []
        copy.write_bytes(head.read_bytes())
        return [Source(name=f"{HOME}/{HEAD}", file=copy)]

    def _snapshot(self) -> AbstractContextManager[Snapshot]:
        if self._settings.database:
            return postgres.snapshot(self._engine, self._settings.database)
        return sqlite.snapshot(self._engine)

    def _dump(self, moment: Snapshot) -> Source:
        file = self._scratch / DUMP
        moment.dump(file, lambda done, total: self._progress("Database", done, total))
        name = DUMP if self._settings.database else f"{HOME}/{self._settings.database_file.name}"
        return Source(name=name, file=file)

    def _add(self, writer: Writer, sources: Iterable[Source]) -> None:
        writer.add_bytes(SETTINGS, environment(self._settings))
        for source in sources:
            try:
                writer.add(source.name, source.file)
            except FileNotFoundError:
                self._missing.append(source.name)

    def _tell(self, more: int) -> None:
        self._done += more
        self._progress("Archive", self._done, max(self._total, self._done))


def _end(connection: Connection, revision: str) -> End:
    """The chain's end; a schema from before the chain has none."""
    return end_of(connection) if revision == revisions()[-1] else End(0, b"")
