"""Whether there is room: for the database, the recordings, and what is being recorded."""

import asyncio
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from switchroom.features.alarms.watcher import Trouble, Watcher

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a disk is `low` (per cent that are free) and as good as `full` (megabytes)."""

    low: int
    full: int


def disk_watcher(folders: Mapping[str, Path], limits: Callable[[], Limits]) -> Watcher:
    """Looks after folders, by the names of what they are for."""

    async def look() -> Sequence[Trouble]:
        return await asyncio.to_thread(disk_troubles, folders, limits())

    return Watcher(kinds=frozenset({"disk-full", "disk-low"}), look=look)


def disk_troubles(folders: Mapping[str, Path], limits: Limits) -> list[Trouble]:
    """Those disks that are nearly full, or full; a disk with several folders is named once."""
    disks: dict[int, tuple[str, Path]] = {}
    for name, folder in folders.items():
        there = next(path for path in (folder, *folder.parents) if path.exists())
        disks.setdefault(there.stat().st_dev, (name, there))
    return [trouble for name, path in disks.values() if (trouble := _trouble(name, path, limits))]


def _trouble(name: str, path: Path, limits: Limits) -> Trouble | None:
    usage = shutil.disk_usage(path)
    detail = f"{usage.free / MEGABYTE:,.0f} MB"
    if usage.free <= limits.full * MEGABYTE:
        return Trouble(kind="disk-full", subject=name, detail=detail)
    if usage.free * 100 <= limits.low * usage.total:
        return Trouble(kind="disk-low", subject=name, detail=detail)
    return None
