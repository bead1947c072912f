"""espeak-ng, a program beside us: understood in English, hardly in Mandarin; the last resort."""

import asyncio
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping
from pathlib import Path

from switchroom.kernel.errors import UnavailableError
from switchroom.ports.speech import Language
from switchroom.runtime.files import written_whole

PROGRAM = "espeak-ng"
_VOICES: Mapping[Language, str] = {"zh": "cmn", "en": "en-us"}
_WORDS_A_MINUTE = 150


class EspeakSpeech:
    """Each text by a run of the program, which takes a few milliseconds."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program

    @property
    def name(self) -> str:
        """The program; its versions sound alike."""
        return "espeak-ng"

    def speaks(self, language: Language) -> bool:
        """Both languages, if the program is there."""
        return language in _VOICES and shutil.which(self._program) is not None

    async def speak(
        self, text: str, language: Language, target: Path, *, speed: float = 1.0
    ) -> None:
        """Run the program; it is ended when the caller gives up."""
        with written_whole(target) as draft:
            await self._run(text, language, draft, speed)
            if not draft.exists():
                raise UnavailableError(f"{self._program} wrote nothing")

    async def _run(self, text: str, language: Language, draft: Path, speed: float) -> None:
        pace = str(round(_WORDS_A_MINUTE * speed))
        arguments = ["-v", _VOICES[language], "-s", pace, "-w", str(draft)]
        try:
            process = await asyncio.create_subprocess_exec(
                self._program, *arguments, "--stdin", stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL
            )
        except OSError as error:
            raise UnavailableError(f"{self._program} cannot be run") from error
        try:
            await process.communicate(text.encode())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise UnavailableError(f"{self._program} failed with code {process.returncode}")
