"""`python -m switchroom.app.migrations "add a column"`: write the revision that the tables ask for.

What Alembic proposes is a draft: read it, and mind that data stays (tests/integration/migrations).
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from switchroom.adapters.sqlite.engine import writer_engine
from switchroom.adapters.sqlite.schema import changing_schema
from switchroom.app.migrations import configuration, migrate, revisions


def main(message: str) -> None:
    """Compare the tables with a database at the newest revision; write what differs."""
    settings, number = configuration(), f"{len(revisions()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = writer_engine(Path(folder) / "draft.db")
        migrate(engine)
        with changing_schema(engine) as connection:
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True, rev_id=number)
        engine.dispose()
    _tidy(Path(ScriptDirectory.from_config(settings).get_revision(number).path))


def _tidy(file: Path) -> None:
    file.write_text(re.sub(r" *# ### .*\n", "", file.read_text()))
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "format", "--quiet", file], check=True)  # noqa: S603 our own


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
