"""Whether a caller hears a certain sentence: what reaches them is looked for in its recording."""

import asyncio

import numpy as np
from numpy.typing import NDArray
from tests.acceptance.harness.room import Room

from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance
from switchroom.domain.speaking.keys import prompt_key
from switchroom.domain.speaking.pieces import Language, Piece
from switchroom.testing.sound import loudness, read

WINDOW = 0.6
"""Seconds that are compared."""

ALIKE = 0.9
"""Of 1; the prompt is A-law as the line is, so it arrives as it was sent."""

SILENCE = -45.0
"""Decibels; a pause is like any other pause."""


async def announced(
    room: Room, sentence: str, language: Language = "zh", *, to: str = "customer"
) -> None:
    """Wait until somebody hears a part of a sentence that the centre speaks; within 20 s."""
    spoken = prompts(room, sentence, language)
    likeness = 0.0
    try:
        async with asyncio.timeout(20):
            while likeness < ALIKE:
                heard = await room.sound(to, WINDOW)
                if len(heard) and loudness(heard) > SILENCE:
                    likeness = max(like(heard, one) for one in spoken)
    except TimeoutError:
        raise AssertionError(f"{to} does not hear {sentence!r}: {likeness:.2f}") from None


def prompts(room: Room, sentence: str, language: Language) -> list[NDArray[np.float32]]:
    """The sound of a sentence, in each voice that has spoken it for this centre."""
    instance = asterisk_instance(Settings(ari_port=room.product.ari_port))
    digest = prompt_key(Piece(language, sentence), "").rpartition("/")[2]
    found = [read(file)[0][:, 0] for file in instance.media.rglob(f"{digest}.alaw")]
    assert found, f"there is no sound for {sentence!r}"
    return found


def like(part: NDArray[np.float32], whole: NDArray[np.float32]) -> float:
    """How much a sound is like the most similar stretch of another: 1 for the same, 0 for none."""
    size = len(part) + len(whole)
    spectrum = np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size))
    places = max(0, len(whole) - len(part)) + 1
    products = np.fft.irfft(spectrum, size)[:places]
    power = np.concatenate([[0.0], np.cumsum(np.square(whole, dtype=np.float64))])
    ends = np.minimum(np.arange(places) + len(part), len(whole))
    energies = (power[ends] - power[:places]) * np.sum(np.square(part, dtype=np.float64))
    return float(np.max(products / np.sqrt(energies + 1e-9)))
