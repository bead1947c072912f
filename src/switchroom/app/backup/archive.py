"""An archive: a tar file (POSIX.1-2001); its last members are a manifest and that one's hash."""

import io
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from msgspec import json

from switchroom.app.backup.manifest import (
    MANIFEST,
    SEAL,
    DamagedError,
    Manifest,
    Member,
    read_manifest,
)
from switchroom.runtime.files import written_whole

Done = Callable[[int], None]
"""Hears how many bytes more are done."""
BLOCK = 1 << 20


class Writer:
    """Writes members, and knows their hashes."""

    def __init__(self, tar: tarfile.TarFile, done: Done) -> None:
        self.files: dict[str, Member] = {}
        self._tar = tar
        self._done = done

    def add(self, name: str, file: Path) -> None:
        """Add a file; FileNotFoundError if it is not there."""
        with file.open("rb") as content:
            self._add(self._tar.gettarinfo(arcname=name, fileobj=content), content)

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add what is no file."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._add(info, io.BytesIO(content))

    def close(self, manifest: Manifest) -> None:
        """Add the manifest; nothing comes behind it."""
        content = json.format(json.encode(manifest))
        self.add_bytes(MANIFEST, content)
        self.add_bytes(SEAL, sha256(content).hexdigest().encode())

    def _add(self, info: tarfile.TarInfo, content: IO[bytes]) -> None:
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        hashed = _Hashed(content, self._done)
        self._tar.addfile(info, hashed)
        self.files[info.name] = Member(size=info.size, sha256=hashed.digest())


class _Hashed:
    """Hashes what is read through it."""

    def __init__(self, content: IO[bytes], done: Done) -> None:
        self._content = content
        self._done = done
        self._hash = sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._content.read(size)
        self._hash.update(block)
        self._done(len(block))
        return block

    def digest(self) -> str:
        return self._hash.hexdigest()


@contextmanager
def writing(target: Path, done: Done) -> Iterator[Writer]:
    """Write an archive, whole or not at all, for its owner's eyes: there are secrets in it."""
    with written_whole(target) as draft:
        draft.touch(mode=0o600)
        with tarfile.open(draft, "w:", format=tarfile.PAX_FORMAT) as tar:
            yield Writer(tar, done)


def check(archive: Path, done: Done) -> Manifest:
    """Read all of an archive and compare each member with the manifest.

    Raises:
        DamagedError: something is not as it was written; the sentence names it.
    """
    manifest, seal = b"", b""
    seen: dict[str, Member] = {}
    with _reading(archive) as members:
        for info, content in members:
            if info.name == MANIFEST:
                manifest = content.read()
            elif info.name == SEAL:
                seal = content.read()
            else:
                seen[info.name] = _measure(content, done)
    if sha256(manifest).hexdigest().encode() != seal:
        raise DamagedError(f"{archive.name} is damaged or was cut off: its manifest is not whole.")
    found = read_manifest(manifest)
    _compare(archive, found.files, seen)
    return found


def unpack(archive: Path, place: Callable[[str], Path], done: Done) -> None:
    """Write all files of a checked archive, each where `place` says."""
    with _reading(archive) as members:
        for info, content in members:
            if info.name in {MANIFEST, SEAL}:
                continue
            target = place(_harmless(info.name))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(mode=0o600)
            with target.open("wb") as file:
                shutil.copyfileobj(content, file, BLOCK)
            target.chmod(info.mode & 0o777)
            done(info.size)


@contextmanager
def _reading(archive: Path) -> Iterator[Iterator[tuple[tarfile.TarInfo, IO[bytes]]]]:
    try:
        with tarfile.open(archive, "r:") as tar:
            yield _members(tar)
    except tarfile.TarError as error:
        raise DamagedError(f"{archive.name} is no archive, or damaged: {error}.") from error


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for info in tar:
        content = tar.extractfile(info) if info.isreg() else None
        if content is None:
            raise DamagedError(f"{info.name} is no file; Switchroom did not write this archive.")
        yield info, content


def _measure(content: IO[bytes], done: Done) -> Member:
    digest, size = sha256(), 0
    while block := content.read(BLOCK):
        digest.update(block)
        size += len(block)
        done(len(block))
    return Member(size=size, sha256=digest.hexdigest())


def _compare(archive: Path, told: dict[str, Member], seen: dict[str, Member]) -> None:
    for name in sorted(told.keys() | seen.keys()):
        if told.get(name) != seen.get(name):
            raise DamagedError(f"{archive.name} is damaged: {name} is not as it was written.")


def _harmless(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise DamagedError(f"{name} leads out of the archive; Switchroom did not write it.")
    return name
