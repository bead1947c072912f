"""Prompts over HTTP: all of them, their sound, and making them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, ClassVar, Literal, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import FileResponse

from switchroom.domain.flow.messages import Spoken
from switchroom.domain.speaking.pieces import Language
from switchroom.features.prompts import listing
from switchroom.features.prompts.listing import Shelf
from switchroom.features.prompts.schemas import (
    CutOrder,
    Peaks,
    PromptRow,
    PromptSheet,
    SpeechOrder,
    TakeChoice,
    UploadFacts,
    Voices,
    Wording,
)
from switchroom.features.prompts.studio import PromptStudio
from switchroom.features.prompts.takes import (
    Prompt,
    find_prompt,
    require_name,
    require_prompt,
    write_prompt,
)
from switchroom.features.prompts.world import PromptWorld
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.ports.sound import Cut
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import Centre, TheCentre

router = APIRouter(prefix="/api/prompts", tags=["prompts"])
Viewing = allows("settings.view")
Editor = Annotated[Identity, allows("prompts.edit")]
LARGEST = 20 << 20
KEPT = {"Cache-Control": "private, no-store"}


class LargeFileError(InvalidError):
    """A file has more bytes than are taken."""

    code: ClassVar[str] = "file-too-large"


class UsedPromptError(ConflictError):
    """A prompt cannot go, since flows play it."""

    code: ClassVar[str] = "prompt-used"


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What the routes work with; `app` sets it as `state.prompt_workshop`."""

    studio: PromptStudio
    world: PromptWorld

    @property
    def shelf(self) -> Shelf:
        """The prompts as they are listed."""
        return Shelf(library=self.studio.library, sounds=self.studio.sounds, world=self.world)


async def _workshop(connection: HTTPConnection) -> Workshop:
    return cast("Workshop", connection.app.state.prompt_workshop)


TheWorkshop = Annotated[Workshop, Depends(_workshop)]


@router.get("", dependencies=[Viewing])
async def prompts(language: Language, centre: TheCentre, workshop: TheWorkshop) -> list[PromptRow]:
    """All prompts in a language."""
    return await centre.store.read(lambda c: listing.rows(c, workshop.shelf, language))


@router.get("/voices", dependencies=[Viewing])
async def voices(workshop: TheWorkshop) -> Voices:
    """The voices that can speak any text."""
    library = workshop.studio.library
    return Voices(zh=library.voices("zh"), en=library.voices("en"))


@router.get("/said", response_class=FileResponse)
async def said(
    kind: Literal["text", "prompt", "digits", "number", "amount", "date", "time", "wait"],
    value: Annotated[str, Query(max_length=2000)],
    language: Language,
    workshop: TheWorkshop,
    by: Annotated[Identity, Viewing],
) -> Response:
    """What a caller hears for a piece of a prompt, as WAV.

    A sentence that has no sound yet is spoken now if the asker may design flows or prompts.
    """
    library = workshop.studio.library
    if kind == "text" and by.permissions & {"prompts.edit", "flows.edit"}:
        await library.make(value, language)
    stems = library.media([Spoken(kind=kind, value=value)], language)
    with TemporaryDirectory(prefix="said-") as folder:
        file = Path(folder) / "said.wav"
        if not stems:
            raise NotFoundError("This cannot be said.")
        await workshop.studio.sounds.join([Path(stem) for stem in stems], file)
        sound = await asyncio.to_thread(file.read_bytes)
    return Response(sound, media_type="audio/wav", headers=KEPT)


@router.get("/{language}/{prompt}", dependencies=[Viewing])
async def prompt_sheet(
    language: Language, prompt: str, centre: TheCentre, workshop: TheWorkshop
) -> PromptSheet:
    """One prompt with its takes."""
    return await centre.store.read(lambda c: listing.sheet(c, workshop.shelf, prompt, language))


@router.put("/{language}/{prompt}")
async def put_prompt(
    language: Language,
    prompt: str,
    given: Wording,
    centre: TheCentre,
    workshop: TheWorkshop,
    by: Editor,
) -> PromptSheet:
    """Add a named prompt, or change what it is to say; its takes stay."""
    require_name(prompt)
    await centre.store.write(
        lambda tx: write_prompt(tx, prompt, language, given.text.strip(), by.user)
    )
    return await prompt_sheet(language, prompt, centre, workshop)


@router.delete("/{language}/{prompt}", status_code=204)
async def remove_prompt(
    language: Language, prompt: str, centre: TheCentre, workshop: TheWorkshop, by: Editor
) -> None:
    """Remove a prompt's takes in a language; a sentence is a voice's again."""

    def unused(connection: Connection) -> Prompt:
        if prompt in workshop.world.named(connection):
            raise UsedPromptError("Flows play this prompt: take it out of them first.")
        return require_prompt(connection, prompt, language)

    found = await centre.store.read(unused)
    await workshop.studio.remove(found, by.user)


