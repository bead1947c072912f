"""Which voices a machine has, the best first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from switchroom.adapters.speech.engines import hibari, kokoro
from switchroom.adapters.speech.espeak import EspeakSpeech
from switchroom.adapters.speech.process import WorkerSpeech, missing
from switchroom.adapters.speech.shipped import SHIPPED, ShippedSpeech
from switchroom.ports.speech import Language, Speech

_NEURAL: Mapping[Language, tuple[str, ModuleType]] = {
    "zh": ("kokoro", kokoro),
    "en": ("hibari", hibari),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceReport:
    """The state of a language's voice; `problem` is empty when all is well."""

    language: Language
    voice: str
    problem: str = ""


def best_speech(packs: Sequence[Path] = ()) -> dict[Language, list[Speech]]:
    """For each language the voices to try in turn: shipped, neural, espeak-ng.

    Args:
        packs: folders of shipped speech beside the product's own.
    """
    return {language: _ranked(language, [SHIPPED, *packs]) for language in _NEURAL}


async def close_speech(voices: Mapping[Language, Sequence[Speech]]) -> None:
    """End the processes behind voices."""
    for ranked in voices.values():
        for voice in ranked:
            if isinstance(voice, WorkerSpeech):
                await voice.close()


def neural_speech() -> dict[Language, WorkerSpeech]:
    """The neural voices alone, whether installed or not."""
    return {
        language: WorkerSpeech(engine, module.NAME, language)
        for language, (engine, module) in _NEURAL.items()
    }


def report() -> list[VoiceReport]:
    """The voice that new texts get in each language, and what is missing for the best one."""
    return [_report(language) for language in _NEURAL]


def _ranked(language: Language, folders: Sequence[Path]) -> list[Speech]:
    engine, module = _NEURAL[language]
    voices: list[Speech] = [ShippedSpeech(module.NAME, language, folders)]
    if not missing(module.MODULES):
        voices.append(WorkerSpeech(engine, module.NAME, language))
    espeak = EspeakSpeech()
    return [*voices, espeak] if espeak.speaks(language) else voices


def _report(language: Language) -> VoiceReport:
    _, module = _NEURAL[language]
    absent = missing(module.MODULES)
    if not absent:
        return VoiceReport(language=language, voice=module.NAME)
    espeak = EspeakSpeech()
    return VoiceReport(
        language=language,
        voice=espeak.name if espeak.speaks(language) else "",
        problem=f"not installed: {', '.join(absent)}",
    )
