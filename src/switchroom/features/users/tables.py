"""Users, roles, sessions, failed sign-ins, second factors, and whom a provider knows as whom."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, Table, Text, false

from switchroom.runtime.tables import metadata

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("username", Text, nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("site", Text, nullable=False),
    Column("departments", JSON, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("email", Text, nullable=False, server_default=""),
    Column("must_change", Boolean, nullable=False, server_default=false()),
)

user_roles = Table(
    "user_roles",
    metadata,
    Column("user", Text, ForeignKey("users.id"), primary_key=True),
    Column("role", Text, primary_key=True),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("user", Text, ForeignKey("users.id"), nullable=False, index=True),
    Column("created", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("user_agent", Text, nullable=False),
    Column("way", Text, nullable=False, server_default="password"),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("username", Text, primary_key=True),
    Column("address", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", BigInteger, nullable=False, index=True),
)

roles = Table(
    "roles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", JSON, nullable=False),
    Column("permissions", JSON, nullable=False),
    Column("position", Integer, nullable=False),
)

sign_in_rules = Table(
    "sign_in_rules",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("user", Text, ForeignKey("users.id"), primary_key=True),
    Column("secret", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("recovery", JSON, nullable=False),
)

provider_identities = Table(
    "provider_identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("user", Text, ForeignKey("users.id"), nullable=False, index=True),
)
