"""Which database stands behind the store."""

from sqlalchemy import Engine

from switchroom.adapters.postgres import engine as postgres
from switchroom.adapters.sqlite import engine as sqlite
from switchroom.app.settings import Settings
from switchroom.kernel.errors import NotFoundError
from switchroom.runtime.threads import ThreadedDatabase


def engines(settings: Settings) -> tuple[Engine, Engine]:
    """The one that writes, and the one that reads."""
    if settings.database:
        url = settings.database
        return postgres.writer_engine(url), postgres.reader_engine(url)
    settings.home.mkdir(parents=True, exist_ok=True)
    file = settings.database_file
    return sqlite.writer_engine(file), sqlite.reader_engine(file)


def existing(settings: Settings) -> Engine:
    """One that reads a database that is there already, also beside a running centre.

    Raises:
        NotFoundError: there is none.
    """
    if settings.database:
        return postgres.reader_engine(settings.database)
    if not settings.database_file.exists():
        raise NotFoundError(
            f"There is no centre in {settings.home}; SWITCHROOM_HOME says where it is."
        )
    return sqlite.reader_engine(settings.database_file)


def database(writer: Engine, reader: Engine) -> ThreadedDatabase:
    """The database by its engines."""
    return ThreadedDatabase(writer, reader)
