from itertools import count
from pathlib import Path

import pytest
from tests.databases import POSTGRES, SQLITE, server
from tests.integration.integrity.kept import Kept

from switchroom.app.settings import Settings
from switchroom.testing.postgres import make_database

__all__ = ["server"]
_numbers = count(1)


class Site:
    """A machine: settings of centres, each with a home and a database of its own."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._folder = folder
        self._server = server

    def settings(self, name: str) -> Settings:
        """A place for a centre; nothing is there yet."""
        url = make_database(self._server, f"{name}{next(_numbers)}") if self._server else ""
        root = self._folder / f"{name}-asterisk"
        return Settings(home=self._folder / name, database=url, asterisk_root=root)

    def centre(self, settings: Settings) -> Kept:
        """The centre that these settings are of."""
        return Kept(settings.database or f"sqlite:///{settings.database_file}", settings.home)


@pytest.fixture(params=[SQLITE, POSTGRES])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """One machine; once with each kind of database."""
    postgres = request.param == POSTGRES
    return Site(tmp_path, request.getfixturevalue("server") if postgres else None)
