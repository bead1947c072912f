"""Progress of long work, from who does it to who shows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from rich.console import Console
from rich.progress import (
    BarColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bars,
)

Progress: TypeAlias = Callable[[str, int, int], None]
"""Hears what is being done, how much is done, and of how much (0: nobody knows)."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Hears nothing."""


@contextmanager
def shown(console: Console) -> Iterator[Progress]:
    """Bars on a terminal, one for each kind of work; nothing where there is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Bars(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as bars:
        known: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in known:
                known[what] = bars.add_task(what)
            bars.update(known[what], completed=done, total=total or None)

        yield show
