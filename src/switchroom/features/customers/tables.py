"""Customers and what belongs to them.

Whoever calls is found by an index on the number, and an account by its own, however many there
are. `site` and `department` empty: the customer is everybody's.
"""

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Integer, Table, Text

from switchroom.runtime.tables import metadata

customers = Table(
    "customers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("vip", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
)

customer_numbers = Table(
    "customer_numbers",
    metadata,
    Column("customer", Text, ForeignKey("customers.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("number", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("number", Text, primary_key=True),
    Column("customer", Text, ForeignKey("customers.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("meter", Text, nullable=False, index=True),
    Column("address", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("balance", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("status", Text, nullable=False),
)

customer_addresses = Table(
    "customer_addresses",
    metadata,
    Column("customer", Text, ForeignKey("customers.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
)
