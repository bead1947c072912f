"""Alarms of now and before, and the heartbeat by which it is known that the database writes."""

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from switchroom.runtime.tables import metadata

alarms = Table(
    "alarms",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("raised", BigInteger, nullable=False, index=True),
    Column("last", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
    Column("cleared", BigInteger, index=True),
    Column("acknowledged_at", BigInteger),
    Column("acknowledged_by", Text),
    Column("acknowledged_by_name", Text),
)
"""Ids are in the order in which alarms were raised."""

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)
"""One row: when the centre has last written that it can write."""
