"""Samples in memory: floats from -1 to 1, mono in one dimension."""

from pathlib import Path
from typing import TypeAlias

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from switchroom.kernel.errors import InvalidError

Samples: TypeAlias = NDArray[np.float32]


def read_mono(path: Path) -> tuple[Samples, int]:
    """All of a sound file, its channels mixed, and its rate."""
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise InvalidError(f"{path.name} is no sound file that can be read") from error
    return samples.mean(axis=1, dtype=np.float32), rate


def resampled(samples: Samples, rate: int, target_rate: int) -> Samples:
    """The same sound at another rate."""
    if rate == target_rate:
        return samples
    return np.asarray(soxr.resample(samples, rate, target_rate), dtype=np.float32)


def decibels(level: float) -> float:
    """A factor, out of decibels."""
    return float(10 ** (level / 20))
