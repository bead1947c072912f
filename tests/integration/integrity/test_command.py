import io
import sys
from pathlib import Path

import pytest
from rich.console import Console
from tests.databases import SQLITE
from tests.integration.integrity.kept import Kept, living

from switchroom.app import cli
from switchroom.app.integrity.command import newest_seal, print_verify
from switchroom.app.settings import Settings
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.integration


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
async def kept(settings: Settings) -> Kept:
    """A centre whose SQLite file is in its home."""
    centre = Kept(f"{SQLITE}:///{settings.database_file}", settings.home)
    centre.make()
    async with living(centre) as running:
        await running.configure("q1", 1)
        await running.record("r1")
    return centre


def said(settings: Settings, *anchors: str) -> tuple[bool, str]:
    output = io.StringIO()
    console = Console(file=output, width=200, highlight=False)
    return print_verify(settings, anchors, console), output.getvalue()


async def test_the_anchor_is_printed_when_all_is_well(kept: Kept, settings: Settings) -> None:
    well, text = said(settings, newest_seal(settings).upper())
    assert well
    assert "All is as it was sealed." in text
    assert newest_seal(settings) in text
    assert kept.home == settings.home


async def test_what_was_done_is_printed_when_something_is_wrong(
    kept: Kept, settings: Settings
) -> None:
    kept.tamper("UPDATE recordings SET agent = '[red]1' WHERE id = 'r1'")
    well, text = said(settings)
    assert not well
    assert "✗ changed recording r1 (interaction i-r1) of 20" in text
    assert "agent is '[red]1', but the journal says '1002'" in text
    assert "1 thing is not as sealed." in text


@pytest.mark.parametrize("broken", [False, True])
async def test_the_exit_code_tells_when_a_script_asks(
    kept: Kept, settings: Settings, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    if broken:
        kept.tamper("DELETE FROM journal WHERE position = 1")
    monkeypatch.setenv("SWITCHROOM_HOME", str(settings.home))
    monkeypatch.setattr(sys, "argv", ["switchroom", "verify"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == (1 if broken else 0)


def test_it_is_said_when_there_is_no_centre(settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="SWITCHROOM_HOME"):
        said(settings)
    assert not settings.home.exists()


async def test_an_anchor_is_refused_when_it_is_none(kept: Kept, settings: Settings) -> None:
    with pytest.raises(InvalidError, match="64"):
        said(settings, newest_seal(settings)[:-1])
    assert kept.verify().findings == []


async def test_it_is_said_when_the_schema_is_older(kept: Kept, settings: Settings) -> None:
    kept.tamper("UPDATE alembic_version SET version_num = '0015'")
    with pytest.raises(ConflictError, match="older schema"):
        said(settings)
