"""One table for each kind of configuration; the columns are the fields of its record."""

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Integer, Table, Text, false

from switchroom.runtime.tables import metadata


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("id", Text, primary_key=True),
        Column("name", JSON, nullable=False),
        *columns,
        Column("position", Integer, nullable=False),
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _json(name: str) -> Column[Any]:
    return Column(name, JSON, nullable=False)


sites = _table(
    "sites",
    _text("zone"),
    _json("departments"),
    Column("home_area", Text, nullable=False, server_default=""),
)
skills = _table("skills")
queues = _table(
    "queues",
    _json("rule"),
    _text("music"),
    Column("answer_within", Integer, nullable=False),
    Column("service_target", Integer, nullable=False, server_default="80"),
    Column("survey_flow", Text, nullable=False, server_default=""),
)
schedules = _table("schedules", _json("data"))
numbers = _table(
    "numbers",
    _text("flow"),
    _text("trunk"),
    _text("site"),
    _text("department"),
    Column("listed_only", Boolean, nullable=False, server_default=false()),
)
trunks = _table(
    "trunks",
    _text("host"),
    _text("kind"),
    Column("port", Integer, nullable=False),
    _json("matches"),
    _text("username"),
    _text("secret"),
    _text("transport"),
    _json("codecs"),
    Column("caller_id", Text, nullable=False, server_default=""),
    Column("qualify", Integer, nullable=False, server_default="30"),
)
dispositions = _table(
    "dispositions",
    Column("parent", Text),
    Column("retired", Boolean, nullable=False, server_default=false()),
)
reasons = _table("not_ready_reasons")
mailboxes = _table("mailboxes", _json("skills"))
teams = _table("teams", _json("supervisors"))

options = Table(
    "options",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

flows = Table(
    "flows",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("data", JSON, nullable=False),
    Column("published", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("author", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("published_at", BigInteger),
)

flow_drafts = Table(
    "flow_drafts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("data", JSON, nullable=False),
    Column("base", Integer),
    Column("revision", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
)
"""One draft of a flow at most; `base` is the version that it began as."""
