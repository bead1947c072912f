"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A path to write to; it takes the name `target` at the end, or vanishes if that fails.

    The path keeps the target's extension, since writers choose the format by it, and is hidden,
    so that nobody who lists the folder takes it for finished.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".draft-{os.getpid()}-{target.name}")
    try:
        yield draft
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
