"""Making prompts: spoken by a voice, uploaded, recorded in the page, cut from an earlier take.

Takes are kept as WAV files below a folder of the centre's own, `<language>/<prompt>/<number>.wav`.
Callers hear none of them before somebody has, and chooses it: it is then placed among the prompts
that calls play, and the next caller hears it.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from switchroom.domain.speaking.keys import sentence_id
from switchroom.domain.speaking.pieces import Language, Piece
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.takes import (
    Origin,
    Prompt,
    Take,
    add_take,
    all_prompts,
    choose_take,
    next_take,
    remove_prompt,
    require_prompt,
)
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.kernel.time import Millis
from switchroom.ports.sound import Cut, Sounds
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.files import written_whole

Made = Callable[[Path], Awaitable[tuple[str, Millis]]]
"""Writes a WAV file; says what it is, for `Take.detail`, and how long."""

SPEEDS = (0.5, 2.0)


class PromptStudio:
    """Takes, from wherever they come, to where calls play them from. One at a time."""

    def __init__(self, store: Store, library: PromptLibrary, sounds: Sounds, folder: Path) -> None:
        self.library = library
        self.sounds = sounds
        self._store = store
        self._folder = folder
        self._turn = asyncio.Lock()

    async def restore(self) -> None:
        """Let calls play the current takes and no others.

        The folder that they play from may be new, or from before the database was put back.
        """
        current = {
            self.library.recorded(prompt.id, prompt.language): prompt
            for prompt in await self._store.read(all_prompts)
            if prompt.current
        }
        for stem in await asyncio.to_thread(self.library.all_recorded):
            if stem not in current:
                await self.sounds.remove(stem)
        for prompt in current.values():
            if self.file(prompt.id, prompt.language, prompt.current).exists():
                await self._place(prompt, prompt.current)

    async def speak(self, prompt: Prompt, voice: str, speed: float, actor: str) -> Take:
        """A take by a voice, of what the prompt is to say."""
        if not prompt.text.strip():
            raise InvalidError("There is nothing to say yet: write the text first.")
        if not SPEEDS[0] <= speed <= SPEEDS[1]:
            raise InvalidError("The speed is from 0.5 to 2.")

        async def made(target: Path) -> tuple[str, Millis]:
            spoken = target.with_name("spoken.wav")
            piece = Piece(prompt.language, prompt.text)
            name = await self.library.speak(piece, spoken, voice, speed)
            length = await self.sounds.cut(spoken, target, Cut(normalise=True))
            return (name if speed == 1.0 else f"{name} ×{speed:g}"), length

        return await self._take(prompt, "speech", made, actor)

    async def upload(
        self, prompt: Prompt, source: Path, name: str, origin: Origin, actor: str
    ) -> Take:
        """A take out of a sound file of any kind that is taken."""

        async def made(target: Path) -> tuple[str, Millis]:
            accepted = target.with_name("accepted.wav")
            await self.sounds.accept(source, accepted)
            return name, await self.sounds.cut(accepted, target, Cut())

        return await self._take(prompt, origin, made, actor)

    async def cut(self, prompt: Prompt, number: int, how: Cut, actor: str) -> Take:
        """A take that is a part of another, or louder."""
        source = self.sound(prompt.id, prompt.language, number)

        async def made(target: Path) -> tuple[str, Millis]:
            return str(number), await self.sounds.cut(source, target, how)

        return await self._take(prompt, "edit", made, actor)

    async def use(self, prompt: Prompt, number: int, actor: str) -> None:
        """Let another take be heard; 0: what a voice says, or nothing."""
        async with self._turn:
            if number:
                self.sound(prompt.id, prompt.language, number)
            await self._store.write(
                lambda tx: choose_take(tx, prompt.id, prompt.language, number, actor)
            )
            await self._place(prompt, number)

    async def remove(self, prompt: Prompt, actor: str) -> None:
        """Remove a prompt in a language, with its takes."""
        async with self._turn:
            await self._store.write(lambda tx: remove_prompt(tx, prompt.id, prompt.language, actor))
            await self._place(prompt, 0)
            folder = self.file(prompt.id, prompt.language, 0).parent
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    def sound(self, prompt: str, language: Language, number: int) -> Path:
        """The file of a take.

        Raises:
            NotFoundError: there is none.
        """
        file = self.file(prompt, language, number)
        if not file.exists():
            raise NotFoundError("The sound of this take is not there.")
        return file

    def file(self, prompt: str, language: Language, number: int) -> Path:
        """Where a take is kept."""
        return self._folder / language / prompt / f"{number}.wav"

    async def _take(self, prompt: Prompt, origin: Origin, made: Made, actor: str) -> Take:
        with TemporaryDirectory(prefix="take-") as workplace:
            draft = Path(workplace) / "take.wav"
            detail, length = await made(draft)
            async with self._turn:
                number = await self._store.read(lambda c: next_take(c, prompt.id, prompt.language))
                take = Take(
                    prompt=prompt.id,
                    language=prompt.language,
                    number=number,
                    origin=origin,
                    detail=detail,
                    duration=length,
                    created=0,
                    author=actor,
                )
                await self._keep(draft, take)
        return take

    async def _keep(self, draft: Path, take: Take) -> None:
        """The file first: a take in the database has its sound."""
        target = self.file(take.prompt, take.language, take.number)
        await asyncio.to_thread(_copy, draft, target)

        def unit(tx: Transaction) -> None:
            require_prompt(tx.connection, take.prompt, take.language)
            add_take(tx, take)

        await self._store.write(unit)

    async def _place(self, prompt: Prompt, number: int) -> None:
        stem = self.library.recorded(prompt.id, prompt.language)
        if number:
            await self.sounds.place(self.file(prompt.id, prompt.language, number), stem)
        else:
            await self.sounds.remove(stem)
        piece = Piece(prompt.language, prompt.text)
        if prompt.id == sentence_id(piece):
            self.library.forget(piece)


def _copy(source: Path, target: Path) -> None:
    with written_whole(target) as draft:
        shutil.copyfile(source, draft)
