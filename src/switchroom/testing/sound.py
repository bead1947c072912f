"""Sound for tests: make a tone, measure a tone."""

import wave
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray


def tone(frequency: float, seconds: float, rate: int, level: float = 0.3) -> NDArray[np.float32]:
    """A sine of a peak level (1 is the loudest there is)."""
    moments = np.arange(round(seconds * rate)) / rate
    return np.asarray(level * np.sin(2 * np.pi * frequency * moments), np.float32)


def write_wav(path: Path, samples: NDArray[np.float32], rate: int) -> None:
    """16-bit WAV; two dimensions (frames, channels) for more than one channel."""
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(raw_bytes(samples))


def write_tone(path: Path, frequency: float, seconds: float, rate: int = 8_000) -> None:
    """A mono WAV file of a tone, for instance what a caller or a browser sends."""
    write_wav(path, tone(frequency, seconds, rate), rate)


def raw_bytes(samples: NDArray[np.float32]) -> bytes:
    """16-bit little-endian, channels interleaved, as telephone engines record."""
    return (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()


def read(path: Path) -> tuple[NDArray[np.float32], int]:
    """A sound file as (frames, channels), and its rate; `.alaw` is 8 kHz without a header."""
    if path.suffix == ".alaw":
        samples, rate = soundfile.read(
            path, channels=1, samplerate=8_000, format="RAW", subtype="ALAW", always_2d=True
        )
    else:
        samples, rate = soundfile.read(path, always_2d=True)
    return np.asarray(samples, np.float32), rate


def tone_level(samples: NDArray[np.float32], rate: int, frequency: float) -> float:
    """The level of one frequency, as the peak of its sine: Goertzel's measure, of all samples.

    A tone of level 0.3 measures 0.3; what is not at that frequency measures near 0. Give it a
    stretch of at least 100 ms, without the moments in which the tone starts and ends.
    """
    moments = np.arange(len(samples)) / rate
    return float(2 * np.abs(samples @ np.exp(-2j * np.pi * frequency * moments)) / len(samples))


def strongest_tone(samples: NDArray[np.float32], rate: int) -> float:
    """The frequency at which there is most, to the nearest hertz or so for a second of sound."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate / len(samples))


def loudness(samples: NDArray[np.float32]) -> float:
    """RMS in decibels below the loudest there is (0); -120 for silence."""
    return float(20 * np.log10(max(float(np.sqrt(np.mean(np.square(samples)))), 1e-6)))
