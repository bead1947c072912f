"""Restoring a backup into an empty home.

Policy. Nothing is written before the whole archive has been read and found whole. Then all files
are written into a hidden folder of the home, and moved to their places, the database's last: a home
without it is no centre. PostgreSQL's database is loaded at the very end, in one transaction.
Whatever fails, all that was written is removed again.
"""

import shutil
from pathlib import Path

from switchroom.adapters.postgres import snapshot as postgres
from switchroom.adapters.postgres.engine import reader_engine
from switchroom.app.backup.archive import check, unpack
from switchroom.app.backup.manifest import (
    CONVERSATIONS,
    DUMP,
    HOME,
    MESSAGES,
    SETTINGS,
    TLS,
    Manifest,
)
from switchroom.app.backup.sources import ASIDE
from switchroom.app.lock import HomeLock
from switchroom.app.migrations import revisions
from switchroom.app.progress import Progress
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance
from switchroom.kernel.errors import (
    ConflictError,
    InvalidError,
    NotFoundError,
    UnavailableError,
)

STAGE = ".restoring"


def restore(settings: Settings, archive: Path, progress: Progress) -> Manifest:
    """Bring an empty home to what an archive says.

    Raises:
        ConflictError: the home or the database is not empty.
        DamagedError: the archive is not whole.
        UnavailableError: it could not be written; nothing is left of it.
    """
    if not archive.is_file():
        raise NotFoundError(f"There is no archive {archive}.")
    _require_empty(settings.home)
    manifest = check(archive, _Counting("Checking", archive, progress).add)
    _require_fit(settings, manifest)
    lock = HomeLock(settings.home)
    lock.take()
    try:
        _bring(settings, archive, progress)
    except OSError as error:
        says = f"Nothing was restored: {error.strerror or error}: {error.filename}."
        raise UnavailableError(says) from error
    finally:
        lock.release()
    return manifest


def _bring(settings: Settings, archive: Path, progress: Progress) -> None:
    stage = settings.home / STAGE
    moved: list[Path] = []
    try:
        unpack(archive, lambda name: stage / name, _Counting("Restoring", archive, progress).add)
        _place(settings, stage, moved)
        if settings.database:
            postgres.load(stage / DUMP, settings.database)
    except BaseException:  # also when somebody presses Ctrl-C
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _place(settings: Settings, stage: Path, moved: list[Path]) -> None:
    instance = asterisk_instance(settings)
    for folder, spool in ((CONVERSATIONS, instance.conversations), (MESSAGES, instance.messages)):
        for file in sorted((stage / folder).glob("*")):
            spool.mkdir(parents=True, exist_ok=True)
            moved.append(Path(shutil.copy2(file, spool / file.name)))
    aside = settings.home / ASIDE
    aside.mkdir()
    moved.append(aside)
    for name in (SETTINGS, TLS):
        if (stage / name).exists():
            (stage / name).rename(aside / name)
    last = settings.database_file.name
    for path in sorted((stage / HOME).glob("*"), key=lambda path: path.name == last):
        moved.append(settings.home / path.name)
        path.rename(moved[-1])


def _require_empty(home: Path) -> None:
    if home.exists() and any(path.name != "lock" for path in home.iterdir()):
        raise ConflictError(
            f"{home} is not empty, and nothing is overwritten. "
            "Set SWITCHROOM_HOME to an empty folder, or to one that does not exist yet."
        )


def _require_fit(settings: Settings, manifest: Manifest) -> None:
    ours = "postgresql" if settings.database else "sqlite"
    if manifest.database != ours:
        raise InvalidError(
            f"The archive holds a {manifest.database} database, but SWITCHROOM_DATABASE "
            f"says {ours}. Restore it on the kind that it was saved from."
        )
    if manifest.revision not in revisions():
        raise InvalidError(
            f"The archive was made by a newer version ({manifest.version}); install that first."
        )
    if settings.database:
        engine = reader_engine(settings.database)
        try:
            postgres.require_empty(engine)
        finally:
            engine.dispose()


class _Counting:
    """Progress by bytes, against the archive's size."""

    def __init__(self, what: str, archive: Path, progress: Progress) -> None:
        self._what = what
        self._total = archive.stat().st_size
        self._done = 0
        self._progress = progress

    def add(self, more: int) -> None:
        self._done += more
        self._progress(self._what, self._done, self._total)
