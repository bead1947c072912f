import subprocess
from pathlib import Path

import pytest

from switchroom.adapters.asterisk.installation import Run, mirror, version
from switchroom.adapters.asterisk.root import AsteriskRoot
from switchroom.kernel.errors import UnavailableError

pytestmark = pytest.mark.unit

ROOT = AsteriskRoot(Path("/opt/root"))


def printing(text: str) -> Run:
    return lambda _: text


def failing(command: list[str]) -> str:
    raise subprocess.CalledProcessError(127, command)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Asterisk 22.10.1+dfsg+~cs6.17 built by nobody", 22),
        ("Asterisk 20.6.0~dfsg+~cs6.13-2build5", 20),
        ("Asterisk certified/20.7-cert1", None),
        ("", None),
    ],
)
def test_main_version_is_told_when_asterisk_prints_it(printed: str, expected: int | None) -> None:
    assert version(ROOT, printing(printed)) == expected


def test_there_is_no_version_when_asterisk_does_not_run() -> None:
    assert version(ROOT, failing) is None


def test_mirror_is_the_distributions_when_apt_knows_several() -> None:
    listed = (
        "http://mirror.test/debian-security oldstable-security\n"
        "http://mirror.test/debian oldstable-updates\n"
        "http://mirror.test/debian oldstable\n"
    )
    assert mirror(printing(listed)) == "http://mirror.test/debian"


def test_mirror_is_missed_when_apt_knows_none() -> None:
    with pytest.raises(UnavailableError):
        mirror(printing(""))


def test_paths_translate_both_ways_when_asterisk_lives_in_a_root() -> None:
    inside = Path("/var/lib/switchroom/main/media/hello")
    assert ROOT.host(inside) == Path("/opt/root/var/lib/switchroom/main/media/hello")
    assert ROOT.inside(ROOT.host(inside)) == inside
    with pytest.raises(ValueError, match="is not in the subpath"):
        ROOT.inside(Path("/elsewhere/hello"))
    assert ROOT.command("asterisk", "-f") == ["chroot", "/opt/root", "asterisk", "-f"]
    assert AsteriskRoot(Path("/")).command("asterisk") == ["asterisk"]
