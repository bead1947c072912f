from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile
from sqlalchemy import Connection
from tests.unit.features.running import Running

from switchroom.adapters.sound.workshop import SoundWorkshop
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.speaking.keys import sentence_id
from switchroom.domain.speaking.pieces import Piece
from switchroom.features.prompts.events import MESSAGES
from switchroom.features.prompts.http import Workshop, router
from switchroom.features.prompts.library import PromptLibrary
from switchroom.features.prompts.studio import PromptStudio
from switchroom.features.prompts.world import Use
from switchroom.features.users.roles import PERMISSIONS
from switchroom.testing import sound
from switchroom.testing.access import undeclared
from switchroom.testing.speech import FakeSpeech

pytestmark = pytest.mark.integration

HELLO = Piece("zh", "您好。")
USE = Use(flow="main", title={"zh": "主", "en": "Main"}, node="n", label={"zh": "问好", "en": "Hi"})


class World:
    def sentences(self, _: Connection) -> Mapping[Piece, Sequence[Use]]:
        return {HELLO: [USE]}

    def named(self, _: Connection) -> Mapping[str, Sequence[Use]]:
        return {"wanted": [USE]}

    def people(self, _: Connection) -> Mapping[str, str]:
        return {"u1": "Li Qiang"}


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[SimpleNamespace]:
    sounds = SoundWorkshop()
    voice = FakeSpeech("good-1/anna")
    library = PromptLibrary({"zh": [voice], "en": [voice]}, sounds, tmp_path / "media")
    await sounds.make_fixed_sounds(tmp_path / "media" / "sounds")
    async with Running(MESSAGES, router=router) as running:
        studio = PromptStudio(running.store, library, sounds, tmp_path / "prompts")
        running.app.state.prompt_workshop = Workshop(studio=studio, world=World())
        running.become("settings.view", "prompts.edit")
        async with running.browser() as page:
            yield SimpleNamespace(
                page=page, library=library, studio=studio, running=running, folder=tmp_path
            )
    sounds.close()


def tone(folder: Path, seconds: float = 1.0) -> bytes:
    sound.write_tone(folder / "tone.wav", 440, seconds, 44_100)
    return (folder / "tone.wav").read_bytes()


async def greeting(page: httpx.AsyncClient) -> None:
    assert (await page.put("/api/prompts/zh/greeting", json={"text": "欢迎。"})).status_code == 200


async def use(page: httpx.AsyncClient, take: int, prompt: str = "greeting") -> dict[str, Any]:
    answer = await page.put(f"/api/prompts/zh/{prompt}/current", json={"take": take})
    assert answer.status_code == 200
    sheet: dict[str, Any] = answer.json()
    return sheet


async def test_the_next_call_plays_a_take_once_it_is_chosen_and_again_the_one_before(
    place: SimpleNamespace,
) -> None:
    await greeting(place.page)
    asked = [Spoken(kind="prompt", value="greeting")]
    assert place.library.media(asked, "zh") == [place.library.sound("notice")]
    content = tone(place.folder)
    for number in (1, 2):
        query = {"name": f"{number}.wav"}
        made = await place.page.post(
            "/api/prompts/zh/greeting/takes/upload", params=query, content=content
        )
        assert (made.status_code, made.json()["current"]) == (201, 0)
        assert made.json()["history"][0]["number"] == number
    assert place.library.media(asked, "zh") == [place.library.sound("notice")]
    await use(place.page, 2)
    [stem] = place.library.media(asked, "zh")
    assert place.studio.sounds.duration(Path(stem)) == 1_000
    half = {"take": 2, "start": 0, "end": 500}
    cut = (await place.page.post("/api/prompts/zh/greeting/takes/cut", json=half)).json()
    assert (cut["current"], cut["history"][0]["duration"]) == (2, 500)
    used = await use(place.page, 3)
    assert (used["duration"], used["before"]) == (500, 2)
    assert place.studio.sounds.duration(Path(stem)) == 500
    back = await use(place.page, used["before"])
    assert (back["duration"], back["before"]) == (1000, 3)
    assert back["history"][0]["author"] == "Li Qiang"
    assert place.studio.sounds.duration(Path(stem)) == 1_000


