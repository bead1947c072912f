"""The runtime's own tables, and the metadata that every feature's tables join."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

journal = Table(
    "journal",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("seal", LargeBinary),
    Index("ix_journal_stream_position", "stream", "position"),
    Index("ix_journal_type_at", "type", "at"),
)
"""Lines are only ever appended; each one's seal follows from the one before (domain.chain)."""

journal_end = Table(
    "journal_end",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("seal", LargeBinary),
)
"""One row: the last position that was given out, and the seal of its line. Whoever writes holds it
until the commit, so positions become visible in their order, whatever the database and however many
the writers."""

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
)

timers = Table(
    "timers",
    metadata,
    Column("timer", Text, primary_key=True),
    Column("due", BigInteger, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
)
