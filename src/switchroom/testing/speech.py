"""A voice without an engine, and the contract of every voice."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from switchroom.kernel.errors import UnavailableError
from switchroom.ports.speech import Language, Speech
from switchroom.runtime.files import written_whole
from switchroom.testing import sound

_RATE = 16_000
_SECONDS_A_CHARACTER = {"zh": 0.2, "en": 0.06}


class FakeSpeech:
    """Hums for as long as a text would take; remembers what it was asked, and can fail."""

    def __init__(self, name: str = "fake-1/hum", languages: str = "zh en") -> None:
        self._name = name
        self._languages = languages.split()
        self.spoken: list[tuple[str, Language]] = []
        self.failing = False

    @property
    def name(self) -> str:
        """As given."""
        return self._name

    def speaks(self, language: Language) -> bool:
        """As given."""
        return language in self._languages

    async def speak(
        self, text: str, language: Language, target: Path, *, speed: float = 1.0
    ) -> None:
        """Write a tone, after the loop has had a turn, in which one may be cancelled."""
        with written_whole(target) as draft:
            draft.write_bytes(b"")
            await asyncio.sleep(0)
            if self.failing:
                raise UnavailableError(f"{self._name} is out of voice")
            self.spoken.append((text, language))
            seconds = 0.3 + len(text) * _SECONDS_A_CHARACTER[language] / speed
            sound.write_wav(draft, sound.tone(220, seconds, _RATE), _RATE)


class SpeechContract:
    """What every voice does. Inherit it in a test module, and give a `speech` fixture.

    A language that the voice does not speak is skipped.
    """

    SHORT: ClassVar[Mapping[Language, str]] = {"zh": "请稍候。", "en": "Please wait."}
    LONG: ClassVar[Mapping[Language, str]] = {
        "zh": "为保证服务质量，您的通话将被录音。",
        "en": "This call is recorded to assure the quality of our service.",
    }

    @pytest.fixture(params=["zh", "en"])
    def language(self, request: pytest.FixtureRequest, speech: Speech) -> Language:
        """Each language of the voice."""
        language: Language = "zh" if request.param == "zh" else "en"
        if not speech.speaks(language):
            pytest.skip(f"{speech.name} does not speak {language}")
        return language

    async def test_speaks_audibly_and_at_a_sane_pace_when_asked(
        self, speech: Speech, language: Language, tmp_path: Path
    ) -> None:
        """16-bit mono WAV that is not silent, between half and thrice as long as people take."""
        lengths = {}
        for name, text in {"short": self.SHORT[language], "long": self.LONG[language]}.items():
            target = tmp_path / f"{name}.wav"
            await speech.speak(text, language, target)
            samples, rate = sound.read(target)
            assert target.read_bytes()[:4] == b"RIFF"
            assert samples.shape[1] == 1
            assert rate >= 8_000
            assert sound.loudness(samples[:, 0]) > -40
            lengths[name] = len(samples) / rate
        usual = len(self.LONG[language]) * {"zh": 0.22, "en": 0.065}[language]
        assert usual / 2 < lengths["long"] < usual * 3
        assert lengths["short"] < lengths["long"] / 2

    async def test_leaves_nothing_when_cancelled(
        self, speech: Speech, language: Language, tmp_path: Path
    ) -> None:
        """Neither a file nor a part of one; and the voice speaks again afterwards."""
        target = tmp_path / "given-up.wav"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await speech.speak(self.LONG[language], language, target)
        assert _names(tmp_path) == []
        await speech.speak(self.SHORT[language], language, target)
        assert _names(tmp_path) == [target.name]

    async def test_has_a_name_for_keys_when_asked(self, speech: Speech) -> None:
        """Usable as a relative path."""
        assert speech.name
        assert not speech.name.startswith("/")
        assert ".." not in speech.name


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