async def test_amplifying_makes_it_as_much_louder(place: SimpleNamespace) -> None:
    await greeting(place.page)
    address = "/api/prompts/zh/greeting/takes"
    await place.page.post(f"{address}/upload", content=tone(place.folder))
    await place.page.post(f"{address}/cut", json={"take": 1, "gain": -6})
    levels = []
    for take in (1, 2):
        samples, rate = soundfile.read(place.studio.sound("greeting", "zh", take))
        assert rate == 16_000
        levels.append(float(np.sqrt(np.mean(samples**2))))
    assert levels[1] / levels[0] == pytest.approx(0.501, abs=0.01)


async def test_a_sentence_is_recorded_in_place_of_the_voice_until_taken_back(
    place: SimpleNamespace,
) -> None:
    spoken = await place.library.make(HELLO.text, "zh")
    name = sentence_id(HELLO)
    await place.page.post(f"/api/prompts/zh/{name}/takes/upload", content=tone(place.folder, 2.0))
    assert place.library.path(HELLO.text, "zh") == spoken
    assert (await use(place.page, 1, name))["duration"] == 2_000
    assert place.library.path(HELLO.text, "zh") != spoken
    assert (await use(place.page, 0, name))["before"] == 1
    assert place.library.path(HELLO.text, "zh") == spoken


async def test_a_voice_speaks_faster_when_asked(place: SimpleNamespace) -> None:
    await greeting(place.page)
    address = "/api/prompts/zh/greeting/takes/speech"
    await place.page.post(address, json={})
    made = (await place.page.post(address, json={"speed": 2.0})).json()
    fast, slow = made["history"]
    assert fast["duration"] < slow["duration"]
    assert fast["detail"] == "good-1/anna ×2"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 4_000,
        b"RIFF\xff\xff\xff\xffWAVEfmt " + b"\xff" * 64,
        b"ID3" + b"\xff" * 2_000,
        b"\x00\x00\x00\x20ftypM4A " + b"\xfe" * 3_000,
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"<svg onload=alert(1)>",
    ],
    ids=["empty", "zeros", "riff", "mp3", "m4a", "playlist", "svg"],
)
async def test_a_hostile_file_is_refused_with_a_sentence(
    place: SimpleNamespace, content: bytes
) -> None:
    await greeting(place.page)
    answer = await place.page.post("/api/prompts/zh/greeting/takes/upload", content=content)
    assert answer.status_code == 422
    assert answer.json()["title"] == "sound-unreadable"
    assert answer.json()["detail"].startswith("This is no sound file")
    sheet = (await place.page.get("/api/prompts/zh/greeting")).json()
    assert (sheet["takes"], sheet["duration"]) == (0, None)


@pytest.mark.parametrize("ending", ["ogg", "mp3", "flac"])
async def test_a_file_of_another_kind_is_taken(place: SimpleNamespace, ending: str) -> None:
    await greeting(place.page)
    samples = 0.3 * np.sin(np.arange(44_100) / 20)
    soundfile.write(place.folder / f"a.{ending}", samples, 44_100)
    content = (place.folder / f"a.{ending}").read_bytes()
    answer = await place.page.post("/api/prompts/zh/greeting/takes/upload", content=content)
    assert answer.json()["history"][0]["duration"] == pytest.approx(1_000, abs=60)


async def test_silence_is_refused(place: SimpleNamespace) -> None:
    await greeting(place.page)
    soundfile.write(place.folder / "a.wav", np.zeros(16_000), 16_000)
    content = (place.folder / "a.wav").read_bytes()
    answer = await place.page.post("/api/prompts/zh/greeting/takes/upload", content=content)
    assert (answer.status_code, answer.json()["title"]) == (422, "sound-silent")


