"""Prompts as Asterisk plays them.

Two files each, of which Asterisk takes the one that costs least for the leg at hand: A-law at
8 kHz goes to trunks as it is, without a codec at work; 16-bit at 16 kHz is encoded for browsers
(Opus) and sounds as wide as they can play.
"""

from pathlib import Path

import numpy as np
import soundfile

from switchroom.adapters.sound.samples import Samples, decibels, read_mono, resampled
from switchroom.ports.sound import SilentSoundError
from switchroom.runtime.files import written_whole

NARROW, WIDE = 8_000, 16_000
SPEECH_LEVEL = decibels(-21)  # RMS where somebody speaks; leaves a voice room for its peaks
HIGHEST_PEAK = decibels(-3)
SILENCE = decibels(-45)  # against the loudest frame
FRAME_S, MARGIN_S, FADE_S = 0.01, 0.03, 0.005


def make_playable(source: Path, stem: Path) -> None:
    """Turn any sound file into a prompt of even loudness without silence around it."""
    samples, rate = read_mono(source)
    write_playable(levelled(trimmed(samples, rate), rate), rate, stem)


def write_playable(samples: Samples, rate: int, stem: Path) -> None:
    """Write both files; the A-law one last, since `is_complete` goes by it."""
    with written_whole(stem.with_name(f"{stem.name}.wav16")) as draft:
        _write(draft, resampled(samples, rate, WIDE), WIDE, "WAV", "PCM_16")
    with written_whole(stem.with_name(f"{stem.name}.alaw")) as draft:
        _write(draft, resampled(samples, rate, NARROW), NARROW, "RAW", "ALAW")


def is_complete(stem: Path) -> bool:
    """Whether both files are there."""
    return stem.with_name(f"{stem.name}.alaw").exists()


def trimmed(samples: Samples, rate: int) -> Samples:
    """Without the silence at both ends, faded over a few milliseconds so that nothing clicks."""
    levels = _frame_levels(samples, rate)
    loud = np.flatnonzero(levels > max(levels.max(initial=0.0) * SILENCE, decibels(-80)))
    if loud.size == 0:
        raise SilentSoundError("The sound is silent.")
    frame, margin = int(rate * FRAME_S), int(rate * MARGIN_S)
    start = max(int(loud[0]) * frame - margin, 0)
    return faded(samples[start : (int(loud[-1]) + 1) * frame + margin], int(rate * FADE_S))


def levelled(samples: Samples, rate: int) -> Samples:
    """At the level of all prompts, measured where it is not silent; soft rather than clipped."""
    levels = _frame_levels(samples, rate)
    speech = levels[levels > levels.max() * decibels(-25)]
    gain = SPEECH_LEVEL / float(np.sqrt(np.mean(np.square(speech))))
    peak = float(np.abs(samples).max())
    return samples * np.float32(min(gain, HIGHEST_PEAK / peak))


def _frame_levels(samples: Samples, rate: int) -> Samples:
    """RMS of each frame; the last one filled up with silence."""
    frame = int(rate * FRAME_S)
    padded = np.pad(samples, (0, -len(samples) % frame))
    return np.asarray(np.sqrt(np.mean(np.square(padded.reshape(-1, frame)), axis=1)), np.float32)


def faded(samples: Samples, length: int) -> Samples:
    """Without a click at either end."""
    ramp = np.ones(len(samples), np.float32)
    ramp[:length] = np.linspace(0, 1, length, dtype=np.float32)
    ramp[-length:] = np.minimum(ramp[-length:], ramp[:length][::-1])
    return samples * ramp


def _write(path: Path, samples: Samples, rate: int, container: str, coding: str) -> None:
    clipped = np.clip(samples, -1, 1)
    soundfile.write(path, clipped, rate, format=container, subtype=coding)
