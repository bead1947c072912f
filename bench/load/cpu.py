"""CPU time and memory of processes, from the kernel's own books."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


def seconds(pids: Iterable[int]) -> float:
    """CPU seconds of the processes so far, threads and ended children included."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in pids) / TICKS


def memory(pids: Iterable[int]) -> int:
    """Bytes of memory that the processes hold."""
    return sum(int(fields[21]) * PAGE for pid in pids if (fields := _stat(pid)))


def tree(pid: int, without: Iterable[int] = ()) -> list[int]:
    """A process and everything that it started, but for some and what those started."""
    excluded = set(without)
    if pid in excluded:
        return []
    return [pid, *(one for child in _children(pid) for one in tree(child, excluded))]


def machine() -> tuple[float, float]:
    """CPU seconds of the whole machine so far: at work, and altogether."""
    fields = [int(value) / TICKS for value in _text(PROC / "stat").splitlines()[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return sum(fields) - idle, sum(fields)


def _children(pid: int) -> Iterator[int]:
    for task in (PROC / str(pid) / "task").glob("*"):
        yield from map(int, _text(task / "children").split())


def _stat(pid: int) -> list[str]:
    """The fields of `stat` after the name; none when the process is gone."""
    return _text(PROC / str(pid) / "stat").rpartition(")")[2].split()


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
