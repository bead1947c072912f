"""Checks of the machine."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import httpx

from switchroom.adapters.asterisk.installation import find_root
from switchroom.app.doctor.finding import Finding, advice, well, wrong
from switchroom.app.ports import needed, taken
from switchroom.app.settings import Settings
from switchroom.app.tls import own_url, trust

OLDEST_PYTHON = (3, 11)
GIB = 2**30
LITTLE_SPACE, FAIR_SPACE = 1 * GIB, 10 * GIB
FONTS = "fonts-noto-cjk"


def python(_: Settings) -> Finding:
    """Python's version."""
    seen = platform.python_version()
    if sys.version_info < OLDEST_PYTHON:
        return wrong("Python", seen, "Install Python 3.11 or newer, then `make clean setup`.")
    return well("Python", seen)


def rights(settings: Settings) -> Finding:
    """Whether Asterisk can be started: one in a root of its own takes chroot."""
    root = find_root(settings.asterisk_root)
    if os.geteuid() == 0:
        return well("Rights", "root")
    if root and not root.is_chroot:
        return well("Rights", "an ordinary user; enough for the machine's own Asterisk")
    return wrong(
        "Rights",
        f"an ordinary user, but Asterisk is in a root of its own, {settings.asterisk_root}",
        "Run as root, or install an Asterisk package of version 20 or newer.",
    )


def ports(settings: Settings) -> Finding:
    """Whether the ports are free, or our own."""
    if _is_running(settings):
        return well("Ports", f"in use by this centre, which runs on {settings.http_port}")
    wanted = needed(settings)
    blocked = {
        name: port
        for name, kind in wanted.items()
        if taken(settings.host, port := getattr(settings, name), kind)
    }
    if blocked:
        names = " and ".join(f"SWITCHROOM_{name.upper()}" for name in blocked)
        numbers = ", ".join(map(str, blocked.values()))
        remedy = f"Stop what uses them (`ss -lntup` names it), or set {names} to free ports."
        return wrong("Ports", f"taken by another program: {numbers}", remedy)
    return well("Ports", "free: " + ", ".join(str(getattr(settings, name)) for name in wanted))


def space(settings: Settings) -> Finding:
    """Room for recordings and the database."""
    free = shutil.disk_usage(_existing(settings.home)).free
    seen = f"{free / GIB:.1f} GiB free for {settings.home}"
    remedy = "Make room, or set SWITCHROOM_HOME to a folder on a larger disk."
    if free < LITTLE_SPACE:
        return wrong("Disk", seen, remedy)
    if free < FAIR_SPACE:
        return advice("Disk", seen, remedy)
    return well("Disk", seen)


def home(settings: Settings) -> Finding:
    """Whether everything that is kept can be written."""
    folder = _existing(settings.home)
    if not os.access(folder, os.W_OK | os.X_OK):
        remedy = f"Give this user the folder: chown -R $(id -u) {folder}"
        return wrong("Home", f"{folder} cannot be written", remedy)
    return well("Home", str(settings.home))


def text(_: Settings) -> Finding:
    """Whether names of files and output may be Chinese."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower() != "utf-8":
        return wrong("Locale", f"text is {encoding}", "Set LANG=C.UTF-8 and unset LC_ALL.")
    return well("Locale", "UTF-8")


def fonts(_: Settings) -> Finding:
    """Whether Chinese can be drawn on this machine; agents' own machines have their own fonts."""
    remedy = f"For a desk or documents drawn on this machine: apt-get install {FONTS}"
    if (listing := shutil.which("fc-list")) is None:
        return advice("Fonts", "no fonts installed", remedy)
    found = subprocess.run([listing, ":lang=zh"], capture_output=True, text=True, check=False)  # noqa: S603 its own path
    if not found.stdout.strip():
        return advice("Fonts", "none with Chinese characters", remedy)
    return well("Fonts", "Chinese characters can be drawn")


def caller(_: Settings) -> Finding:
    """Whether `switchroom demo call` can call."""
    if shutil.which("sipp") is None:
        remedy = "Only `switchroom demo call` needs it: apt-get install sip-tester"
        return advice("SIPp", "not installed", remedy)
    return well("SIPp", "installed")


def _is_running(settings: Settings) -> bool:
    try:
        url = f"{own_url(settings)}/healthz"
        trusted = trust(settings)
        answer: object = httpx.get(url, timeout=2.0, trust_env=False, verify=trusted).json()
    except (httpx.HTTPError, OSError, ValueError):
        return False
    return answer == {"status": "alive"}


def _existing(folder: Path) -> Path:
    return next(f for f in (folder, *folder.parents) if f.exists())
