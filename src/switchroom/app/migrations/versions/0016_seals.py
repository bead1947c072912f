"""Each line of the journal is sealed, with the lines that are there."""

import sqlalchemy as sa
from alembic import op

from switchroom.domain.chain.links import GENESIS, Line, seal_of

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
AT_ONCE = 5_000

journal = sa.table(
    "journal",
    sa.column("position", sa.BigInteger()),
    sa.column("stream", sa.Text()),
    sa.column("type", sa.Text()),
    sa.column("at", sa.BigInteger()),
    sa.column("actor", sa.Text()),
    sa.column("data", sa.Text()),
    sa.column("seal", sa.LargeBinary()),
)
journal_end = sa.table("journal_end", sa.column("seal", sa.LargeBinary()))


def upgrade() -> None:
    """Apply."""
    op.add_column("journal", sa.Column("seal", sa.LargeBinary(), nullable=True))
    op.add_column("journal_end", sa.Column("seal", sa.LargeBinary(), nullable=True))
    _seal_what_is_there(op.get_bind())


def _seal_what_is_there(connection: sa.Connection) -> None:
    position, seal = 0, GENESIS
    while lines := _lines_after(connection, position):
        sealed = []
        for line in lines:
            seal = seal_of(seal, line)
            sealed.append({"line": line.position, "sealed": seal})
        same = journal.c.position == sa.bindparam("line")
        kept = sa.update(journal).where(same).values(seal=sa.bindparam("sealed"))
        connection.execute(kept, sealed)
        position = lines[-1].position
    connection.execute(sa.update(journal_end).values(seal=seal))


def _lines_after(connection: sa.Connection, position: int) -> list[Line]:
    columns = [column for column in journal.c if column.name != "seal"]
    following = sa.select(*columns).where(journal.c.position > position)
    rows = connection.execute(following.order_by(journal.c.position).limit(AT_ONCE))
    return [Line(*row) for row in rows]
