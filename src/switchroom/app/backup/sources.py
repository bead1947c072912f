"""What of a centre's files is saved, and under which names."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import Connection, select

from switchroom.app.backup.lock import LOCK
from switchroom.app.backup.manifest import CONVERSATIONS, HOME, MESSAGES, TLS
from switchroom.app.integrity.head import HEAD
from switchroom.app.settings import PREFIX, Settings
from switchroom.app.voice import asterisk_instance
from switchroom.features.recordings.tables import recordings

ASIDE = "from-backup"
"""Folder of a restored home with what came from outside of it."""
OWN_WAY = {"lock", LOCK, HEAD, ASIDE, "recordings"}
"""What is in a home, but saved in a way of its own, or of no use later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, and its name in the archive."""

    name: str
    file: Path


def in_home(settings: Settings) -> Iterator[Source]:
    """Prompts, passwords, keys: all but the database and recordings."""
    own_way = OWN_WAY | {settings.database_file.name + ending for ending in ("", "-wal", "-shm")}
    for folder, folders, files in os.walk(settings.home):
        at_top = Path(folder) == settings.home
        folders[:] = sorted(f for f in folders if not (at_top and f in own_way))
        for name in sorted(files):
            if name.startswith(".draft-") or (at_top and name in own_way):
                continue
            file = Path(folder) / name
            yield Source(name=f"{HOME}/{file.relative_to(settings.home).as_posix()}", file=file)


def stored(connection: Connection, settings: Settings) -> Iterator[Source]:
    """The files of stored recordings, as one moment of the database tells."""
    those = select(recordings.c.path).where(recordings.c.state == "stored")
    for path in connection.execute(those.order_by(recordings.c.path)).scalars():
        name = f"{HOME}/{settings.recordings.name}/{path}"
        yield Source(name=name, file=settings.recordings / path)


def waiting(connection: Connection, settings: Settings, scratch: Path) -> Iterator[Source]:
    """Raw sound that waits to be stored, copied at once: it is removed when it is stored."""
    instance = asterisk_instance(settings)
    those = select(recordings.c.id, recordings.c.kind).where(recordings.c.state == "finished")
    for recording, kind in connection.execute(those.order_by(recordings.c.id)):
        spool, place, ending = instance.conversations, CONVERSATIONS, "raw"
        if kind == "message":
            spool, place, ending = instance.messages, MESSAGES, "wav"
        file = spool / f"{recording}.{ending}"
        if file.exists():
            copy = Path(shutil.copy2(file, scratch / file.name))
            yield Source(name=f"{place}/{file.name}", file=copy)


def tls(settings: Settings) -> Iterator[Source]:
    """The pages' certificate and its key."""
    if settings.tls_cert and settings.tls_key:
        yield Source(name=f"{TLS}/certificate.pem", file=settings.tls_cert)
        yield Source(name=f"{TLS}/key.pem", file=settings.tls_key)


def environment(settings: Settings) -> bytes:
    """The settings in force, as a file for `systemd` or a shell."""
    lines = [
        f"{PREFIX}{known.name.upper()}={value}"
        for known in fields(settings)
        if (value := getattr(settings, known.name)) is not None
    ]
    return ("\n".join(["# The settings of the centre that was saved.", *lines]) + "\n").encode()
