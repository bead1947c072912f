"""Where an Asterisk lives: the machine's own, or one in a folder of its own run by chroot.

This is the one place that knows host paths from inside paths. An **inside path** is what Asterisk
itself reads and writes; `host` and `inside` turn one into the other.
"""

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

STATE = Path("/var/lib/switchroom")
"""Below it, inside the root, each instance has its folder."""


@dataclass(frozen=True, slots=True)
class AsteriskRoot:
    """A file tree with an Asterisk in it; `/` for the machine's own.

    Attributes:
        path: the tree's top, on the host.
        state: the inside folder that holds the instances' folders.
    """

    path: Path
    state: Path = STATE

    @property
    def is_chroot(self) -> bool:
        """Whether programs of it must be run by chroot."""
        return self.path != Path("/")

    def host(self, inside: Path) -> Path:
        """The host's path of an inside path."""
        return self.path / inside.relative_to("/")

    def inside(self, host: Path) -> Path:
        """The inside path of a host's path; ValueError when Asterisk cannot see it."""
        return Path("/") / host.relative_to(self.path)

    def command(self, program: str, *arguments: str) -> list[str]:
        """How a program of this root is run."""
        prefix = ["chroot", str(self.path)] if self.is_chroot else []
        return [*prefix, program, *arguments]

    def owner(self, user: str = "asterisk") -> tuple[int, int] | None:
        """User and group id of the package's own user; None when we cannot change to it."""
        if os.geteuid() != 0:
            return None
        for line in self.host(Path("/etc/passwd")).read_text().splitlines():
            name, _, uid, gid, *_ = line.split(":")
            if name == user:
                return int(uid), int(gid)
        return None

    def modules(self) -> Path:
        """The inside folder of Asterisk's modules, which depends on the machine's architecture."""
        found = sorted(self.host(Path("/usr/lib")).glob("**/asterisk/modules"))
        return self.inside(found[0]) if found else Path(PurePosixPath("/usr/lib/asterisk/modules"))
