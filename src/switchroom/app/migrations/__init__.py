"""The database's schema and its way there: numbered revisions, each applied once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from switchroom.adapters.postgres import schema as postgres
from switchroom.adapters.sqlite import schema as sqlite

CHANGING = {"sqlite": sqlite.changing_schema, "postgresql": postgres.changing_schema}
HEAD = "head"


def migrate(engine: Engine, to: str = HEAD) -> None:
    """Bring a database to a revision, all or nothing; `engine` is the one that writes."""
    with CHANGING[engine.dialect.name](engine) as connection:
        settings = configuration()
        settings.attributes["connection"] = connection
        command.upgrade(settings, to)


def revision_of(engine: Engine) -> str | None:
    """Where a database stands; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(configuration())
    return [revision.revision for revision in script.walk_revisions()][::-1]


def configuration() -> Config:
    """Alembic's settings; there is no file of them."""
    settings = Config()
    here = str(Path(__file__).parent).replace("%", "%%")
    settings.set_main_option("script_location", here)
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return settings
