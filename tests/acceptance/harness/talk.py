"""Whether customer and agent hear each other, by the tones that each of them sends."""

import asyncio
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from playwright.async_api import Page
from tests.acceptance.harness.browser import heard
from tests.acceptance.harness.caller import Caller
from tests.acceptance.harness.hearing import RATE

from switchroom.testing.sound import tone_level

CUSTOMER_TONE, AGENT_TONE = 440.0, 660.0
LOUD, SILENT = 0.1, 0.02


def has(sound: NDArray[np.float32], rate: int, hertz: float, without: float) -> bool:
    """Whether a sound holds a tone, and not another.

    It is measured in short pieces: where a busy machine loses or stretches a packet the tone's
    phase jumps, and before and after would cancel each other.
    """
    pieces = np.split(sound, range(rate // 10, len(sound), rate // 10))[:-1]
    return (
        len(pieces) >= 5
        and fmean(tone_level(piece, rate, hertz) for piece in pieces) > LOUD
        and fmean(tone_level(piece, rate, without) for piece in pieces) < SILENT
    )


async def hear_each_other(page: Page, caller: Caller, within: float = 20.0) -> None:
    """Wait until each hears the other for a second, and the agent not their own voice.

    They do not at once: first the agent's number is announced.
    """
    said = ""
    try:
        async with asyncio.timeout(within):
            while said := await _unheard(page, caller):  # noqa: ASYNC110 a browser
                await asyncio.sleep(0.5)
    except TimeoutError:
        raise AssertionError(said) from None


async def heard_by(page: Page, hertz: float | None, without: float, within: float = 20.0) -> None:
    """Wait until a page has heard a tone for a second (None: nothing), and not another."""
    try:
        async with asyncio.timeout(within):
            while not await _hears(page, hertz, without):  # noqa: ASYNC110 a browser
                await asyncio.sleep(0.5)
    except TimeoutError:
        raise AssertionError(f"the page does not hear {hertz or 'silence'}") from None


async def _hears(page: Page, hertz: float | None, without: float) -> bool:
    tracks = await heard(page)
    if not tracks or not tracks[-1].rate:  # nothing has come yet
        return False
    sound, rate = tracks[-1].last(1.0), tracks[-1].rate
    if hertz is None:
        return tone_level(sound, rate, without) < SILENT
    return has(sound, rate, hertz, without)


async def _unheard(page: Page, caller: Caller) -> str:
    tracks = await heard(page)
    if (
        not tracks
        or not tracks[-1].rate
        or not has(tracks[-1].last(1.0), tracks[-1].rate, CUSTOMER_TONE, AGENT_TONE)
    ):
        return "the agent does not hear the customer"
    if not has(caller.heard().samples[-RATE:], RATE, AGENT_TONE, CUSTOMER_TONE):
        return "the customer does not hear the agent"
    return ""
