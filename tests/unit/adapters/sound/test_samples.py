import numpy as np
import pytest

from switchroom.adapters.sound import music, tones
from switchroom.adapters.sound.playable import levelled, trimmed
from switchroom.kernel.errors import InvalidError
from switchroom.testing import sound

pytestmark = pytest.mark.unit
RATE = 16_000


def surrounded(silence_s: float) -> np.typing.NDArray[np.float32]:
    silence = np.zeros(round(silence_s * RATE), np.float32)
    return np.concatenate([silence, sound.tone(440, 1.0, RATE), silence])


def test_silence_around_is_cut_off_when_trimmed() -> None:
    seconds = len(trimmed(surrounded(0.7), RATE)) / RATE
    assert seconds == pytest.approx(1.06, abs=0.02)


def test_nothing_is_cut_off_when_there_is_no_silence_around() -> None:
    assert len(trimmed(surrounded(0.0), RATE)) == RATE


def test_edges_are_faded_when_trimmed() -> None:
    samples = trimmed(surrounded(0.0), RATE)
    assert abs(samples[0]) == abs(samples[-1]) == 0


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.float32), np.zeros(0, np.float32)])
def test_silence_is_refused_when_trimmed(samples: np.typing.NDArray[np.float32]) -> None:
    with pytest.raises(InvalidError):
        trimmed(samples, RATE)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.9])
def test_loudness_is_even_when_levelled(level: float) -> None:
    samples = levelled(sound.tone(440, 1.0, RATE, level), RATE)
    assert sound.loudness(samples) == pytest.approx(-21, abs=0.2)


def test_pauses_do_not_count_when_levelled() -> None:
    pause = np.zeros(3 * RATE, np.float32)
    word = sound.tone(440, 1.0, RATE, 0.05)
    samples = levelled(np.concatenate([word, pause, word]), RATE)
    assert sound.loudness(samples[:RATE]) == pytest.approx(-21, abs=0.2)


def test_peaks_are_not_clipped_when_levelled() -> None:
    samples = sound.tone(440, 1.0, RATE, 0.01)
    samples[RATE // 2] = 0.9
    assert np.abs(levelled(samples, RATE)).max() <= 10 ** (-3 / 20) + 1e-6


def test_music_has_no_seam_when_it_starts_again() -> None:
    loop = music.hold_music()
    steps = np.abs(np.diff(loop))
    assert abs(loop[0] - loop[-1]) <= np.quantile(steps, 0.999)


def test_music_is_quiet_and_long_enough_to_be_borne_when_played() -> None:
    loop = music.hold_music()
    assert len(loop) / music.RATE > 50
    assert sound.loudness(loop) == pytest.approx(-27, abs=0.1)
    assert np.abs(loop).max() < 0.5


def test_music_never_falls_silent_when_played() -> None:
    loop = music.hold_music()
    seconds = loop[: len(loop) // RATE * RATE].reshape(-1, RATE)
    assert min(sound.loudness(second) for second in seconds) > -40


@pytest.mark.parametrize(
    ("made", "seconds", "frequency"), [(tones.beep, 0.35, 880), (tones.ringback, 5.0, 450)]
)
def test_tone_is_what_it_says_when_made(made: object, seconds: float, frequency: float) -> None:
    assert callable(made)
    samples = made()
    assert len(samples) / tones.RATE == pytest.approx(seconds)
    assert sound.strongest_tone(samples, tones.RATE) == pytest.approx(frequency, abs=3)
