"""Empty databases for tests: a SQLite file, and a PostgreSQL of the tests' own."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

from switchroom.adapters.postgres import engine as postgres_engine
from switchroom.adapters.sqlite import engine as sqlite_engine
from switchroom.testing.postgres import make_database, postgres_server

SQLITE = "sqlite"
POSTGRES = "postgresql"
_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """One PostgreSQL for all tests of a folder."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=[SQLITE, POSTGRES])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database; the test runs once on each kind."""
    if request.param == SQLITE:
        return f"sqlite:///{tmp_path / 'centre.db'}"
    return make_database(request.getfixturevalue("server"), f"test{next(_numbers)}")


def writer(url: str) -> Engine:
    """The engine that writes to it."""
    if url.startswith(SQLITE):
        return sqlite_engine.writer_engine(_file(url))
    return postgres_engine.writer_engine(url)


def reader(url: str) -> Engine:
    """The engine that only reads it."""
    if url.startswith(SQLITE):
        return sqlite_engine.reader_engine(_file(url))
    return postgres_engine.reader_engine(url)


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))
