"""The runtime's own tables, and the metadata that every feature's tables join."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Position = BigInteger().with_variant(Integer, "sqlite")
"""A growing number; SQLite grows only its plain integers by itself."""

journal = Table(
    "journal",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=True),
    Column("stream", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index("ix_journal_stream_position", "stream", "position"),
    Index("ix_journal_type_at", "type", "at"),
    sqlite_autoincrement=True,
)

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
