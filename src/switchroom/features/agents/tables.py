"""One row an agent."""

from sqlalchemy import JSON, Boolean, Column, Table, Text

from switchroom.runtime.tables import metadata

agents = Table(
    "agents",
    metadata,
    Column("agent", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("extension", Text, nullable=False, unique=True),
    Column("team", Text, nullable=False),
    Column("skills", JSON, nullable=False),
    Column("queues", JSON(none_as_null=True)),
    Column("capacity", JSON, nullable=False),
    Column("interrupts", JSON, nullable=False),
    Column("recorded", Boolean, nullable=False),
)
