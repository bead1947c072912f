"""Sound files: what telephone engines play, what recordings become, what a browser draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal, Protocol

from switchroom.kernel.errors import InvalidError
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What becomes of a take.

    Attributes:
        start: where it begins, and `end` where it ends; None: where it ends now.
        gain: decibels louder or softer.
        normalise: without silence around it, and as loud as all prompts are.
    """

    start: Millis = 0
    end: Millis | None = None
    gain: float = 0.0
    normalise: bool = False


class UnreadableSoundError(InvalidError):
    """A file is no sound, or of a kind that is not taken."""

    code: ClassVar[str] = "sound-unreadable"


class LongSoundError(InvalidError):
    """A sound is longer than is taken."""

    code: ClassVar[str] = "sound-too-long"


class SilentSoundError(InvalidError):
    """There is nothing to be heard."""

    code: ClassVar[str] = "sound-silent"


class NothingLeftError(InvalidError):
    """Of a sound nothing would be left."""

    code: ClassVar[str] = "sound-too-short"


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

    async def accept(self, source: Path, target: Path) -> None:
        """Turn what somebody uploaded (WAV, MP3, OGG, M4A ...) into a 16-bit mono WAV file.

        Raises:
            UnreadableSoundError: it is no sound.
            LongSoundError: it is too long.
        """
        ...

    async def cut(self, source: Path, target: Path, how: Cut) -> Millis:
        """Cut and amplify a WAV file into another; how long that is.

        Raises:
            NothingLeftError: nothing would be left.
            SilentSoundError: there would be nothing to be heard.
        """
        ...

    async def place(self, source: Path, stem: Path) -> None:
        """Make a WAV file a prompt just as it is, as `stem.alaw` and `stem.wav16`."""
        ...

    async def remove(self, stem: Path) -> None:
        """Remove a prompt's files; nothing happens if there are none."""
        ...

    async def join(self, stems: Sequence[Path], target: Path) -> None:
        """Write prompts one after the other as a WAV file."""
        ...

    def duration(self, stem: Path) -> Millis | None:
        """How long a prompt is; None when it is not there."""
        ...

    async def make_fixed_sounds(self, folder: Path) -> None:
        """Write music/default/calm, beep, ringback and notice below `folder`, if not there."""
        ...