async def test_takes_are_placed_again_when_the_folder_of_sounds_is_new(
    place: SimpleNamespace,
) -> None:
    await greeting(place.page)
    await place.page.post("/api/prompts/zh/greeting/takes/upload", content=tone(place.folder))
    await use(place.page, 1)
    stem = place.library.recorded("greeting", "zh")
    await place.studio.sounds.remove(stem)
    await place.studio.restore()
    assert place.library.is_there(stem)


async def test_callers_do_not_hear_a_take_of_another_database_when_it_was_put_back(
    place: SimpleNamespace,
) -> None:
    await greeting(place.page)
    for seconds in (1.0, 2.0):
        content = tone(place.folder, seconds)
        await place.page.post("/api/prompts/zh/greeting/takes/upload", content=content)
    await use(place.page, 1)
    stem = place.library.recorded("greeting", "zh")
    stray = place.library.recorded("stray", "zh")
    for wrong in (stem, stray):
        await place.studio.sounds.place(place.studio.file("greeting", "zh", 2), wrong)
    await place.studio.restore()
    assert place.studio.sounds.duration(stem) == 1_000
    assert not place.library.is_there(stray)


async def test_nothing_is_left_to_take_back_when_a_prompt_is_removed_and_made_anew(
    place: SimpleNamespace,
) -> None:
    await greeting(place.page)
    await place.page.post("/api/prompts/zh/greeting/takes/upload", content=tone(place.folder))
    assert (await use(place.page, 1))["before"] == 0
    assert (await place.page.delete("/api/prompts/zh/greeting")).status_code == 204
    await greeting(place.page)
    sheet = (await place.page.get("/api/prompts/zh/greeting")).json()
    assert (sheet["before"], sheet["takes"], sheet["duration"]) == (None, 0, None)


async def test_a_prompt_stays_when_flows_play_it(place: SimpleNamespace) -> None:
    await place.page.put("/api/prompts/zh/wanted", json={"text": "欢迎。"})
    answer = await place.page.delete("/api/prompts/zh/wanted")
    assert (answer.status_code, answer.json()["title"]) == (409, "prompt-used")
    assert (await place.page.get("/api/prompts/zh/wanted")).json()["text"] == "欢迎。"


async def test_a_named_prompt_is_listed_in_both_languages_when_it_is_made_in_one(
    place: SimpleNamespace,
) -> None:
    await greeting(place.page)
    rows = (await place.page.get("/api/prompts", params={"language": "en"})).json()
    found = {row["id"]: row for row in rows}
    assert (found["greeting"]["kind"], found["greeting"]["changed"]) == ("named", None)


async def test_a_file_is_refused_when_it_is_larger_than_is_taken(place: SimpleNamespace) -> None:
    await greeting(place.page)
    content = bytes((20 << 20) + 1)
    answer = await place.page.post("/api/prompts/zh/greeting/takes/upload", content=content)
    assert (answer.status_code, answer.json()["title"]) == (422, "file-too-large")


async def test_everything_said_is_listed_with_where(place: SimpleNamespace) -> None:
    rows = (await place.page.get("/api/prompts", params={"language": "zh"})).json()
    found = {row["text"] or row["id"]: row for row in rows}
    assert found["您好。"]["uses"][0]["flow"] == "main"
    assert (found["wanted"]["kind"], found["wanted"]["duration"]) == ("named", None)
    assert {"sentence", "announcement", "piece", "named"} == {row["kind"] for row in rows}


async def test_prompts_are_closed_when_the_asker_may_only_look(place: SimpleNamespace) -> None:
    place.running.become("settings.view")
    answer = await place.page.put("/api/prompts/zh/greeting", json={"text": "x"})
    assert answer.status_code == 403
    assert (await place.page.get("/api/prompts", params={"language": "zh"})).status_code == 200


@pytest.mark.parametrize("name", ["Big", "text-1", "a.b"])
async def test_a_prompt_is_refused_when_its_name_cannot_be_one(
    place: SimpleNamespace, name: str
) -> None:
    assert (await place.page.put(f"/api/prompts/zh/{name}", json={"text": ""})).status_code == 422


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
