"""English by hibari: a small model distilled from a Kokoro voice, a hundred times real time."""

import importlib

import numpy as np
from numpy.typing import NDArray

from switchroom.adapters.speech.engines import Voice

NAME = "hibari-0.2/heart"
MODULES = ("onnxruntime", "hibari")
_SEED = 1  # the same text sounds the same each time


def load() -> Voice:
    """Load the voice that comes within the package; no other is ever fetched."""
    engine = importlib.import_module("hibari").Hibari(voice="heart", threads=1)

    def speak(text: str, speed: float) -> NDArray[np.float32]:
        return np.asarray(engine(text, speed=speed, seed=_SEED), np.float32)

    return speak
