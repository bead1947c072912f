"""Recordings' files: whether each holds what was sealed, and whether one is a stranger."""

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from sqlalchemy import Engine

from switchroom.app.integrity.rows import name_of, row_of
from switchroom.domain.chain.findings import Finding
from switchroom.features.recordings.standing import Row


def compare_file(folder: Path, told: Row, reader: Engine) -> Iterator[Finding]:
    """What is wrong with the file of a recording that the journal says is stored."""
    file = folder / told["path"]
    if not (says := _wrong(file, told)):
        return
    now = row_of(reader, told["id"])
    if now and now["state"] == "removed":  # rightfully, while we looked
        return
    yield Finding(
        kind="changed" if file.exists() else "missing",
        what=name_of(told),
        says=says,
        at=told["started"],
    )


def strangers(folder: Path, listed: list[Path], reader: Engine) -> Iterator[Finding]:
    """Files that no recording accounts for.

    `listed` was listed before the rows are read: a recording's row is there before its file.
    """
    for file in listed:
        row = row_of(reader, file.stem)
        place = file.relative_to(folder).as_posix()
        if row is None or (row["state"] == "stored" and row["path"] != place):
            says = "belongs to no recording"
            yield Finding(kind="added", what=f"file {place}", says=says)


def listing(folder: Path) -> list[Path]:
    """All files that pass for recordings; drafts are hidden ones."""
    return sorted(f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("."))


def _wrong(file: Path, told: Row) -> str:
    try:
        size = file.stat().st_size
        if size != told["size"]:
            return f"its file {told['path']} has {size} bytes in place of {told['size']}"
        with file.open("rb") as content:
            digest = file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return f"its file {told['path']} is missing"
    except OSError as error:
        return f"its file {told['path']} cannot be read: {error.strerror}"
    return "" if digest == told["digest"] else f"the content of its file {told['path']} was changed"
