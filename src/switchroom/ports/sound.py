"""Sound files: what telephone engines play, what recordings become, what a browser draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from switchroom.kernel.time import Millis

SoundFormat = Literal["opus", "wav"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSound:
    """Samples without a header: 16-bit little-endian, channels interleaved.

    Attributes:
        path: the file.
        rate: samples a second, 8000 or 16000.
        channels: 1, or 2: the agent and the customer.
    """

    path: Path
    rate: int
    channels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSound:
    """A sound as it is kept; `sha256` is in hexadecimal digits, `size` in bytes."""

    path: Path
    format: SoundFormat
    duration_ms: Millis
    size: int
    sha256: str


class Sounds(Protocol):
    """Works on sound files beside the event loop. Every file is written whole or not at all."""

    async def make_playable(self, source: Path, stem: Path) -> None:
        """Turn any sound file into a prompt: trimmed, of even loudness, as `stem.alaw`, `.wav16`.

        Raises:
            InvalidError: the source is no sound, or silent.
        """
        ...

    def is_playable(self, stem: Path) -> bool:
        """Whether the prompt is there, complete; answers at once."""
        ...

    async def store(self, source: RawSound | Path, stem: Path, kind: SoundFormat) -> StoredSound:
        """Keep a recording, raw or as a WAV file, as `stem.opus` or `stem.wav`.

        Raises:
            InvalidError: the source is no sound, or empty.
        """
        ...

    async def peaks(self, path: Path, count: int) -> Sequence[Sequence[float]]:
        """The loudest sample (0 to 1) of `count` equal stretches, for each channel.

        Raises:
            InvalidError: the file is no sound.
        """
        ...

    async def make_fixed_sounds(self, folder: Path) -> None:
        """Write music/default/calm, beep, ringback and notice below `folder`, if not there."""
        ...
