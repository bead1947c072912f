"""Notices, and to whom each one was sent: fixed when it is, so that it can be said who was told."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Table, Text

from switchroom.runtime.tables import metadata

notices = Table(
    "notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("to", JSON, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
)

notice_readings = Table(
    "notice_readings",
    metadata,
    Column("notice", Text, ForeignKey("notices.id"), primary_key=True),
    Column("user", Text, primary_key=True, index=True),
    Column("at", BigInteger),
)
"""One row a recipient; `at` is empty until they have read it."""
