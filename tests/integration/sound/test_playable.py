from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.kernel.errors import InvalidError
from switchroom.testing import sound

pytestmark = pytest.mark.integration


@pytest.fixture
def sounds() -> Iterator[SoundWorkshop]:
    workshop = SoundWorkshop()
    yield workshop
    workshop.close()


def suffixes(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


@pytest.mark.parametrize("rate", [8_000, 22_050, 24_000, 48_000])
async def test_tone_is_the_same_in_both_files_when_made_playable(
    sounds: SoundWorkshop, tmp_path: Path, rate: int
) -> None:
    sound.write_tone(tmp_path / "source.wav", 440, 1.0, rate)
    await sounds.make_playable(tmp_path / "source.wav", tmp_path / "out" / "prompt")
    assert suffixes(tmp_path / "out") == {".alaw", ".wav16"}
    for suffix, expected_rate in ((".alaw", 8_000), (".wav16", 16_000)):
        samples, found_rate = sound.read(tmp_path / "out" / f"prompt{suffix}")
        assert found_rate == expected_rate
        assert len(samples) == pytest.approx(expected_rate, rel=0.01)
        assert sound.strongest_tone(samples[:, 0], found_rate) == pytest.approx(440, abs=2)


async def test_prompt_is_playable_only_when_it_is_complete(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    sound.write_tone(tmp_path / "source.wav", 440, 0.5)
    assert not sounds.is_playable(tmp_path / "prompt")
    await sounds.make_playable(tmp_path / "source.wav", tmp_path / "prompt")
    assert sounds.is_playable(tmp_path / "prompt")


async def test_both_channels_are_heard_when_the_source_is_stereo(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    both = np.stack([sound.tone(440, 1, 16_000), sound.tone(1_000, 1, 16_000)], axis=1)
    sound.write_wav(tmp_path / "source.wav", both, 16_000)
    await sounds.make_playable(tmp_path / "source.wav", tmp_path / "prompt")
    samples, rate = sound.read(tmp_path / "prompt.wav16")
    middle = samples[rate // 4 : rate * 3 // 4, 0]
    assert sound.tone_level(middle, rate, 440) == pytest.approx(
        sound.tone_level(middle, rate, 1_000), rel=0.05
    )


@pytest.mark.parametrize("content", [b"", b"RIFF....WAVEfmt ", b"plain text"])
async def test_nothing_is_written_when_the_source_is_no_sound(
    sounds: SoundWorkshop, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "source.wav").write_bytes(content)
    with pytest.raises(InvalidError):
        await sounds.make_playable(tmp_path / "source.wav", tmp_path / "out" / "prompt")
    assert not sounds.is_playable(tmp_path / "out" / "prompt")


async def test_fixed_sounds_are_kept_when_they_are_there(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    await sounds.make_fixed_sounds(tmp_path)
    (tmp_path / "beep.alaw").write_bytes(b"a site's own")
    await sounds.make_fixed_sounds(tmp_path)
    assert (tmp_path / "beep.alaw").read_bytes() == b"a site's own"
    samples, rate = sound.read(tmp_path / "ringback.wav16")
    assert len(samples) / rate == pytest.approx(5.0)
    assert sound.strongest_tone(samples[:rate, 0], rate) == pytest.approx(450, abs=2)
