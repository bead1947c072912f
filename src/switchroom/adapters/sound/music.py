"""Music on hold, ours from the first note: a slow progression that closes on itself.

A plucked arpeggio over a soft pad, eight bars twice with another figure, all within what a
telephone carries. Every note's tail is folded over the end onto the beginning, so the loop has
no seam.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from switchroom.adapters.sound.samples import Samples, decibels

RATE = 16_000
BEATS_A_MINUTE = 66
LEVEL = decibels(-27)  # RMS: below the voice that now and then speaks over it

_CHORDS: Sequence[Sequence[int]] = (  # as MIDI notes, lowest first
    (60, 64, 67, 71),  # C maj7
    (57, 64, 67, 72),  # A min7
    (62, 65, 69, 72),  # D min7
    (55, 65, 71, 74),  # G 7
    (64, 67, 71, 74),  # E min7
    (57, 64, 69, 72),  # A min
    (65, 69, 72, 76),  # F maj7
    (67, 71, 74, 77),  # G 7
)
_FIGURES: Sequence[Sequence[int]] = ((0, 1, 2, 3, 2, 1, 2, 1), (0, 2, 1, 3, 1, 2, 3, 2))
_PLUCK_HARMONICS = (1.0, 0.35, 0.12, 0.04)
_PAD_HARMONICS = (1.0, 0.2, 0.05)


class _Note(NamedTuple):
    start_s: float
    length_s: float
    pitch: int
    loudness: float
    plucked: bool


def hold_music() -> Samples:
    """The loop, mono, at `RATE`."""
    beat = 60 / BEATS_A_MINUTE
    bars = len(_CHORDS) * len(_FIGURES)
    loop = np.zeros(round(bars * 4 * beat * RATE), np.float32)
    for note in _score(beat):
        sound = _played(note)
        places = (round(note.start_s * RATE) + np.arange(len(sound))) % len(loop)
        np.add.at(loop, places, sound)
    return np.asarray(loop * (LEVEL / np.sqrt(np.mean(loop**2))), np.float32)


def _score(beat: float) -> Iterator[_Note]:
    for half, figure in enumerate(_FIGURES):
        for number, chord in enumerate(_CHORDS):
            bar = (half * len(_CHORDS) + number) * 4 * beat
            yield from (_Note(bar, 5 * beat, pitch, 0.16, plucked=False) for pitch in chord)
            for step, voice in enumerate(figure):
                loudness = 0.5 if step == 0 else 0.36
                yield _Note(bar + step * beat / 2, 3.0, chord[voice] + 12, loudness, plucked=True)


def _played(note: _Note) -> Samples:
    seconds = np.arange(round(note.length_s * RATE), dtype=np.float32) / np.float32(RATE)
    frequency = 440 * 2 ** ((note.pitch - 69) / 12)
    harmonics = _PLUCK_HARMONICS if note.plucked else _PAD_HARMONICS
    tone = sum(
        share * np.sin(2 * np.pi * frequency * (order + 1) * seconds)
        for order, share in enumerate(harmonics)
        if frequency * (order + 1) < RATE / 2.5
    )
    shape = _pluck(seconds) if note.plucked else _swell(seconds, note.length_s)
    return np.asarray(note.loudness * tone * shape, np.float32)


def _pluck(seconds: Samples) -> Samples:
    """A soft attack and a long decay that reaches silence."""
    attack = np.minimum(seconds / 0.02, 1.0)
    return np.asarray(attack * np.exp(-1.8 * seconds) * (1 - seconds / seconds[-1]), np.float32)


def _swell(seconds: Samples, length: float) -> Samples:
    """In and out like a breath."""
    return np.asarray(np.sin(np.pi * seconds / length) ** 2, np.float32)
