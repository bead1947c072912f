"""While a backup is made, no recording's file goes: its database still speaks of the sound."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from switchroom.kernel.errors import ConflictError

LOCK = "backup-lock"


@contextmanager
def making(home: Path) -> Iterator[None]:
    """Held until the backup is made, or its process has ended."""
    with (home / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConflictError("Another backup of this centre is being made.") from error
        yield


def is_being_made(home: Path) -> bool:
    """Whether a backup is being made."""
    try:
        with making(home):
            return False
    except ConflictError:
        return True
