"""`python -m switchroom.app.migrations "add a column"`: write the revision that the tables ask for.

What Alembic proposes is a draft: read it, and mind that data stays (tests/integration/migrations).
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from switchroom.adapters.sqlite.engine import writer_engine
from switchroom.adapters.sqlite.schema import changing_schema
from switchroom.app.migrations import configuration, migrate, revisions


def main(message: str) -> None:
    """Compare the tables with a database at the newest revision; write what differs."""
    with tempfile.TemporaryDirectory() as folder:
        engine = writer_engine(Path(folder) / "draft.db")
        migrate(engine)
        settings = configuration()
        with changing_schema(engine) as connection:
            settings.attributes["connection"] = connection
            _format_what_is_written(settings)
            number = f"{len(revisions()) + 1:04}"
            command.revision(settings, message, autogenerate=True, rev_id=number)
        engine.dispose()


def _format_what_is_written(settings: Config) -> None:
    ruff = {"type": "exec", "executable": str(Path(sys.executable).with_name("ruff"))}
    for name, value in ruff.items():
        settings.set_section_option("post_write_hooks", f"ruff.{name}", value.replace("%", "%%"))
    settings.set_section_option(
        "post_write_hooks", "ruff.options", "format REVISION_SCRIPT_FILENAME"
    )
    settings.set_section_option("post_write_hooks", "hooks", "ruff")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
