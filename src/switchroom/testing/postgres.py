"""A PostgreSQL of a test's own: made in a temporary folder, reached by a socket file in it.

It runs as the user `postgres` when the test is root, since PostgreSQL refuses to run as root.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

PROGRAMS = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the folder is thrown away; a crash of the machine is not what is tested
    "max_connections": "40",
}


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server; gives the URL of its database `postgres`, whose user may make others."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="switchroom-pg-"))
    if user:
        shutil.chown(folder, user)
    try:
        _make(folder, user)
        server = _start(folder, user)
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # does not wait until its clients leave
            server.wait()
    finally:
        shutil.rmtree(folder)


def make_database(server: str, name: str) -> str:
    """Make an empty database; its URL."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _program(name: str) -> str:
    found = sorted(PROGRAMS.glob(f"*/bin/{name}"))
    if not found:
        raise FileNotFoundError(f"no {name} below {PROGRAMS}: install Debian's package postgresql")
    return str(found[-1])


def _make(folder: Path, user: str | None) -> None:
    options = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
    command = [_program("initdb"), *options, "--locale=C.UTF-8", str(folder / "data")]
    subprocess.run(command, user=user, cwd=folder, check=True, capture_output=True)  # noqa: S603 our own


def _start(folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    log = folder / "log"
    settings = SETTINGS | {"unix_socket_directories": str(folder)}
    chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as output:
        command = [_program("postgres"), "-D", str(folder / "data"), *chosen]
        server = subprocess.Popen(command, user=user, cwd=folder, stdout=output, stderr=output)  # noqa: S603 our own
    ready = [_program("pg_isready"), "-q", "-h", str(folder)]
    while subprocess.run(ready, check=False).returncode != 0:  # noqa: S603 our own
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
    return server
