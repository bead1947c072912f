"""What desks keep: what is being typed, how agents like to work, help, plans."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, false

from switchroom.runtime.tables import metadata

drafts = Table(
    "drafts",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("disposition", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
)

desk_preferences = Table(
    "desk_preferences",
    metadata,
    Column("agent", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("toured", Boolean, nullable=False, server_default=false()),
)

help_requests = Table(
    "help_requests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("interaction", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    Column("seen_at", BigInteger),
    Column("seen_by", Text),
)

planned_calls = Table(
    "planned_calls",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("when_free", Boolean, nullable=False, server_default=false()),
    Column("colleague", Text, nullable=False, server_default=""),
    Column("until", BigInteger, nullable=False, server_default="0"),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("interaction", Text, nullable=False, server_default=""),
    Index("ix_planned_calls_agent_due", "agent", "due"),
)
