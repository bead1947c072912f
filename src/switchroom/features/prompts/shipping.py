"""Makes the ready-made speech that a release or a pack carries."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from switchroom.domain.speaking.pieces import Piece
from switchroom.features.prompts.library import PromptLibrary
from switchroom.ports.sound import Sounds


async def ship(
    library: PromptLibrary, sounds: Sounds, texts: Iterable[Piece], folder: Path
) -> list[Path]:
    """Put the speech of these texts below `folder`, and remove what is there of other texts."""
    shipped = [await _ship(library, sounds, piece, folder) for piece in texts]
    await asyncio.to_thread(_remove_others, folder, set(shipped))
    return shipped


async def _ship(library: PromptLibrary, sounds: Sounds, piece: Piece, folder: Path) -> Path:
    stem = await library.make(piece.text, piece.language)
    target = folder / library.key(stem)
    opus = target.with_name(f"{target.name}.opus")
    if not await asyncio.to_thread(opus.exists):
        await sounds.store(stem.with_name(f"{stem.name}.wav16"), target, "opus")
    return opus


def _remove_others(folder: Path, shipped: set[Path]) -> None:
    for path in folder.rglob("*.opus"):
        if path not in shipped:
            path.unlink()
