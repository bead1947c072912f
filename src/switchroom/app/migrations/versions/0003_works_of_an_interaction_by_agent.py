"""Several agents may work on one interaction: its row lists works, where it had one or none."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROWS = sa.table("routing_rows", sa.column("kind"), sa.column("key"), sa.column("data"))
CHANGE = (
    sa.update(ROWS)
    .where(ROWS.c.kind == "interaction", ROWS.c.key == sa.bindparam("which"))
    .values(data=sa.bindparam("changed"))
)


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    stored = connection.execute(sa.select(ROWS).where(ROWS.c.kind == "interaction")).all()
    if stored:
        changes = [{"which": row.key, "changed": _with_works(row.data)} for row in stored]
        connection.execute(CHANGE, changes)


def _with_works(data: str) -> str:
    row = json.loads(data)
    work = row.pop("work")
    return json.dumps(row | {"works": [] if work is None else [work]})
