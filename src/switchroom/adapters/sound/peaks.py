"""What a browser draws of a sound."""

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from switchroom.kernel.errors import InvalidError

BLOCK_FRAMES = 1 << 16


def peaks(path: Path, count: int) -> list[list[float]]:
    """The loudest sample of each of `count` stretches, for each channel, to three digits."""
    try:
        with soundfile.SoundFile(path) as sound:
            loudest = _loudest(sound, count)
    except (soundfile.LibsndfileError, OSError) as error:
        raise InvalidError(f"{path.name} is no sound file that can be read") from error
    return [[round(float(value), 3) for value in channel] for channel in loudest.T]


def _loudest(sound: soundfile.SoundFile, count: int) -> NDArray[np.float32]:
    loudest = np.zeros((count, sound.channels), np.float32)
    position = 0
    for block in sound.blocks(BLOCK_FRAMES, dtype="float32", always_2d=True):
        places = (position + np.arange(len(block))) * count // sound.frames
        present, starts = np.unique(places, return_index=True)
        stretches = np.maximum.reduceat(np.abs(block), starts)
        loudest[present] = np.maximum(loudest[present], stretches)
        position += len(block)
    return loudest
