"""One process for one home: two would write the same database."""

import fcntl
import os
from pathlib import Path

from switchroom.kernel.errors import ConflictError


class HomeLock:
    """Held from `take` until the process ends, however it ends."""

    def __init__(self, home: Path) -> None:
        self._file = home / "lock"
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take it; ConflictError while another process has it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise ConflictError(
                f"Switchroom is running already with the home {self._file.parent}. "
                "Stop it, or set SWITCHROOM_HOME to another folder."
            ) from error
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another process have it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
