"""Text to sound."""

from pathlib import Path
from typing import Literal, Protocol

Language = Literal["zh", "en"]


class Speech(Protocol):
    """A voice. Slow (about half a second for a second of sound): never call it within a call."""

    @property
    def name(self) -> str:
        """Engine, voice and version, for instance `kokoro-1.0/zf_xiaoxiao`; part of cache keys."""
        ...

    def speaks(self, language: Language) -> bool:
        """Whether this engine has a voice for the language."""
        ...

    async def speak(
        self, text: str, language: Language, target: Path, *, speed: float = 1.0
    ) -> None:
        """Write 16-bit mono WAV at the engine's own rate to `target`, whole or not at all.

        `speed` 1.2 is a fifth faster than the voice's own pace.
        """
        ...
