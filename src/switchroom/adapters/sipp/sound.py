"""Sounds for scripted parties."""

from pathlib import Path

import numpy as np
import soundfile

RATE = 8000


def tone(path: Path, hertz: float, seconds: float = 10.0, level: float = 0.3) -> Path:
    """Write a sine as raw A-law for `Play`; whole periods, so that it loops without a click."""
    periods = round(hertz * seconds)
    time = np.arange(round(RATE * periods / hertz)) / RATE
    soundfile.write(
        path, level * np.sin(2 * np.pi * hertz * time), RATE, format="RAW", subtype="ALAW"
    )
    return path
