"""Customers from their rows."""

from collections.abc import Sequence
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, RowMapping, Table, select

from switchroom.features.customers.records import Customer
from switchroom.features.customers.tables import (
    accounts,
    customer_addresses,
    customer_numbers,
    customers,
)

PARTS = {"numbers": customer_numbers, "accounts": accounts, "addresses": customer_addresses}
"""The lists within a customer, and their tables."""


def get_customer(connection: Connection, customer: str) -> Customer | None:
    """The customer of an id."""
    return next(iter(get_customers(connection, [customer])), None)


def get_customers(connection: Connection, ids: Sequence[str]) -> list[Customer]:
    """The customers of these ids, by id."""
    chosen = select(customers).where(customers.c.id.in_(ids)).order_by(customers.c.id)
    rows = connection.execute(chosen).mappings().all()
    parts = {name: _parts(connection, table, ids) for name, table in PARTS.items()}
    return [_customer(row, parts) for row in rows]


def customer_by_number(connection: Connection, number: str) -> Customer | None:
    """Whose number this is, as `domain.numbers` writes it; of several the most important."""
    found = (
        select(customers.c.id)
        .join(customer_numbers, customer_numbers.c.customer == customers.c.id)
        .where(customer_numbers.c.number == number)
        .order_by(customers.c.vip.desc(), customers.c.id)
        .limit(1)
    )
    return _one(connection, connection.execute(found).scalar())


def customer_by_account(connection: Connection, number: str) -> Customer | None:
    """Whose account this is, by its number or else by its meter's."""
    by_number = select(accounts.c.customer).where(accounts.c.number == number)
    by_meter = select(accounts.c.customer).where(accounts.c.meter == number).limit(1)
    found = connection.execute(by_number).scalar()
    return _one(connection, found or connection.execute(by_meter).scalar())


def customer_name(connection: Connection, customer: str) -> str:
    """The name of a customer; empty when there is none."""
    name = select(customers.c.name).where(customers.c.id == customer)
    return connection.execute(name).scalar() or ""


def _one(connection: Connection, customer: str | None) -> Customer | None:
    return None if customer is None else get_customer(connection, customer)


def _parts(
    connection: Connection, table: Table, ids: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    chosen = select(table).where(table.c.customer.in_(ids))
    grouped: dict[str, list[dict[str, Any]]] = {}
    ordered = chosen.order_by(table.c.customer, table.c.position)
    for row in connection.execute(ordered).mappings():
        grouped.setdefault(row["customer"], []).append(_plain(row))
    return grouped


def _customer(row: RowMapping, parts: dict[str, dict[str, list[dict[str, Any]]]]) -> Customer:
    lists = {name: found.get(row["id"], []) for name, found in parts.items()}
    return convert(_plain(row) | lists, Customer)


def _plain(row: RowMapping) -> dict[str, Any]:
    return {str(name): row[name] for name in row}
