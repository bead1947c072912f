"""Recordings: from what the telephone engine wrote to what is kept."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import soundfile

from switchroom.kernel.errors import InvalidError
from switchroom.ports.sound import RawSound, SoundFormat, StoredSound
from switchroom.runtime.files import written_whole

BLOCK_S = 10  # so that an hour takes no more memory than a moment
_CODINGS = {"opus": ("OGG", "OPUS"), "wav": ("WAV", "PCM_16")}


def store(source: RawSound | Path, stem: Path, kind: SoundFormat) -> StoredSound:
    """Encode a recording in a file beside its final place, then move it there."""
    target = stem.with_name(f"{stem.name}.{kind}")
    with _opened(source) as sound:
        if sound.frames == 0:
            raise InvalidError(f"{Path(sound.name).name} holds no sound")
        with written_whole(target) as draft:
            _encode(sound, draft, kind)
        duration = sound.frames * 1000 // sound.samplerate
    return StoredSound(
        path=target,
        format=kind,
        duration_ms=duration,
        size=target.stat().st_size,
        sha256=_digest(target),
    )


@contextmanager
def _opened(source: RawSound | Path) -> Iterator[soundfile.SoundFile]:
    """The source as libsndfile reads it; an incomplete last frame of a raw file is left out."""
    path = source.path if isinstance(source, RawSound) else source
    try:
        sound = _opened_raw(source) if isinstance(source, RawSound) else soundfile.SoundFile(source)
    except (soundfile.LibsndfileError, OSError) as error:
        raise InvalidError(f"{path.name} is no sound file that can be read") from error
    with sound:
        yield sound


def _opened_raw(source: RawSound) -> soundfile.SoundFile:
    return soundfile.SoundFile(
        source.path,
        samplerate=source.rate,
        channels=source.channels,
        format="RAW",
        subtype="PCM_16",
        endian="LITTLE",
    )


def _encode(sound: soundfile.SoundFile, target: Path, kind: SoundFormat) -> None:
    container, coding = _CODINGS[kind]
    with soundfile.SoundFile(
        target, "w", sound.samplerate, sound.channels, coding, format=container
    ) as encoded:
        for block in sound.blocks(BLOCK_S * sound.samplerate, dtype="int16"):
            encoded.write(block)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
