"""Rows that are made from the journal alone, and can be made again from it.

Times are instants, `waited`, `talked`, `held` and `wrapped` are milliseconds. `talking_since`,
`held_since` and `wrapping` (how many write it up) are for the projectors' own counting.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, Table, Text, false, text

from switchroom.runtime.tables import metadata


def _moment(name: str) -> Column[int]:
    return Column(name, BigInteger)


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


interactions = Table(
    "interactions",
    metadata,
    Column("id", Text, primary_key=True),
    _text("channel"),
    _text("direction"),
    _text("state"),
    _text("caller"),
    _text("caller_name"),
    _text("called"),
    _text("trunk"),
    _text("site"),
    _text("department"),
    _text("language"),
    _text("customer"),
    _text("queue"),
    _text("agent"),
    _text("flow"),
    _number("flow_version"),
    Column("opened", BigInteger, nullable=False),
    _moment("queued"),
    _moment("offered"),
    _moment("connected"),
    _moment("ended"),
    _number("offers"),
    _number("waited"),
    _number("talked"),
    _number("held"),
    _number("wrapped"),
    _moment("talking_since"),
    _moment("held_since"),
    _number("wrapping"),
    _text("cause"),
    _number("code"),
    _text("disposition"),
    _text("note"),
    _number("recordings"),
    Index("ix_interactions_opened_id", "opened", "id"),
    *(
        Index(f"ix_interactions_{column}_opened_id", column, "opened", "id")
        for column in ("agent", "queue", "customer", "caller", "state")
    ),
    Index(
        "ix_interactions_rung",
        "called",
        "opened",
        sqlite_where=text("direction = 'out'"),
        postgresql_where=text("direction = 'out'"),
    ),
)

segments = Table(
    "segments",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("segment", Text, primary_key=True),
    _text("agent"),
    _text("queue"),
    Column("started", BigInteger, nullable=False),
    _moment("ended"),
    _text("cause"),
    _moment("wrap_up_started"),
    _moment("wrap_up_ended"),
    Index("ix_segments_agent_started", "agent", "started"),
)

queue_visits = Table(
    "queue_visits",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("visit", Integer, primary_key=True),
    _text("queue"),
    Column("entered", BigInteger, nullable=False),
    _moment("left"),
    _text("outcome"),
    _number("waited"),
    _text("agent"),
    Index("ix_queue_visits_left", "left"),
)

interaction_path = Table(
    "interaction_path",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("step", Integer, primary_key=True),
    _text("flow"),
    _text("node"),
    _text("kind"),
    Column("label", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("at", BigInteger, nullable=False),
)

interaction_facts = Table(
    "interaction_facts",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("step", Integer, nullable=False),
    _text("value"),
    Column("at", BigInteger, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    _text("agent"),
    Column("at", BigInteger, nullable=False),
    Index("ix_ratings_question_at", "question", "at"),
    Index("ix_ratings_agent_at", "agent", "at"),
)

interaction_parties = Table(
    "interaction_parties",
    metadata,
    Column("interaction", Text, primary_key=True),
    Column("leg", Text, primary_key=True),
    *(_text(name) for name in ("kind", "purpose", "agent", "number", "segment", "state")),
    Column("muted", Boolean, nullable=False, server_default=false()),
    Column("since", BigInteger, nullable=False),
    _moment("lost_until"),
    Column("place", Integer, nullable=False, server_default="0"),
)

READ_MODEL = (
    interactions,
    segments,
    queue_visits,
    interaction_path,
    interaction_facts,
    interaction_parties,
    ratings,
)
"""Everything that `rebuild` makes again."""
