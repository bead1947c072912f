# ruff: noqa: INP001 a program, no package
"""Make the speech that comes ready-made with the product or with a pack.

    python deploy/speech/ship.py                the product's own fixed texts
    python deploy/speech/ship.py TEXTS FOLDER   a pack's; TEXTS has lines `zh<tab>text`

Run it after a fixed text has changed, and commit the folder. It needs the neural voices; what they
have spoken once is kept under var/, so that only new texts take time.
"""

import asyncio
import sys
from pathlib import Path
from typing import get_args

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.adapters.speech.choice import close_speech, neural_speech
from switchroom.adapters.speech.shipped import SHIPPED
from switchroom.domain.speaking.catalogue import fixed_texts
from switchroom.domain.speaking.pieces import Language, Piece
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.shipping import ship

CACHE = Path("var/ship-speech")


async def main(texts: list[Piece], folder: Path) -> None:
    """Speak what has not been spoken yet, then write `folder`."""
    sounds = SoundWorkshop()
    ranked = {language: [voice] for language, voice in neural_speech().items()}
    library = PromptLibrary(ranked, sounds, CACHE)
    made = await library.make_ahead(texts, _show)
    if made.failed:
        raise SystemExit(f"could not be spoken: {[piece.text for piece in made.failed]}")
    shipped = await ship(library, sounds, texts, folder)
    await close_speech(ranked)
    sounds.close()
    size = sum(path.stat().st_size for path in shipped)
    sys.stdout.write(f"\n{len(shipped)} texts, {size / 1e6:.1f} MB in {folder}\n")


def read_texts(path: Path) -> list[Piece]:
    """The texts of a file, one a line."""
    lines = [line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Piece(_language(language), text.strip()) for language, text in lines]


def _language(name: str) -> Language:
    known: tuple[Language, ...] = get_args(Language)
    return next(language for language in known if language == name)


def _show(done: int, total: int) -> None:
    sys.stdout.write(f"\r{done}/{total}")
    sys.stdout.flush()


if __name__ == "__main__":
    own = len(sys.argv) == 1
    asyncio.run(
        main(
            fixed_texts() if own else read_texts(Path(sys.argv[1])),
            SHIPPED if own else Path(sys.argv[2]),
        )
    )
