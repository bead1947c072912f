"""What the adapters do beside the contract: failing, falling silent, choosing."""

import asyncio
from pathlib import Path

import pytest

from switchroom.adapters.speech.choice import best_speech, report
from switchroom.adapters.speech.engines import hibari, kokoro
from switchroom.adapters.speech.espeak import EspeakSpeech
from switchroom.adapters.speech.process import WorkerSpeech, missing
from switchroom.adapters.speech.shipped import SHIPPED, ShippedSpeech
from switchroom.domain.speaking.catalogue import announcement, fixed_texts
from switchroom.domain.speaking.keys import prompt_key
from switchroom.domain.speaking.pieces import Piece
from switchroom.kernel.errors import InvalidError, NotFoundError, UnavailableError
from switchroom.testing import sound

pytestmark = pytest.mark.contract


def is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


async def test_worker_tells_the_error_when_its_engine_is_unknown(tmp_path: Path) -> None:
    voice = WorkerSpeech("gramophone", "gramophone-1", "en")
    with pytest.raises(UnavailableError, match="gramophone"):
        await voice.speak("Hello.", "en", tmp_path / "hello.wav")
    await voice.close()
    assert is_empty(tmp_path)


async def test_worker_speaks_again_when_it_has_ended_from_idleness(tmp_path: Path) -> None:
    voice = WorkerSpeech("hibari", hibari.NAME, "en", idle_s=0.05)
    await voice.speak("One.", "en", tmp_path / "one.wav")
    assert voice._process is not None
    await voice._process.wait()
    await voice.speak("Two.", "en", tmp_path / "two.wav")
    await voice.close()
    assert (tmp_path / "two.wav").exists()


async def test_worker_is_given_up_when_it_does_not_answer(tmp_path: Path) -> None:
    voice = WorkerSpeech("kokoro", kokoro.NAME, "zh", patience_s=0.01)
    with pytest.raises(UnavailableError, match="does not answer"):
        await voice.speak("您好。", "zh", tmp_path / "hello.wav")
    assert is_empty(tmp_path)


async def test_worker_refuses_when_the_language_is_not_its_own(tmp_path: Path) -> None:
    voice = WorkerSpeech("hibari", hibari.NAME, "en")
    with pytest.raises(InvalidError):
        await voice.speak("您好。", "zh", tmp_path / "hello.wav")


async def test_worker_refuses_when_there_is_nothing_to_say(tmp_path: Path) -> None:
    voice = WorkerSpeech("hibari", hibari.NAME, "en")
    with pytest.raises(UnavailableError, match="nothing to say"):
        await voice.speak(" ", "en", tmp_path / "nothing.wav")
    await voice.close()


async def test_two_texts_are_both_spoken_when_asked_for_at_once(tmp_path: Path) -> None:
    voice = WorkerSpeech("hibari", hibari.NAME, "en")
    targets = [tmp_path / "one.wav", tmp_path / "two.wav"]
    await asyncio.gather(*(voice.speak(path.stem, "en", path) for path in targets))
    await voice.close()
    assert all(path.exists() for path in targets)


def test_espeak_speaks_nothing_when_it_is_not_installed() -> None:
    assert not EspeakSpeech("no-such-program").speaks("en")


async def test_espeak_is_unavailable_when_it_cannot_be_run(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError):
        await EspeakSpeech("no-such-program").speak("Hello.", "en", tmp_path / "hello.wav")


def test_a_module_is_missing_when_it_is_not_installed() -> None:
    assert missing(["json", "no_such_engine.voice"]) == ["no_such_engine.voice"]


def test_the_shipped_voice_comes_first_when_the_best_are_chosen() -> None:
    for language, voices in best_speech().items():
        assert isinstance(voices[0], ShippedSpeech)
        assert all(voice.speaks(language) for voice in voices)


def test_both_languages_are_reported_when_asked() -> None:
    assert [entry.language for entry in report()] == ["zh", "en"]


async def test_shipped_speech_is_audible_when_the_text_is_fixed(tmp_path: Path) -> None:
    voice = ShippedSpeech(kokoro.NAME, "zh", [SHIPPED])
    await voice.speak(announcement("recorded", "zh"), "zh", tmp_path / "recorded.wav")
    samples, rate = sound.read(tmp_path / "recorded.wav")
    assert rate == 16_000
    assert sound.loudness(samples[:, 0]) > -30


async def test_shipped_speech_is_not_found_when_the_text_is_another(tmp_path: Path) -> None:
    voice = ShippedSpeech(kokoro.NAME, "zh", [SHIPPED])
    with pytest.raises(NotFoundError):
        await voice.speak("此文本从未录制。", "zh", tmp_path / "never.wav")


def test_every_fixed_text_is_shipped_when_released() -> None:
    """After a change of a fixed text: python deploy/speech/ship.py."""
    names = {"zh": kokoro.NAME, "en": hibari.NAME}
    absent = [
        piece for piece in fixed_texts() if not _shipped(piece, names[piece.language]).exists()
    ]
    assert absent == []


def _shipped(piece: Piece, voice: str) -> Path:
    return SHIPPED / f"{prompt_key(piece, voice)}.opus"
