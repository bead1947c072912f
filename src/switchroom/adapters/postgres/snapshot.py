"""A PostgreSQL database at one moment, written and read back by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, make_url, text

from switchroom.kernel.errors import ConflictError, UnavailableError

Progress = Callable[[int, int], None]
PLAIN = ("--no-owner", "--no-privileges")


@dataclass(frozen=True, slots=True)
class PostgresSnapshot:
    """The moment: what `connection` reads, and what `dump` writes."""

    connection: Connection
    url: str
    name: str

    def dump(self, target: Path, _: Progress) -> None:
        """Write the database in pg_dump's own format."""
        chosen = ("--format=custom", f"--snapshot={self.name}", f"--file={target}")
        _run("pg_dump", self.url, (*PLAIN, *chosen))


@contextmanager
def snapshot(reader: Engine, url: str) -> Iterator[PostgresSnapshot]:
    """Hold one moment: the open transaction exports it to pg_dump."""
    with reader.connect() as connection:
        name = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        yield PostgresSnapshot(connection, url, name)


def require_empty(reader: Engine) -> None:
    """ConflictError if there are tables."""
    if inspect(reader).get_table_names():
        raise ConflictError("The database has tables already; restore into an empty one.")


def load(source: Path, url: str) -> None:
    """Bring an empty database to what a dump says, all or nothing."""
    _run("pg_restore", url, (*PLAIN, "--single-transaction", "--exit-on-error", str(source)))


def _run(program: str, url: str, options: Sequence[str]) -> None:
    """Run a client program; the password goes by the environment, where nobody else sees it."""
    path = shutil.which(program)
    if path is None:
        raise UnavailableError(f"There is no {program}; install PostgreSQL's client programs.")
    target = make_url(url).set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": target.password} if target.password else None
    address = target._replace(password=None).render_as_string()
    command = [path, f"--dbname={address}", *options]
    outcome = subprocess.run(  # noqa: S603 a program of the machine, found by its name
        command, env=environment, capture_output=True, text=True, check=False
    )
    if outcome.returncode != 0:
        why = outcome.stderr.strip() or f"it ended with {outcome.returncode}"
        raise UnavailableError(f"{program} failed: {why}")
