from pathlib import Path

import pytest
from tests.databases import database_url, server
from tests.integration.integrity.kept import Kept

__all__ = ["database_url", "server"]


@pytest.fixture
def kept(database_url: str, tmp_path: Path) -> Kept:
    """A new centre; once on each kind of database."""
    centre = Kept(database_url, tmp_path / "home")
    centre.make()
    return centre