@router.get("/{language}/{prompt}/sound", response_class=FileResponse, dependencies=[Viewing])
async def sound(
    language: Language,
    prompt: str,
    centre: TheCentre,
    workshop: TheWorkshop,
    take: Annotated[int, Query(ge=0, description="0: what callers hear.")] = 0,
) -> FileResponse:
    """The sound of a take, or what callers hear."""
    path = await _sound(language, prompt, take, centre, workshop)
    return FileResponse(path, media_type="audio/wav", headers=KEPT)


@router.get("/{language}/{prompt}/peaks", dependencies=[Viewing])
async def peaks(
    language: Language,
    prompt: str,
    centre: TheCentre,
    workshop: TheWorkshop,
    take: Annotated[int, Query(ge=0)] = 0,
    count: Annotated[int, Query(ge=1, le=4000)] = 600,
) -> Peaks:
    """The waveform of the same."""
    path = await _sound(language, prompt, take, centre, workshop)
    found = await workshop.studio.sounds.peaks(path, count)
    size = (await asyncio.to_thread(path.stat)).st_size
    return Peaks(duration=size // 32, channels=[list(channel) for channel in found])


@router.post("/{language}/{prompt}/takes/speech", status_code=201)
async def speak(
    language: Language,
    prompt: str,
    given: SpeechOrder,
    centre: TheCentre,
    workshop: TheWorkshop,
    by: Editor,
) -> PromptSheet:
    """A take spoken by a voice."""
    found = await _to_make(language, prompt, centre, workshop, by)
    await workshop.studio.speak(found, given.voice, given.speed, by.user)
    return await prompt_sheet(language, prompt, centre, workshop)


@router.post("/{language}/{prompt}/takes/upload", status_code=201)
async def upload(
    language: Language,
    prompt: str,
    request: Request,
    workshop: TheWorkshop,
    by: Editor,
    given: Annotated[UploadFacts, Query()],
) -> PromptSheet:
    """A take out of the sound file that is the request's body."""
    centre = cast("Centre", request.app.state.centre)
    found = await _to_make(language, prompt, centre, workshop, by)
    async with _received(request) as file:
        await workshop.studio.upload(found, file, given.name, given.origin, by.user)
    return await prompt_sheet(language, prompt, centre, workshop)


@router.post("/{language}/{prompt}/takes/cut", status_code=201)
async def cut(
    language: Language,
    prompt: str,
    given: CutOrder,
    centre: TheCentre,
    workshop: TheWorkshop,
    by: Editor,
) -> PromptSheet:
    """A take that is a part of another, or louder."""
    found = await centre.store.read(lambda c: require_prompt(c, prompt, language))
    how = Cut(start=given.start, end=given.end, gain=given.gain, normalise=given.normalise)
    await workshop.studio.cut(found, given.take, how, by.user)
    return await prompt_sheet(language, prompt, centre, workshop)


@router.put("/{language}/{prompt}/current")
async def choose(
    language: Language,
    prompt: str,
    given: TakeChoice,
    centre: TheCentre,
    workshop: TheWorkshop,
    by: Editor,
) -> PromptSheet:
    """Let another take be heard: undo, and undo of that."""
    found = await centre.store.read(lambda c: require_prompt(c, prompt, language))
    await workshop.studio.use(found, given.take, by.user)
    return await prompt_sheet(language, prompt, centre, workshop)


async def _to_make(
    language: Language, prompt: str, centre: Centre, workshop: Workshop, by: Identity
) -> Prompt:
    """The prompt that gets a take; a sentence of a flow is taken up with its first one."""

    def unit(tx: Transaction) -> Prompt:
        known = find_prompt(tx.connection, prompt, language)
        if known is not None:
            return known
        row = listing.row(tx.connection, workshop.shelf, prompt, language)
        return write_prompt(tx, prompt, language, row.text, by.user)

    return await centre.store.write(unit)


async def _sound(
    language: Language, prompt: str, take: int, centre: Centre, workshop: Workshop
) -> Path:
    studio = workshop.studio
    if take:
        return studio.sound(prompt, language, take)
    found = await centre.store.read(lambda c: listing.row(c, workshop.shelf, prompt, language))
    if found.duration is None:
        raise NotFoundError("There is no sound yet: callers hear a tone.")
    own = studio.library.recorded(prompt, language)
    stem = own if found.kind == "named" else studio.library.path(found.text, language) or own
    return stem.with_name(f"{stem.name}.wav16")


@asynccontextmanager
async def _received(request: Request) -> AsyncIterator[Path]:
    """The request's body as a file; refused as soon as it is too large."""
    with TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / "upload"
        size = 0
        with path.open("wb") as file:
            async for block in request.stream():
                size += len(block)
                if size > LARGEST:
                    raise LargeFileError(f"This file is larger than {LARGEST >> 20} MB.")
                file.write(block)
        yield path
