"""`switchroom backup` and `switchroom restore` at the command line."""

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from switchroom.app.backup.making import backup
from switchroom.app.backup.manifest import Manifest
from switchroom.app.backup.restoring import restore
from switchroom.app.backup.sources import ASIDE
from switchroom.app.progress import shown
from switchroom.app.settings import Settings
from switchroom.kernel.errors import ConflictError
from switchroom.runtime.clock import SystemClock


def print_backup(settings: Settings, place: Path) -> None:
    """Make a backup, and say what is in it."""
    clock, console = SystemClock(), Console(highlight=False, soft_wrap=True)
    target = place
    if place.is_dir():
        moment = datetime.fromtimestamp(clock.now() / 1000, UTC)
        target = place / f"switchroom-{moment:%Y%m%dT%H%M%SZ}.tar"
    if target.exists():
        raise ConflictError(f"{target} exists already, and nothing is overwritten.")
    with shown(Console(stderr=True)) as progress:
        manifest = backup(settings, target, clock, progress)
    console.print(f"[green]Saved[/] {escape(str(target))}")
    _print_content(console, manifest)
    for name in manifest.missing:
        console.print(f"[red]✗ not there:[/] {escape(name)}; see `switchroom verify`")
    console.print(
        "It holds secrets: passwords' hashes, trunks' passwords, the chain's and the pages' keys. "
        "Whoever can read it can read every recording. Keep it accordingly."
    )


def print_restore(settings: Settings, archive: Path) -> None:
    """Restore a backup, and say what is to be done next."""
    console = Console(highlight=False, soft_wrap=True)
    with shown(Console(stderr=True)) as progress:
        manifest = restore(settings, archive, progress)
    console.print(f"[green]Restored[/] {escape(str(settings.home))}")
    _print_content(console, manifest)
    console.print(
        f"Settings and the pages' certificate of then are in {escape(str(settings.home / ASIDE))}; "
        "set what should hold here. Then: switchroom verify"
    )


def _print_content(console: Console, manifest: Manifest) -> None:
    moment = datetime.fromtimestamp(manifest.made / 1000, UTC)
    size = sum(member.size for member in manifest.files.values()) / 2**20
    console.print(
        f"{len(manifest.files)} files, {size:.1f} MiB, as of {moment:%Y-%m-%d %H:%M:%S} UTC; "
        f"{manifest.entries} journal entries"
    )
    console.print(f"Anchor  {manifest.seal}")
