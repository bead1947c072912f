"""Speech that comes ready-made with the product and its packs, so that a new site need not wait."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import soundfile

from switchroom.domain.speaking.keys import prompt_key
from switchroom.domain.speaking.pieces import Piece
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.speech import Language
from switchroom.runtime.files import written_whole

SHIPPED = Path(__file__).parent / "shipped"
"""What the product itself ships; packs have folders of their own."""


class ShippedSpeech:
    """Speaks only texts whose sound is in one of the folders, as `<key>.opus`."""

    def __init__(self, name: str, language: Language, folders: Sequence[Path]) -> None:
        self._name = name
        self._language = language
        self._folders = folders

    @property
    def name(self) -> str:
        """The voice that once spoke it: what is cached is the same as if it spoke now."""
        return self._name

    def speaks(self, language: Language) -> bool:
        """Whether it is the voice's language; not every text is there."""
        return language == self._language

    async def speak(
        self, text: str, language: Language, target: Path, *, speed: float = 1.0
    ) -> None:
        """Unpack the sound; NotFoundError when this text is not shipped, or not at this speed."""
        if speed != 1.0:
            raise NotFoundError("shipped speech has one speed")
        key = prompt_key(Piece(language, text), self._name)
        for folder in self._folders:
            source = folder / f"{key}.opus"
            if await asyncio.to_thread(source.exists):
                await asyncio.to_thread(_unpack, source, target)
                return
        raise NotFoundError(f"no shipped speech for {text!r}")


def _unpack(source: Path, target: Path) -> None:
    samples, rate = soundfile.read(source, dtype="int16")
    with written_whole(target) as draft:
        soundfile.write(draft, samples, rate, format="WAV", subtype="PCM_16")
