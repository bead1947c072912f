"""Adding and changing customers."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import convert, to_builtins
from sqlalchemy import Connection, delete, insert, select, update

from switchroom.features.customers.events import CustomerAdded, CustomerChanged
from switchroom.features.customers.reading import PARTS, get_customer
from switchroom.features.customers.records import Customer
from switchroom.features.customers.tables import accounts, customers
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

CHANGEABLE = frozenset(Customer.__dataclass_fields__) - {"id", "version", "created", "changed"}


class StaleError(ConflictError):
    """Somebody else changed it in between."""

    code = "stale"


def name_key(name: str) -> str:
    """A name as it is searched: width and case do not matter."""
    return unicodedata.normalize("NFKC", name).casefold()


def add_customer(tx: Transaction, customer: Customer, actor: str = "") -> Customer:
    """Add a customer; the accounts must be nobody else's."""
    data: dict[str, Any] = to_builtins(customer)
    data |= {"version": 1, "created": tx.now, "changed": tx.now}
    row = {name: value for name, value in data.items() if name not in PARTS}
    tx.connection.execute(insert(customers), row | {"name_key": name_key(customer.name)})
    for part in PARTS:
        _set_part(tx, customer.id, part, data[part])
    event = CustomerAdded(customer=customer.id, data={name: data[name] for name in CHANGEABLE})
    tx.record(f"customer:{customer.id}", event, actor=actor)
    return convert(data, Customer)


def change_customer(
    tx: Transaction, customer: str, version: int, changes: Mapping[str, Any], actor: str = ""
) -> Customer:
    """Change some of a customer.

    Args:
        tx: the unit.
        customer: the id.
        version: the version that whoever changes it saw.
        changes: new values by field, lists of numbers and so on whole.
        actor: the user.

    Raises:
        StaleError: it is at another version by now.
    """
    before = _at_version(tx.connection, customer, version)
    after = _changed(before, changes, tx.now)
    old, new = _differing(before, after)
    if not new:
        return before
    columns = {name: value for name, value in new.items() if name not in PARTS}
    columns |= {"version": after.version, "changed": tx.now, "name_key": name_key(after.name)}
    tx.connection.execute(update(customers).where(customers.c.id == customer).values(columns))
    for part in PARTS.keys() & new.keys():
        _set_part(tx, customer, part, new[part])
    event = CustomerChanged(customer=customer, version=after.version, before=old, after=new)
    tx.record(f"customer:{customer}", event, actor=actor)
    return after


def _changed(before: Customer, changes: Mapping[str, Any], now: Instant) -> Customer:
    wanted = {name: changes[name] for name in CHANGEABLE & changes.keys()}
    stamp = {"version": before.version + 1, "changed": now}
    return convert(to_builtins(before) | to_builtins(wanted) | stamp, Customer)


def _differing(before: Customer, after: Customer) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, as they were and as they are."""
    old, new = to_builtins(before), to_builtins(after)
    names = [name for name in CHANGEABLE if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _at_version(connection: Connection, customer: str, version: int) -> Customer:
    found = get_customer(connection, customer)
    if found is None:
        raise NotFoundError("There is no such customer.")
    if found.version != version:
        raise StaleError("Somebody else has changed this customer. Please look again.")
    return found


def _set_part(tx: Transaction, customer: str, part: str, items: Sequence[dict[str, Any]]) -> None:
    table = PARTS[part]
    tx.connection.execute(delete(table).where(table.c.customer == customer))
    if part == "accounts":
        _require_free(tx.connection, [item["number"] for item in items])
    rows = [item | {"customer": customer, "position": at} for at, item in enumerate(items)]
    if rows:
        tx.connection.execute(insert(table), rows)


def _require_free(connection: Connection, numbers: Sequence[str]) -> None:
    taken = connection.execute(select(accounts.c.number).where(accounts.c.number.in_(numbers)))
    number = taken.scalar()
    if number is not None or len(set(numbers)) < len(numbers):
        raise ConflictError(f"The account {number or ''} belongs to a customer already.")
