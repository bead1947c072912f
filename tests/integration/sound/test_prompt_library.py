from collections.abc import Iterator
from pathlib import Path

import pytest

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.adapters.speech.shipped import ShippedSpeech
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.speaking.keys import sentence_id
from switchroom.domain.speaking.pieces import Language, Piece, pieces
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.shipping import ship
from switchroom.kernel.errors import InvalidError, UnavailableError
from switchroom.runtime.tasks import Tasks
from switchroom.testing import sound
from switchroom.testing.speech import FakeSpeech

pytestmark = pytest.mark.integration

HELLO = Piece("en", "Hello.")


@pytest.fixture
def sounds() -> Iterator[SoundWorkshop]:
    workshop = SoundWorkshop()
    yield workshop
    workshop.close()


@pytest.fixture
def good() -> FakeSpeech:
    return FakeSpeech("good-1/anna")


@pytest.fixture
def poor() -> FakeSpeech:
    return FakeSpeech("poor-1")


@pytest.fixture
def library(
    sounds: SoundWorkshop, good: FakeSpeech, poor: FakeSpeech, tmp_path: Path
) -> PromptLibrary:
    return PromptLibrary({"zh": [good, poor], "en": [good, poor]}, sounds, tmp_path / "media")


def prompts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_prompt_is_found_when_made(library: PromptLibrary) -> None:
    assert library.path("Hello.", "en") is None
    stem = await library.make("Hello.", "en")
    assert library.path("Hello.", "en") == stem
    assert stem.is_absolute()
    assert library.path("Hello.", "zh") is None


async def test_text_is_spoken_once_when_made_twice(
    library: PromptLibrary, good: FakeSpeech
) -> None:
    await library.make("Hello.", "en")
    await library.make(" Hello.\n", "en")
    assert good.spoken == [("Hello.", "en")]


async def test_next_voice_speaks_when_the_best_cannot(
    library: PromptLibrary, good: FakeSpeech, poor: FakeSpeech
) -> None:
    good.failing = True
    stem = await library.make("Hello.", "en")
    assert "poor-1" in stem.parts
    assert library.path("Hello.", "en") == stem
    good.failing = False
    assert await library.make("Hello.", "en") != stem
    assert "anna" in str(library.path("Hello.", "en"))
    assert len(poor.spoken) == 1


async def test_making_fails_when_no_voice_can(
    library: PromptLibrary, good: FakeSpeech, poor: FakeSpeech, tmp_path: Path
) -> None:
    good.failing = poor.failing = True
    with pytest.raises(UnavailableError):
        await library.make("Hello.", "en")
    assert prompts(tmp_path) == []


async def test_all_are_reported_when_made_ahead(
    library: PromptLibrary, good: FakeSpeech, poor: FakeSpeech
) -> None:
    await library.make("Hello.", "en")
    good.failing = poor.failing = True
    told: list[tuple[int, int]] = []
    made = await library.make_ahead(
        [HELLO, Piece("zh", "您好。"), HELLO], lambda done, total: told.append((done, total))
    )
    assert (made.ready, made.failed) == (1, [Piece("zh", "您好。")])
    assert told == [(1, 2), (2, 2)]


async def test_music_and_tones_are_there_when_made_ahead(
    library: PromptLibrary, tmp_path: Path
) -> None:
    await library.make_ahead([])
    names = {path.stem for path in prompts(tmp_path / "media" / "sounds")}
    assert names == {"beep", "ringback", "notice", "calm"}
    assert prompts(tmp_path / "media" / "sounds" / "music" / "default")


async def test_value_is_played_in_pieces_when_all_are_made(library: PromptLibrary) -> None:
    wanted = pieces("amount", "12305", "zh")
    await library.make_ahead(wanted)
    media = library.media([Spoken(kind="amount", value="12305")], "zh")
    assert media == [str(library.path(piece.text, "zh")) for piece in wanted]


async def test_whole_value_is_a_tone_when_a_piece_is_missing(library: PromptLibrary) -> None:
    await library.make_ahead(pieces("number", "100", "zh"))
    media = library.media([Spoken(kind="number", value="105")], "zh")
    assert media == [library.sound("notice")]


