"""Prompts made in the browser: by a voice, a file or the microphone; cut, amplified, then heard."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray
from playwright.async_api import Page, expect
from tests.acceptance.harness.administrator import administrator
from tests.acceptance.harness.browser import played
from tests.acceptance.harness.caller import calling
from tests.acceptance.harness.centre import Centre
from tests.acceptance.harness.people import Person, person
from tests.acceptance.harness.talk import AGENT_TONE, CUSTOMER_TONE, has

from switchroom.adapters.sipp import HangUp, Pause
from switchroom.testing.sound import loudness, read, strongest_tone, tone, tone_level, write_wav

pytestmark = [pytest.mark.acceptance, pytest.mark.asyncio(loop_scope="session")]

MICROPHONE_TONE = 523.0
LEVEL, GAIN = 0.1, 6
SPEECH = -45.0
"""Decibels; silence is softer."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(
    warm_centre: Centre, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Page]:
    """The administrator's browser, the same for all tests here."""
    async with administrator(warm_centre, tmp_path_factory.mktemp("studio")) as page:
        page.set_default_timeout(20_000)
        yield page


@pytest.mark.parametrize(
    ("language", "text", "voice"),
    [
        ("zh", "今晚有大风，请注意安全。", "Xiaoxiao"),
        ("en", "There is a storm tonight.", "Heart"),
    ],
)
async def test_a_voice_is_heard_in_the_page_and_kept_when_it_is_put_to_use(
    product: Centre, page: Page, language: str, text: str, voice: str
) -> None:
    async with person(product, "admin") as reader:
        await add(page, product, language, "storm", text)
        await page.get_by_test_id("prompt-speak").click()
        await taken(page, 1)
        await expect(page.get_by_test_id("prompt-take")).to_contain_text(voice)
        assert (await sheet(reader, language, "storm"))["duration"] is None
        await page.get_by_test_id("prompt-play").click()
        await heard_in_the_page(page)
        await put_to_use(page)
        assert (await sheet(reader, language, "storm"))["duration"] > 500
        await remove(page)


