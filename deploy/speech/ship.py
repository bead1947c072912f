# ruff: noqa: INP001 a program, no package
"""Make the speech that comes ready-made with the product or with a pack.

    python deploy/speech/ship.py                the product's own fixed texts
    python deploy/speech/ship.py packs/power    the fixed texts of a pack's flows, into its speech/

Run it after a fixed text has changed, and commit the folder. It needs the neural voices; what they
have spoken once is kept under var/, so that only new texts take time.
"""

import asyncio
import json
import sys
from pathlib import Path

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.adapters.speech.choice import close_speech, neural_speech
from switchroom.adapters.speech.shipped import SHIPPED
from switchroom.domain.flow.contents import fixed_texts as flow_texts
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.speaking.catalogue import fixed_texts
from switchroom.domain.speaking.pieces import Piece
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


def pack_texts(pack: Path) -> list[Piece]:
    """What a pack's flows say that the product does not say anyway."""
    flows = [parse_flow(json.loads(path.read_text("utf-8"))) for path in pack.glob("flows/*.json")]
    said = {text for flow in flows for text in flow_texts(flow)}
    spoken = {Piece("en" if language == "en" else "zh", text) for language, text in said}
    return sorted(spoken - set(fixed_texts()))


def _show(done: int, total: int) -> None:
    sys.stdout.write(f"\r{done}/{total}")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        asyncio.run(main(fixed_texts(), SHIPPED))
    else:
        asyncio.run(main(pack_texts(Path(sys.argv[1])), Path(sys.argv[1]) / "speech"))
