"""What people record, cut and amplify."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import soundfile

from switchroom.adapters.sound.decoding import LONGEST_S, RATE, TOO_LONG
from switchroom.adapters.sound.playable import (
    FADE_S,
    faded,
    levelled,
    trimmed,
    write_playable,
)
from switchroom.adapters.sound.samples import Samples, decibels, read_mono, resampled
from switchroom.kernel.time import Millis
from switchroom.ports.sound import (
    Cut,
    LongSoundError,
    NothingLeftError,
    SilentSoundError,
    UnreadableSoundError,
)
from switchroom.runtime.files import written_whole

PATIENCE_S = 90
SHORTEST_S = 0.05
QUIET = decibels(-60)


async def accept(source: Path, target: Path) -> None:
    """Have what somebody uploaded read by a process of its own."""
    command = [sys.executable, "-m", "switchroom.adapters.sound.decoding", str(source)]
    with written_whole(target) as draft:
        process = await asyncio.create_subprocess_exec(
            *command, str(draft), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL
        )
        try:
            async with asyncio.timeout(PATIENCE_S):
                code = await process.wait()
        except TimeoutError as error:
            raise UnreadableSoundError("This file takes too long to read.") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if code == TOO_LONG:
            raise LongSoundError(f"This file is longer than {LONGEST_S // 60} minutes.")
        if code != 0 or not draft.exists():
            raise UnreadableSoundError(
                "This is no sound file that can be read: use WAV, MP3, OGG or M4A."
            )


def cut(source: Path, target: Path, how: Cut) -> Millis:
    """A part of a take, as loud as wished, as a new take; how long it is."""
    samples, rate = read_mono(source)
    samples = resampled(samples, rate, RATE)
    end = len(samples) if how.end is None else how.end * RATE // 1000
    part = samples[how.start * RATE // 1000 : end]
    if len(part) < SHORTEST_S * RATE:
        raise NothingLeftError("Nothing would be left of it.")
    if how.normalise:
        part = levelled(trimmed(part, RATE), RATE)
    if how.start or how.end is not None:
        part = faded(part, int(RATE * FADE_S))
    part = np.clip(part * np.float32(decibels(how.gain)), -1, 1)
    if float(np.abs(part).max()) < QUIET:
        raise SilentSoundError("There is nothing to be heard in it.")
    with written_whole(target) as draft:
        soundfile.write(draft, part, RATE, format="WAV", subtype="PCM_16")
    return len(part) * 1000 // RATE


def place(source: Path, stem: Path) -> None:
    """Let telephone engines play a take, just as it is."""
    samples, rate = read_mono(source)
    write_playable(samples, rate, stem)


def remove(stem: Path) -> None:
    """Remove both files of a prompt, first the one that `is_complete` goes by."""
    for ending in ("alaw", "wav16"):
        stem.with_name(f"{stem.name}.{ending}").unlink(missing_ok=True)


def duration(stem: Path) -> Millis | None:
    """How long a playable prompt is; None when it is not there. A-law has 8 bytes a millisecond."""
    try:
        return stem.with_name(f"{stem.name}.alaw").stat().st_size // 8
    except FileNotFoundError:
        return None


def joined(stems: Sequence[Path], target: Path) -> None:
    """Playable prompts one after the other, as a WAV file for a browser."""
    parts: list[Samples] = [read_mono(stem.with_name(f"{stem.name}.wav16"))[0] for stem in stems]
    with written_whole(target) as draft:
        soundfile.write(draft, np.concatenate(parts), RATE, format="WAV", subtype="PCM_16")