async def test_missing_text_is_made_for_the_next_caller_when_asked_for(
    library: PromptLibrary, good: FakeSpeech
) -> None:
    spoken = [Spoken(kind="text", value="Hello.")]
    tasks = Tasks("prompts")
    tasks.forever(library.make_wanted, "make wanted prompts")
    assert library.media(spoken, "en") == library.media(spoken, "en") == [library.sound("notice")]
    await library.caught_up()
    await tasks.close()
    assert library.media(spoken, "en") == [str(library.path("Hello.", "en"))]
    assert len(good.spoken) == 1


async def test_making_goes_on_when_one_text_fails(
    library: PromptLibrary, good: FakeSpeech, poor: FakeSpeech
) -> None:
    tasks = Tasks("prompts")
    tasks.start(library.make_wanted(), "make wanted prompts")
    for failing in (True, False):
        good.failing = poor.failing = failing
        library.media([Spoken(kind="text", value="Hello.")], "en")
        await library.caught_up()
    await tasks.close()
    assert library.path("Hello.", "en") is not None


async def test_piece_is_in_its_own_language_when_it_has_one(library: PromptLibrary) -> None:
    stem = await library.make("Hello.", "en")
    spoken = [Spoken(kind="text", value="Hello.", language="en")]
    assert library.media(spoken, "zh") == [str(stem)]


async def test_unreadable_value_is_left_out_when_played(library: PromptLibrary) -> None:
    assert library.media([Spoken(kind="date", value="someday")], "en") == []


@pytest.mark.parametrize("recorded_in", ["zh", "en"])
async def test_recorded_prompt_is_played_when_there_is_one_in_any_language(
    library: PromptLibrary, sounds: SoundWorkshop, tmp_path: Path, recorded_in: Language
) -> None:
    sound.write_tone(tmp_path / "mine.wav", 440, 1.0, 44_100)
    stem = library.recorded("greeting", recorded_in)
    await sounds.place(tmp_path / "mine.wav", stem)
    assert library.media([Spoken(kind="prompt", value="greeting")], "zh") == [str(stem)]
    assert library.media([Spoken(kind="prompt", value="other")], "zh") == [library.sound("notice")]


async def test_a_recording_is_played_in_place_of_the_voice_until_it_is_removed(
    library: PromptLibrary, sounds: SoundWorkshop, tmp_path: Path
) -> None:
    spoken = await library.make("Hello.", "en")
    sound.write_tone(tmp_path / "mine.wav", 440, 1.0, 44_100)
    own = library.recorded(sentence_id(HELLO), "en")
    await sounds.place(tmp_path / "mine.wav", own)
    library.forget(HELLO)
    assert library.path("Hello.", "en") == own
    assert await library.make("Hello.", "en") == own
    await sounds.remove(own)
    library.forget(HELLO)
    assert library.path("Hello.", "en") == spoken


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "a/../../b", ""])
def test_recorded_prompt_is_refused_when_its_name_leads_outside(
    library: PromptLibrary, name: str
) -> None:
    assert library.media([Spoken(kind="prompt", value=name)], "zh") == []
    with pytest.raises(InvalidError):
        library.recorded(name, "zh")


async def test_shipped_speech_needs_no_voice_when_installed_elsewhere(
    library: PromptLibrary, good: FakeSpeech, sounds: SoundWorkshop, tmp_path: Path
) -> None:
    folder = tmp_path / "shipped"
    await ship(library, sounds, [HELLO, Piece("en", "Old.")], folder)
    await ship(library, sounds, [HELLO], folder)
    assert len(prompts(folder)) == 1
    shipped = ShippedSpeech(good.name, "en", [folder])
    elsewhere = PromptLibrary({"zh": [], "en": [shipped]}, sounds, tmp_path / "elsewhere")
    made = await elsewhere.make_ahead([HELLO, Piece("en", "Old.")])
    assert made.failed == [Piece("en", "Old.")]
    assert elsewhere.path("Hello.", "en") is not None
