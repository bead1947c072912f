"""Finding customers by what somebody typed.

A whole number or account is looked up in its index and answers at once. Only when that finds
nothing is the text looked for within numbers, accounts and names, which reads through them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from switchroom.domain.numbers.writing import cleaned, normalise
from switchroom.features.customers.reading import get_customers
from switchroom.features.customers.records import Customer
from switchroom.features.customers.service import name_key
from switchroom.features.customers.tables import accounts, customer_numbers, customers

_DIGITS = re.compile(r"\+?[0-9]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for, by whom.

    Attributes:
        text: a name or part of it, a number or account or part of it; empty: everybody.
        region: whose national numbers are meant.
        visible: limits it to what the asker may see.
    """

    text: str
    region: str
    visible: ColumnElement[bool]


def search(connection: Connection, wanted: Search, after: str | None, limit: int) -> list[Customer]:
    """Customers by id, beginning behind `after`."""
    exact = _exact(connection, wanted)
    condition = customers.c.id.in_(exact) if exact else _partly(wanted)
    found = select(customers.c.id).where(condition, wanted.visible).order_by(customers.c.id)
    if after is not None:
        found = found.where(customers.c.id > after)
    return get_customers(connection, list(connection.execute(found.limit(limit)).scalars()))


def customers_named(connection: Connection, name: str, limit: int = 200) -> list[str]:
    """Ids of customers whose name contains a text."""
    named = customers.c.name_key.contains(name_key(name), autoescape=True)
    return list(connection.execute(select(customers.c.id).where(named).limit(limit)).scalars())


def _exact(connection: Connection, wanted: Search) -> Sequence[str]:
    text = cleaned(wanted.text)
    if not text:
        return []
    number = normalise(wanted.text, wanted.region)
    queries = (
        select(customer_numbers.c.customer).where(customer_numbers.c.number == number),
        select(accounts.c.customer).where(accounts.c.number == text),
        select(accounts.c.customer).where(accounts.c.meter == text),
    )
    return [found for query in queries for found in connection.execute(query).scalars()]


def _partly(wanted: Search) -> ColumnElement[bool]:
    named = customers.c.name_key.contains(name_key(wanted.text.strip()), autoescape=True)
    digits = cleaned(wanted.text)
    if not _DIGITS.fullmatch(digits):
        return named
    part = digits.lstrip("+0")  # national numbers are kept without their leading zero
    by_number = select(customer_numbers.c.customer).where(
        customer_numbers.c.number.contains(part, autoescape=True)
    )
    by_account = select(accounts.c.customer).where(
        accounts.c.number.contains(digits, autoescape=True)
    )
    return or_(customers.c.id.in_(by_number), customers.c.id.in_(by_account), named)
