"""The lists; a caller is found by the index on `number`, however long they are."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from switchroom.runtime.tables import metadata

screening = Table(
    "screening",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False, index=True),
    Column("match", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("starts", BigInteger, nullable=False),
    Column("ends", BigInteger),
    Column("priority", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
)
