"""The contract of Speech, against every voice that this machine has."""

from collections.abc import AsyncIterator

import pytest

from switchroom.adapters.speech.choice import close_speech, neural_speech
from switchroom.adapters.speech.engines import hibari, kokoro
from switchroom.adapters.speech.espeak import EspeakSpeech
from switchroom.adapters.speech.process import WorkerSpeech, missing
from switchroom.ports.speech import Language, Speech
from switchroom.testing.speech import FakeSpeech, SpeechContract

pytestmark = pytest.mark.contract


class TestFake(SpeechContract):
    @pytest.fixture
    def speech(self) -> Speech:
        return FakeSpeech()


class TestEspeak(SpeechContract):
    @pytest.fixture
    def speech(self) -> Speech:
        voice = EspeakSpeech()
        if not voice.speaks("en"):
            pytest.skip("espeak-ng is not installed")
        return voice


async def _neural(language: Language) -> AsyncIterator[WorkerSpeech]:
    voice = neural_speech()[language]
    yield voice
    await close_speech({language: [voice]})


class TestKokoro(SpeechContract):
    @pytest.fixture
    async def speech(self) -> AsyncIterator[Speech]:
        if missing(kokoro.MODULES):
            pytest.skip("Kokoro is not installed")
        async for voice in _neural("zh"):
            yield voice


class TestHibari(SpeechContract):
    @pytest.fixture
    async def speech(self) -> AsyncIterator[Speech]:
        if missing(hibari.MODULES):
            pytest.skip("hibari is not installed")
        async for voice in _neural("en"):
            yield voice
