"""Chromium as an agent's telephone: its microphone is a tone, everything that it hears is kept.

The tone is a flag of the process, so each agent has a browser of its own.
"""

import base64
import hashlib
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from numpy.typing import NDArray
from playwright.async_api import BrowserContext, Page, async_playwright

from switchroom.kernel.time import Instant
from switchroom.testing.sound import write_tone

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    # Several windows beside each other: none of them is at the back.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
LISTENING = Path(__file__).with_name("listening.js")
MICROPHONE_RATE = 48_000
LONGEST_TALK = 90
"""Seconds; Chromium is silent for a moment when it begins its microphone's file anew."""


@dataclass(frozen=True, slots=True)
class Track:
    """What came on one remote track, and from when on."""

    samples: NDArray[np.float32]
    rate: int
    began: Instant

    def last(self, seconds: float) -> NDArray[np.float32]:
        """Its end."""
        return self.samples[-round(seconds * self.rate) :]


@asynccontextmanager
async def browser(
    folder: Path,
    hertz: float,
    *,
    language: str = "en",
    dark: bool = False,
    certificate: Path | None = None,
) -> AsyncIterator[BrowserContext]:
    """A browser whose microphone hears a tone; `language` is the one its user prefers.

    `certificate` is the one self-signed certificate that it trusts.
    """
    microphone = _microphone(folder, hertz)
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    chosen = [f"--use-file-for-fake-audio-capture={microphone}"]
    if certificate:
        chosen.append(f"--ignore-certificate-errors-spki-list={_fingerprint(certificate)}")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=_chromium(), args=[*FLAGS, *root, *chosen]
        )
        context = await started.new_context(
            locale={"zh": "zh-CN", "en": "en-GB"}[language],
            color_scheme="dark" if dark else "light",
            permissions=["microphone"],
        )
        await context.add_init_script(path=LISTENING)
        try:
            yield context
        finally:
            await started.close()


async def heard(page: Page) -> list[Track]:
    """What a page heard since it was loaded, track by track."""
    return _tracks(await page.evaluate("window.__heard()"))


async def played(page: Page) -> list[Track]:
    """The sound files that a page played since it was loaded, each as far as it did."""
    return _tracks(await page.evaluate("window.__played()"))


def _tracks(tracks: list[dict[str, Any]]) -> list[Track]:
    return [Track(_samples(t["sound"]), t["rate"], round(t["began"])) for t in tracks]


def _fingerprint(certificate: Path) -> str:
    """The digest of its public key, as Chromium names keys."""
    public = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    key = public.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def _microphone(folder: Path, hertz: float) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    write_tone(folder / "microphone.wav", hertz, LONGEST_TALK, MICROPHONE_RATE)
    return folder / "microphone.wav"


def _samples(encoded: str) -> NDArray[np.float32]:
    whole = np.frombuffer(base64.b64decode(encoded), "<i2")
    return np.asarray(whole / 32_768, np.float32)


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise FileNotFoundError("no Chromium: install Debian's package chromium")
    return found
