"""What the centre wrote down, read beside it."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from tests.chaos.ledger import Part, Written

_CONTACTS = "SELECT id, caller, opened, ended, cause FROM interactions WHERE direction = 'in'"
_PARTS = "SELECT interaction, agent, started, ended FROM segments"


def written(database: Path) -> list[Written]:
    """All contacts of a centre's SQLite database."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        parts = defaultdict[str, list[Part]](list)
        for interaction, agent, begun, ended in connection.execute(_PARTS):
            parts[interaction].append(Part(agent, begun, ended))
        return [
            Written(caller, opened, ended, cause, tuple(parts[interaction]))
            for interaction, caller, opened, ended, cause in connection.execute(_CONTACTS)
        ]
