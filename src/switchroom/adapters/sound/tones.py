"""Tones that are no speech: the beep, ringing, and what is heard in place of a missing prompt."""

import numpy as np

from switchroom.adapters.sound.samples import Samples, decibels

RATE = 16_000
LEVEL = decibels(-18)
FADE_S = 0.01


def tone(frequency: float, seconds: float, level: float = LEVEL) -> Samples:
    """A sine with soft edges."""
    moments = np.arange(round(seconds * RATE)) / RATE
    edges = np.minimum(moments, moments[-1] - moments) / FADE_S
    return np.asarray(
        level * np.sin(2 * np.pi * frequency * moments) * np.clip(edges, 0, 1), np.float32
    )


def silence(seconds: float) -> Samples:
    """Nothing, for a while."""
    return np.zeros(round(seconds * RATE), np.float32)


def beep() -> Samples:
    """After which a caller speaks."""
    return tone(880, 0.35)


def ringback() -> Samples:
    """Ringing as China's networks play it: 450 Hz, one second in five."""
    return np.concatenate([tone(450, 1.0), silence(4.0)])


def notice() -> Samples:
    """Two soft rising tones: something was to be said here."""
    return np.concatenate([tone(523.25, 0.15), silence(0.05), tone(659.25, 0.2)])
