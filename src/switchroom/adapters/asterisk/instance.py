"""The folders of one running Asterisk; several instances live side by side in one root."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from switchroom.adapters.asterisk.root import AsteriskRoot

OWNED = (
    "run",
    "lib",
    "lib/keys",
    "log",
    "spool",
    "spool/recording",
    "spool/conversations",
    "cache",
)
"""Written by Asterisk; the others (`etc`, `media`, `music`, `silence`) by us, only read by it."""

SILENT_SAMPLES = 80_000
"""Ten seconds, played again and again."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A name, and folders below `<state>/<name>`; inside paths unless said otherwise."""

    root: AsteriskRoot
    name: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9-]{1,40}", self.name):
            raise ValueError(f"an instance's name has a-z, 0-9 and - only, not {self.name!r}")

    @property
    def home(self) -> Path:
        """The instance's own folder."""
        return self.root.state / self.name

    @property
    def etc(self) -> Path:
        """Its configuration files."""
        return self.home / "etc"

    @property
    def media(self) -> Path:
        """Host path: sounds to play go below it, readable for all."""
        return self.root.host(self.home / "media")

    @property
    def music(self) -> Path:
        """Host path: one folder of sounds for each music class."""
        return self.root.host(self.home / "music")

    @property
    def conversations(self) -> Path:
        """Host path: where `<recording>.raw` of a conversation grows."""
        return self.root.host(self.home / "spool/conversations")

    @property
    def messages(self) -> Path:
        """Host path: where `<recording>.wav` of a message is left."""
        return self.root.host(self.home / "spool/recording")

    def music_classes(self) -> list[str]:
        """The folders of music that there are."""
        return sorted(path.name for path in self.music.iterdir() if path.is_dir())

    def make(self) -> None:
        """Make the folders, each for whom it is; no error when they stand already."""
        owner = self.root.owner()
        for folder in ("", "etc", "media", "music", "music/default", "silence", *OWNED):
            path = self.root.host(self.home / folder)
            path.mkdir(parents=True, exist_ok=True)
            if owner and folder in OWNED:
                os.chown(path, *owner)
        self.root.host(self.home / "silence/silence.sln").write_bytes(bytes(SILENT_SAMPLES * 2))
        self._close_to_others("etc", owner)

    def write_configuration(self, files: dict[str, str]) -> None:
        """Replace the configuration files, each whole or not at all."""
        for name, text in files.items():
            target = self.root.host(self.etc / name)
            aside = target.with_suffix(".new")
            aside.write_text(text)
            aside.replace(target)

    def remove(self) -> None:
        """Remove the instance with all its files."""
        shutil.rmtree(self.root.host(self.home), ignore_errors=True)

    def _close_to_others(self, folder: str, owner: tuple[int, int] | None) -> None:
        path = self.root.host(self.home / folder)
        path.chmod(0o750)
        if owner:
            os.chown(path, 0, owner[1])
