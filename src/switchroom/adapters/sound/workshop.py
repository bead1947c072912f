"""The `Sounds` port: everything here takes a while, so it is done in one thread of its own."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from switchroom.adapters.sound import music, peaks, playable, recordings, takes, tones
from switchroom.adapters.sound.samples import Samples
from switchroom.kernel.time import Millis
from switchroom.ports.sound import Cut, RawSound, SoundFormat, StoredSound

P = ParamSpec("P")
T = TypeVar("T")

_FIXED: Mapping[str, tuple[Callable[[], Samples], int]] = {
    "music/default/calm": (music.hold_music, music.RATE),
    "beep": (tones.beep, tones.RATE),
    "ringback": (tones.ringback, tones.RATE),
    "notice": (tones.notice, tones.RATE),
}


class SoundWorkshop:
    """Sound files by libsndfile, in one thread: a second core stays for calls."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "sound")

    async def make_playable(self, source: Path, stem: Path) -> None:
        """See the port."""
        await self._run(playable.make_playable, source, stem)

    def is_playable(self, stem: Path) -> bool:
        """See the port."""
        return playable.is_complete(stem)

    async def store(self, source: RawSound | Path, stem: Path, kind: SoundFormat) -> StoredSound:
        """See the port."""
        return await self._run(recordings.store, source, stem, kind)

    async def peaks(self, path: Path, count: int) -> list[list[float]]:
        """See the port."""
        return await self._run(peaks.peaks, path, count)

    async def accept(self, source: Path, target: Path) -> None:
        """See the port."""
        await takes.accept(source, target)

    async def cut(self, source: Path, target: Path, how: Cut) -> Millis:
        """See the port."""
        return await self._run(takes.cut, source, target, how)

    async def place(self, source: Path, stem: Path) -> None:
        """See the port."""
        await self._run(takes.place, source, stem)

    async def remove(self, stem: Path) -> None:
        """See the port."""
        await self._run(takes.remove, stem)

    async def join(self, stems: Sequence[Path], target: Path) -> None:
        """See the port."""
        await self._run(takes.joined, stems, target)

    def duration(self, stem: Path) -> Millis | None:
        """See the port."""
        return takes.duration(stem)

    async def make_fixed_sounds(self, folder: Path) -> None:
        """See the port."""
        for name, (made, rate) in _FIXED.items():
            if not playable.is_complete(folder / name):
                await self._run(_write_fixed, made, rate, folder / name)

    def close(self) -> None:
        """Finish what is being done and let the thread go."""
        self._thread.shutdown()

    async def _run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **kwargs))


def _write_fixed(made: Callable[[], Samples], rate: int, stem: Path) -> None:
    playable.write_playable(made(), rate, stem)
