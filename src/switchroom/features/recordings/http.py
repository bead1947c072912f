"""Listening to recordings."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import FileResponse

from switchroom.features.recordings.schemas import Peaks
from switchroom.features.recordings.service import Recording, get_recording, note_play
from switchroom.kernel.errors import DeniedError, NotFoundError
from switchroom.ports.sound import Sounds
from switchroom.ports.store import Store
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["recordings"])
DOWNLOAD = "recordings.download"
MEDIA_TYPES = {"opus": "audio/ogg", "wav": "audio/wav"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingShelf:
    """What listening needs; `app` sets it as `state.recordings`.

    Attributes:
        folder: where recordings are stored.
        sounds: reads them for the waveform.
        may_see: whether somebody may see an interaction, and so hear it.
    """

    folder: Path
    sounds: Sounds
    may_see: Callable[[Connection, Identity, str], bool]


async def _shelf(connection: HTTPConnection) -> RecordingShelf:
    return cast("RecordingShelf", connection.app.state.recordings)


TheShelf = Annotated[RecordingShelf, Depends(_shelf)]
Listener = Annotated[Identity, allows("recordings.play")]


@router.get("/recordings/{recording}/audio", response_class=FileResponse)
async def audio(
    recording: str,
    centre: TheCentre,
    identity: Listener,
    shelf: TheShelf,
    *,
    download: Annotated[bool, Query(description="As a file; needs recordings.download.")] = False,
) -> FileResponse:
    """The sound, whole or in ranges; that somebody listens is journalled."""
    if download and DOWNLOAD not in identity.permissions:
        raise DeniedError("You may listen to recordings, but not download them.")
    found = await _heard_by(identity, recording, centre.store, shelf)
    path = shelf.folder / (found.path or "")
    try:
        facts = await asyncio.to_thread(path.stat)
    except FileNotFoundError as error:
        raise NotFoundError("The sound is not there any more.") from error
    await centre.store.write(lambda tx: note_play(tx, found, identity.user))
    return FileResponse(
        path,
        media_type=MEDIA_TYPES[found.format or "wav"],
        filename=path.name,
        content_disposition_type="attachment" if download else "inline",
        stat_result=facts,
        headers={"Cache-Control": "private, no-store"},
    )


@router.get("/recordings/{recording}/peaks")
async def peaks(
    recording: str,
    centre: TheCentre,
    identity: Listener,
    shelf: TheShelf,
    count: Annotated[int, Query(ge=1, le=4000, description="How many stretches.")] = 800,
) -> Peaks:
    """The waveform."""
    found = await _heard_by(identity, recording, centre.store, shelf)
    channels = await shelf.sounds.peaks(shelf.folder / (found.path or ""), count)
    return Peaks(duration=found.duration or 0, channels=[list(channel) for channel in channels])


async def _heard_by(
    identity: Identity, recording: str, store: Store, shelf: RecordingShelf
) -> Recording:
    def query(connection: Connection) -> Recording:
        found = get_recording(connection, recording)
        if found is None or not shelf.may_see(connection, identity, found.interaction):
            raise NotFoundError("There is no such recording.")
        if found.state != "stored":
            raise NotFoundError("There is no sound of this recording, or not yet.")
        return found

    return await store.read(query)
