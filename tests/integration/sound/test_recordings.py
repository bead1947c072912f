import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.kernel.errors import InvalidError
from switchroom.ports.sound import RawSound, SoundFormat
from switchroom.testing import sound

pytestmark = pytest.mark.integration
AGENT_TONE, CUSTOMER_TONE = 440, 1_000


@pytest.fixture
def sounds() -> Iterator[SoundWorkshop]:
    workshop = SoundWorkshop()
    yield workshop
    workshop.close()


def raw_call(folder: Path, rate: int, seconds: float = 2.0, tail: bytes = b"") -> RawSound:
    both = [sound.tone(frequency, seconds, rate) for frequency in (AGENT_TONE, CUSTOMER_TONE)]
    path = folder / "call.raw"
    path.write_bytes(sound.raw_bytes(np.stack(both, axis=1)) + tail)
    return RawSound(path=path, rate=rate, channels=2)


@pytest.mark.parametrize("kind", ["opus", "wav"])
@pytest.mark.parametrize("rate", [8_000, 16_000])
async def test_each_party_is_on_its_channel_when_stored(
    sounds: SoundWorkshop, tmp_path: Path, rate: int, kind: SoundFormat
) -> None:
    stored = await sounds.store(raw_call(tmp_path, rate), tmp_path / "kept" / "call", kind)
    samples, found_rate = sound.read(stored.path)
    middle = samples[found_rate // 2 : found_rate * 3 // 2]
    assert (found_rate, stored.duration_ms) == (rate, 2_000)
    assert sound.tone_level(middle[:, 0], rate, AGENT_TONE) == pytest.approx(0.3, rel=0.1)
    assert sound.tone_level(middle[:, 1], rate, CUSTOMER_TONE) == pytest.approx(0.3, rel=0.1)
    assert sound.tone_level(middle[:, 0], rate, CUSTOMER_TONE) < 0.005
    assert sound.tone_level(middle[:, 1], rate, AGENT_TONE) < 0.005


async def test_size_and_digest_are_the_file_s_when_stored(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    stored = await sounds.store(raw_call(tmp_path, 8_000), tmp_path / "call", "opus")
    content = stored.path.read_bytes()
    assert stored.path == tmp_path / "call.opus"
    assert stored.size == len(content) < 30_000
    assert stored.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("tail", [b"x", b"xy", b"xyz"])
async def test_last_half_frame_is_left_out_when_the_file_was_cut(
    sounds: SoundWorkshop, tmp_path: Path, tail: bytes
) -> None:
    stored = await sounds.store(raw_call(tmp_path, 8_000, tail=tail), tmp_path / "call", "wav")
    assert stored.duration_ms == 2_000


@pytest.mark.parametrize("content", [b"", b"abc"])
async def test_nothing_is_kept_when_a_raw_file_holds_no_frame(
    sounds: SoundWorkshop, tmp_path: Path, content: bytes
) -> None:
    source = RawSound(path=tmp_path / "call.raw", rate=8_000, channels=2)
    source.path.write_bytes(content)
    with pytest.raises(InvalidError, match=r"call\.raw"):
        await sounds.store(source, tmp_path / "call", "opus")
    assert not (tmp_path / "call.opus").exists()


async def test_missing_file_is_refused_when_stored(sounds: SoundWorkshop, tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match=r"gone\.wav"):
        await sounds.store(tmp_path / "gone.wav", tmp_path / "call", "opus")


async def test_message_is_kept_when_it_is_a_mono_wav(sounds: SoundWorkshop, tmp_path: Path) -> None:
    sound.write_tone(tmp_path / "message.wav", 600, 1.5)
    stored = await sounds.store(tmp_path / "message.wav", tmp_path / "kept", "opus")
    samples, rate = sound.read(stored.path)
    assert stored.duration_ms == 1_500
    assert samples.shape[1] == 1
    assert sound.strongest_tone(samples[:, 0], rate) == pytest.approx(600, abs=2)


async def test_peaks_follow_the_sound_when_drawn(sounds: SoundWorkshop, tmp_path: Path) -> None:
    rate = 8_000
    loud_then_quiet = np.concatenate([sound.tone(440, 5, rate, 0.8), sound.tone(440, 5, rate, 0.1)])
    silence = np.zeros_like(loud_then_quiet)
    sound.write_wav(tmp_path / "call.wav", np.stack([loud_then_quiet, silence], axis=1), rate)
    agent, customer = await sounds.peaks(tmp_path / "call.wav", 10)
    assert agent == pytest.approx([0.8] * 5 + [0.1] * 5, abs=0.005)
    assert customer == [0.0] * 10


async def test_peaks_are_as_many_as_asked_for_when_the_sound_is_shorter(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    sound.write_tone(tmp_path / "blip.wav", 440, 0.005)
    (channel,) = await sounds.peaks(tmp_path / "blip.wav", 100)
    assert len(channel) == 100
    assert max(channel) > 0.2


async def test_peaks_are_refused_when_the_file_is_no_sound(
    sounds: SoundWorkshop, tmp_path: Path
) -> None:
    (tmp_path / "call.wav").write_bytes(b"no sound")
    with pytest.raises(InvalidError):
        await sounds.peaks(tmp_path / "call.wav", 10)
