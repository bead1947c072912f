"""The process that reads what people upload: `python -m ...decoding <source> <target>`.

Files from outside are read here and nowhere else: with limits on memory, time and length, so that
a file made to do harm ends this process and nothing more. libsndfile reads WAV, MP3, OGG and FLAC;
what it does not know (M4A, WebM) FFmpeg's libraries decode. The target is mono WAV at 16 kHz.
"""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from switchroom.adapters.sound.samples import Samples, resampled

RATE = 16_000
LONGEST_S = 600
MEMORY = 2 << 30
SECONDS = 60
TOO_LONG, UNREADABLE = 3, 4
"""Exit codes."""


def main(source: Path, target: Path) -> int:
    """Decode; the exit code says what was wrong."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        samples = _by_libsndfile(source) if _known(source) else _by_ffmpeg(source)
    except OverflowError:
        return TOO_LONG
    except Exception:  # noqa: BLE001 whatever such a file provokes is the answer that it is none
        return UNREADABLE
    if samples.size == 0:
        return UNREADABLE
    soundfile.write(target, np.clip(samples, -1, 1), RATE, format="WAV", subtype="PCM_16")
    return 0


def _known(source: Path) -> bool:
    try:
        soundfile.info(source)
    except soundfile.LibsndfileError:
        return False
    return True


def _by_libsndfile(source: Path) -> Samples:
    with soundfile.SoundFile(source) as sound:
        samples = sound.read(LONGEST_S * sound.samplerate + 1, dtype="float32", always_2d=True)
        if len(samples) > LONGEST_S * sound.samplerate:
            raise OverflowError
        mono = np.nan_to_num(samples.mean(axis=1, dtype=np.float32))
        return resampled(mono, sound.samplerate, RATE)


def _by_ffmpeg(source: Path) -> Samples:
    blocks = list(_blocks(source))
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def _blocks(source: Path) -> Iterator[Samples]:
    import av  # noqa: PLC0415 takes a moment, and is seldom needed

    length = 0
    # Only these containers: others can name further files or addresses to read.
    with source.open("rb") as file, av.open(file, "r", format=_container(source)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                block = part.to_ndarray().reshape(-1)
                length += block.size
                if length > LONGEST_S * RATE:
                    raise OverflowError
                yield block.astype(np.float32) / np.float32(1 << 15)


def _container(source: Path) -> str:
    with source.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp":
        return "mp4"
    if start[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if start[:2] in {b"\xff\xf1", b"\xff\xf9"}:
        return "aac"
    raise ValueError("none of the kinds that are taken")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
