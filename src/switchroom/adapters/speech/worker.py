"""The worker process: `python -m switchroom.adapters.speech.worker <engine> <idle seconds>`.

It reads one request a line (`{"text", "target", "speed"}`, JSON) and answers one line
(`{"error"}`, null when the file is written). It ends with its parent (end of input), or when
nothing was asked of it for a while, which gives its memory back. It runs at a low priority: calls
go first.
"""

import json
import os
import select
import sys
from collections.abc import Iterator
from typing import TextIO

import numpy as np
import soundfile

from switchroom.adapters.speech.engines import RATE, Voice, hibari, kokoro

ENGINES = {"kokoro": kokoro, "hibari": hibari}
_NICENESS = 10


def main(engine: str, idle_s: float) -> None:
    """Serve until the end of input, or until idle for so long."""
    os.nice(_NICENESS)
    answers, sys.stdout = sys.stdout, sys.stderr  # libraries that print must not disturb
    voice: Voice | None = None
    for request in _requests(sys.stdin, idle_s):
        try:
            voice = voice or ENGINES[engine].load()
            _write(voice, **json.loads(request))
            error = None
        except Exception as problem:  # noqa: BLE001 this is the process's edge: all is answered
            error = f"{type(problem).__name__}: {problem}"
        print(json.dumps({"error": error}), file=answers, flush=True)


def _requests(source: TextIO, idle_s: float) -> Iterator[str]:
    """Lines, until there are no more or there is none for a while; one is asked at a time."""
    while select.select([source], [], [], idle_s)[0] and (line := source.readline()):
        yield line


def _write(voice: Voice, text: str, target: str, speed: float = 1.0) -> None:
    samples = voice(text, speed)
    if not samples.size:
        raise ValueError("there is nothing to say in this text")
    soundfile.write(target, np.clip(samples, -1, 1), RATE, format="WAV", subtype="PCM_16")


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
