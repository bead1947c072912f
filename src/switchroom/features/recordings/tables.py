"""Recordings, and who listened when."""

from sqlalchemy import BigInteger, Column, Table, Text

from switchroom.runtime.tables import metadata

recordings = Table(
    "recordings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("interaction", Text, nullable=False, index=True),
    Column("segment", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("path", Text),
    Column("format", Text),
    Column("duration", BigInteger),
    Column("size", BigInteger),
    Column("digest", Text),
    Column("reason", Text),
)

recording_plays = Table(
    "recording_plays",
    metadata,
    Column("recording", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
)
