"""The library of prompts.

Below its folder: `spoken/<language>/<voice>/<key>` what voices said, `recorded/<language>/<id>`
what people recorded (by name, or in place of a sentence), `sounds/` tones and music. Each is two
files that telephone engines play, named by their path without extension. Looking up never waits:
a text that is not there yet is replaced by a short tone, noted, and made for the next caller.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from switchroom.domain.flow.messages import Spoken
from switchroom.domain.speaking.keys import prompt_key, sentence_id
from switchroom.domain.speaking.pieces import LANGUAGES, Language, Piece, pieces
from switchroom.kernel.errors import InvalidError, NotFoundError, SwitchroomError, UnavailableError
from switchroom.ports.sound import Sounds
from switchroom.ports.speech import Speech

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]
"""Told after each text: how many are done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAhead:
    """What `make_ahead` did: how many texts are there now, and which could not be made."""

    ready: int
    failed: Sequence[Piece]


class PromptLibrary:
    """Finds prompts at once, and makes them in the background."""

    def __init__(
        self, voices: Mapping[Language, Sequence[Speech]], sounds: Sounds, folder: Path
    ) -> None:
        self._voices = voices
        self._sounds = sounds
        self._folder = folder.absolute()
        self._wanted: asyncio.Queue[Piece] = asyncio.Queue()
        self._noted: set[Piece] = set()
        self._known: dict[Piece, Path] = {}

    def path(self, text: str, language: Language) -> Path | None:
        """Where a text's prompt is, without extension: a recording, else by the best voice."""
        piece = Piece(language, text)
        known = self._known.get(piece)
        if known is None:
            spoken = (self._stem(piece, voice) for voice in self._voices[language])
            stems = chain([self.recorded(sentence_id(piece), language)], spoken)
            known = next(filter(self._sounds.is_playable, stems), None)
        if known is not None:
            self._known[piece] = known
        return known

    def media(self, spoken: Sequence[Spoken], language: str) -> list[str]:
        """What to play for pieces of a flow, as `Telephony.play` takes it."""
        return [
            medium for part in spoken for medium in self._media(part, part.language or language)
        ]

    def sound(self, name: str) -> str:
        """A fixed sound to play: `beep`, `ringback`, `notice`."""
        return str(self._folder / "sounds" / name)

    def recorded(self, prompt: str, language: Language) -> Path:
        """Where a prompt that people recorded is kept, whether it is there or not."""
        root = self._folder / "recorded"
        stem = root / language / prompt
        if root / language not in stem.parents or ".." in stem.parts:
            raise InvalidError(f"{prompt!r} is no name of a prompt")
        return stem

    def all_recorded(self) -> list[Path]:
        """Every prompt that people recorded and calls can play, without extension."""
        return [path.with_suffix("") for path in (self._folder / "recorded").glob("*/*.alaw")]

    def is_there(self, stem: Path) -> bool:
        """Whether a prompt can be played."""
        return self._sounds.is_playable(stem)

    def forget(self, piece: Piece) -> None:
        """Look for a sentence's prompt anew: people have recorded it, or do not want that."""
        self._known.pop(piece, None)

    def voices(self, language: Language) -> list[str]:
        """The voices that can speak any text, the best first."""
        return list(dict.fromkeys(voice.name for voice in self._voices[language]))

    async def speak(self, piece: Piece, target: Path, voice: str = "", speed: float = 1.0) -> str:
        """Have a text spoken into a WAV file, by a voice if it is named; which voice it was.

        Raises:
            UnavailableError: no voice could.
        """
        for one in self._voices[piece.language]:
            if voice in {"", one.name}:
                try:
                    await one.speak(piece.text, piece.language, target, speed=speed)
                except NotFoundError:
                    continue
                return one.name
        raise UnavailableError(f"no voice could speak {piece.text!r}")

    def key(self, stem: Path) -> Path:
        """A spoken prompt's path below its folder, the same on every machine."""
        return stem.relative_to(self._folder / "spoken")

    async def make(self, text: str, language: Language) -> Path:
        """Have a text spoken, if it is not there yet, by the first voice that can.

        Raises:
            UnavailableError: no voice could.
        """
        piece = Piece(language, text)
        own = self.recorded(sentence_id(piece), language)
        if self._sounds.is_playable(own):
            return own
        for voice in self._voices[language]:
            stem = self._stem(piece, voice)
            if self._sounds.is_playable(stem) or await self._spoken(piece, voice, stem):
                self._known[piece] = stem
                return stem
        raise UnavailableError(f"no voice could speak {text!r}")

    async def make_ahead(
        self, wanted: Iterable[Piece], progress: Progress | None = None
    ) -> MadeAhead:
        """Make all of these, and the fixed sounds; what fails is reported, not raised."""
        await self._sounds.make_fixed_sounds(self._folder / "sounds")
        todo = list(dict.fromkeys(wanted))
        failed = []
        for done, piece in enumerate(todo, start=1):
            try:
                await self.make(piece.text, piece.language)
            except SwitchroomError as error:
                log.warning("prompt not made", text=piece.text, reason=str(error))
                failed.append(piece)
            if progress is not None:
                progress(done, len(todo))
        return MadeAhead(ready=len(todo) - len(failed), failed=failed)

    async def make_wanted(self) -> None:
        """Make what calls have asked for in vain, for ever; run it as a supervised task."""
        while True:
            piece = await self._wanted.get()
            try:
                await self.make(piece.text, piece.language)
            except SwitchroomError as error:
                log.warning("prompt not made", text=piece.text, reason=str(error))
            finally:
                self._noted.discard(piece)
                self._wanted.task_done()

    async def caught_up(self) -> None:
        """Wait until all that calls have asked for in vain was made, or tried."""
        await self._wanted.join()

    def _media(self, part: Spoken, language: str) -> list[str]:
        tongue: Language = "en" if language == "en" else "zh"
        try:
            if part.kind == "prompt":
                return [self._recorded_or_tone(part.value, tongue)]
            if part.kind == "text":
                return self._found([Piece(tongue, part.value)])
            return self._found(pieces(part.kind, part.value, tongue))
        except InvalidError as error:
            log.warning("not played", kind=part.kind, reason=str(error))
            return []

    def _found(self, wanted: Sequence[Piece]) -> list[str]:
        """The prompts of all these; one tone if any is missing, as half a number misleads."""
        stems = [self.path(piece.text, piece.language) for piece in wanted]
        there = [str(stem) for stem in stems if stem is not None]
        if len(there) == len(wanted):
            return there
        for piece, stem in zip(wanted, stems, strict=True):
            if stem is None:
                self._note(piece)
        return [self.sound("notice")]

    def _note(self, piece: Piece) -> None:
        if piece not in self._noted:
            log.warning("prompt missing", text=piece.text, language=piece.language)
            self._noted.add(piece)
            self._wanted.put_nowait(piece)

    def _recorded_or_tone(self, prompt: str, language: Language) -> str:
        """A recorded prompt; in the other language rather than not at all."""
        for tongue in (language, *LANGUAGES):
            stem = self.recorded(prompt, tongue)
            if self._sounds.is_playable(stem):
                return str(stem)
        log.warning("recorded prompt missing", prompt=prompt)
        return self.sound("notice")

    def _stem(self, piece: Piece, voice: Speech) -> Path:
        return self._folder / "spoken" / prompt_key(piece, voice.name)

    async def _spoken(self, piece: Piece, voice: Speech, stem: Path) -> bool:
        with TemporaryDirectory(prefix="prompt-") as workplace:
            speech = Path(workplace) / "speech.wav"
            try:
                await voice.speak(piece.text, piece.language, speech)
                await self._sounds.make_playable(speech, stem)
            except NotFoundError:
                return False
            except (InvalidError, UnavailableError) as error:
                log.warning("voice failed", voice=voice.name, text=piece.text, reason=str(error))
                return False
        return True