async def test_what_is_kept_is_as_long_and_as_loud_as_asked_when_a_file_is_cut_and_amplified(
    product: Centre, page: Page, tmp_path: Path
) -> None:
    await add(page, product, "en", "tone", "")
    await upload(page, tone_file(tmp_path, seconds=3.0))
    await taken(page, 1)
    await mark_the_middle_half(page)
    cut = page.get_by_test_id("prompt-cut")
    asked = float(re.findall(r"[\d.]+", await cut.inner_text())[0])
    assert asked == pytest.approx(1.5, abs=0.1)
    await cut.click()
    await taken(page, 2)
    await page.get_by_role("slider", name="Loudness").focus()
    for _ in range(GAIN):
        await page.keyboard.press("ArrowRight")
    await page.get_by_test_id("prompt-gain").click()
    await taken(page, 3)
    for take, seconds, gain in ((1, 3.0, 0), (2, asked, 0), (3, asked, GAIN)):
        sound, rate = await kept(page, "en", "tone", take, tmp_path)
        assert len(sound) / rate == pytest.approx(seconds, abs=0.06)
        inner = sound[rate // 10 : -rate // 10]
        assert strongest_tone(inner, rate) == pytest.approx(CUSTOMER_TONE, abs=1)
        wanted = LEVEL * 10 ** (gain / 20)
        assert tone_level(inner, rate, CUSTOMER_TONE) == pytest.approx(wanted, rel=0.03)
    await remove(page)


async def test_the_microphone_is_kept_when_it_is_recorded_in_the_page(
    product: Centre, page: Page, tmp_path: Path
) -> None:
    await add(page, product, "en", "spoken", "")
    await page.get_by_test_id("prompt-record").click()
    await page.get_by_test_id("prompt-record-stop").wait_for()
    await asyncio.sleep(2.5)
    await page.get_by_test_id("prompt-record-stop").click()
    await taken(page, 1)
    sound, rate = await kept(page, "en", "spoken", 1, tmp_path)
    assert len(sound) / rate == pytest.approx(2.5, abs=1.0)
    assert has(sound[rate // 2 : -rate // 4], rate, MICROPHONE_TONE, without=CUSTOMER_TONE)
    await remove(page)


async def test_callers_hear_the_take_that_is_put_to_use_and_the_voice_again_when_it_is_taken_back(
    product: Centre, page: Page, tmp_path: Path
) -> None:
    async with person(product, "admin") as reader:
        before = await greeting(reader)
        await page.goto(f"{product.url}/prompts/zh/{before['id']}")
        await upload(page, tone_file(tmp_path, seconds=2.5, level=0.3))
        await taken(page, 1)
        assert not sounds_like_the_tone(await beginning_of_a_call(product, tmp_path / "early"))
        await put_to_use(page)
        assert sounds_like_the_tone(await beginning_of_a_call(product, tmp_path / "while"))
        await page.get_by_test_id("prompt-undo").click()
        await expect(page.get_by_test_id("prompt-undo")).to_have_text("Back to #1")
        after = await beginning_of_a_call(product, tmp_path / "after")
        assert not sounds_like_the_tone(after)
        assert loudness(after) > SPEECH
        await remove(page)
        assert await greeting(reader) == before


async def test_a_sentence_says_why_and_nothing_is_lost_when_a_file_cannot_be_taken(
    product: Centre, page: Page, tmp_path: Path
) -> None:
    await add(page, product, "en", "refused", "")
    await upload(page, tone_file(tmp_path, seconds=1.0))
    await taken(page, 1)
    wording = page.get_by_test_id("prompt-sheet").get_by_label("Wording")
    await wording.fill("Not saved yet")
    for content, sentence in (
        (b"This is no sound. " * 99, "This is no sound file that can be read."),
        (b"", "This is no sound file that can be read."),
        (bytes((20 << 20) + 1), "This file is larger than 20 MB."),
    ):
        file = tmp_path / f"{len(content)}.wav"
        file.write_bytes(content)
        await upload(page, file)
        await expect(page.get_by_test_id("prompt-problem")).to_contain_text(sentence)
    await upload(page, tone_file(tmp_path, seconds=1.5))
    await taken(page, 2)
    await expect(page.get_by_test_id("prompt-problem")).to_have_count(0)
    await expect(page.get_by_test_id("prompt-take")).to_have_count(2)
    await expect(wording).to_have_value("Not saved yet")
    await remove(page)


async def add(page: Page, product: Centre, language: str, name: str, text: str) -> None:
    await page.goto(f"{product.url}/prompts/{language}")
    await page.get_by_test_id("prompt-add").click()
    await page.get_by_test_id("prompt-name").fill(name)
    await page.get_by_test_id("prompt-text").fill(text)
    await page.get_by_test_id("prompt-save").click()
    await page.get_by_test_id("prompt-sheet").wait_for()


async def upload(page: Page, file: Path) -> None:
    await page.get_by_test_id("prompt-file").set_input_files(file)


async def taken(page: Page, number: int) -> None:
    """A take is there and shown, not yet heard by callers."""
    await page.locator(f'[data-testid="prompt-wave"][data-take="{number}"]').wait_for()
    await page.get_by_test_id("prompt-unheard").wait_for()


async def put_to_use(page: Page) -> None:
    await page.get_by_test_id("prompt-use").click()
    await page.get_by_test_id("prompt-use").wait_for(state="detached")


async def remove(page: Page) -> None:
    await page.get_by_test_id("prompt-remove").click()
    await page.locator(".ant-popconfirm .ant-btn-primary").click()
    await page.get_by_test_id("prompt-sheet").wait_for(state="detached")


async def mark_the_middle_half(page: Page) -> None:
    wave = page.get_by_role("group", name="Waveform")
    await wave.locator("canvas").first.wait_for()
    box = await wave.bounding_box()
    assert box
    height = box["y"] + box["height"] / 2
    await page.mouse.move(box["x"] + box["width"] / 4, height)
    await page.mouse.down()
    await page.mouse.move(box["x"] + box["width"] * 3 / 4, height, steps=8)
    await page.mouse.up()


async def heard_in_the_page(page: Page) -> None:
    """Wait until a player has played half a second of speech."""
    async with asyncio.timeout(15):
        while True:
            tracks = [one for one in await played(page) if len(one.samples) > one.rate / 2 > 0]
            if tracks and loudness(tracks[-1].samples) > SPEECH:
                return
            await asyncio.sleep(0.2)


async def kept(
    page: Page, language: str, prompt: str, take: int, folder: Path
) -> tuple[NDArray[np.float32], int]:
    """A take as the centre has it."""
    answer = await page.request.get(
        f"{page.url.partition('/prompts')[0]}/api/prompts/{language}/{prompt}/sound?take={take}"
    )
    file = folder / f"{take}.wav"
    await asyncio.to_thread(file.write_bytes, await answer.body())
    samples, rate = read(file)
    return samples[:, 0], rate


async def sheet(reader: Person, language: str, prompt: str) -> dict[str, Any]:
    found: dict[str, Any] = await reader.see(f"/api/prompts/{language}/{prompt}")
    return found


async def greeting(reader: Person) -> dict[str, Any]:
    """What callers hear first."""
    rows: list[dict[str, Any]] = await reader.see("/api/prompts", language="zh")
    return next(row for row in rows if any(use["node"] == "greeting" for use in row["uses"]))


async def beginning_of_a_call(product: Centre, folder: Path) -> NDArray[np.float32]:
    async with calling(product.sip, folder, Pause(2_500), HangUp()) as caller:
        await caller.finish(20)
        return caller.heard().between(0.6, 2.0)


def sounds_like_the_tone(sound: NDArray[np.float32]) -> bool:
    return has(sound, 8_000, CUSTOMER_TONE, without=AGENT_TONE)


def tone_file(folder: Path, seconds: float, level: float = LEVEL) -> Path:
    file = folder / "tone.wav"
    write_wav(file, tone(CUSTOMER_TONE, seconds, 44_100, level), 44_100)
    return file
