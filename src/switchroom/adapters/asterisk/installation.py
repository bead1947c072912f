"""Where to get an Asterisk: the machine's own when it is new enough, else one in its own folder.

Debian 12 has no Asterisk package; Debian's unstable suite has the long-term version 22, which
needs a newer C library than Debian 12's. So it goes into a root of its own, by `mmdebstrap`.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from switchroom.adapters.asterisk.root import AsteriskRoot
from switchroom.kernel.errors import UnavailableError

OLDEST = 20
SUITE = "sid"
PACKAGES = "asterisk,asterisk-modules,ca-certificates"
DEFAULT = Path("/opt/switchroom/asterisk-root")

Run = Callable[[list[str]], str]
"""Runs a command and returns what it printed; OSError or CalledProcessError when it fails."""


def run(command: list[str]) -> str:
    """Run a command; what it printed."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 our own
    return done.stdout


def root_folder() -> Path:
    """Where the root of its own is or will be: `SWITCHROOM_ASTERISK_ROOT`, or the default."""
    return Path(os.environ.get("SWITCHROOM_ASTERISK_ROOT", DEFAULT))


def find_root(folder: Path | None = None, run: Run = run) -> AsteriskRoot | None:
    """The Asterisk to use, the machine's own first; None when there is none yet."""
    for root in (AsteriskRoot(Path("/")), AsteriskRoot(folder or root_folder())):
        if (root.path / "usr/sbin/asterisk").exists() and (version(root, run) or 0) >= OLDEST:
            return root
    return None


def version(root: AsteriskRoot, run: Run = run) -> int | None:
    """The main version of a root's Asterisk; None when it does not run."""
    try:
        printed = run(root.command("/usr/sbin/asterisk", "-V"))
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"Asterisk (\d+)\.", printed)
    return int(found[1]) if found else None


def install(folder: Path | None = None, run: Run = run) -> AsteriskRoot:
    """Find an Asterisk, or make its root. Made aside and renamed, so never half there.

    Raises:
        UnavailableError: something is missing; the text says what.
    """
    folder = folder or root_folder()
    if found := find_root(folder, run):
        return found
    _require_tools()
    aside = folder.with_name(folder.name + ".new")
    for leftover in (aside, folder):
        if leftover.exists():
            shutil.rmtree(leftover)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        run(_bootstrap(aside, mirror(run)))
    except subprocess.CalledProcessError as error:
        raise UnavailableError(f"Asterisk could not be fetched: {error.stderr[-500:]}") from error
    aside.rename(folder)
    return AsteriskRoot(folder)


def mirror(run: Run = run) -> str:
    """The machine's own package mirror, the one for the distribution itself."""
    sites = run(["apt-get", "indextargets", "--format", "$(SITE) $(SUITE)"]).splitlines()
    pairs = [line.split(" ", 1) for line in sites if " " in line]
    for site, suite in pairs:
        if "-" not in suite and site.rstrip("/").endswith("/debian"):
            return site
    if not pairs:
        raise UnavailableError("apt knows no package mirror; run `apt-get update` first")
    return pairs[0][0]


def _bootstrap(target: Path, site: str) -> list[str]:
    return [
        "mmdebstrap",
        "--mode=root",
        "--variant=minbase",
        f"--include={PACKAGES}",
        # A mirror may be a snapshot, whose index is past its date.
        '--aptopt=Acquire::Check-Valid-Until "false"',
        SUITE,
        str(target),
        site,
    ]


def _require_tools() -> None:
    if os.geteuid() != 0:
        raise UnavailableError(
            "installing Asterisk needs root: run the set-up once as root, "
            f"or install an Asterisk package of version {OLDEST} or newer"
        )
    if shutil.which("mmdebstrap") is None:
        raise UnavailableError(
            "installing Asterisk needs the package mmdebstrap: apt-get install it"
        )
