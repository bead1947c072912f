"""The named queries that flows ask of customers; all values are text.

`customer-by-number` takes `number`, `account-by-number` takes `account`. Both answer `id` and
`customer` (the same), `name`, `vip`, `language`, and of one account `account`, `balance`, `owed`
(both in fen), `address` and `status`.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from switchroom.features.customers.reading import customer_by_account, customer_by_number
from switchroom.features.customers.records import Account, Customer
from switchroom.kernel.errors import NotFoundError

Values = Mapping[str, str]


def look_up(connection: Connection, query: str, parameters: Mapping[str, str]) -> Values | None:
    """The row that a named query finds, or None.

    Raises:
        NotFoundError: there is no query of this name.
    """
    if query not in _QUERIES:
        raise NotFoundError(f"There is no query {query}.")
    return _QUERIES[query](connection, parameters)


def _by_number(connection: Connection, parameters: Mapping[str, str]) -> Values | None:
    customer = customer_by_number(connection, parameters.get("number", ""))
    if customer is None:
        return None
    return _values(customer) | _account_values(next(iter(customer.accounts), None))


def _by_account(connection: Connection, parameters: Mapping[str, str]) -> Values | None:
    wanted = parameters.get("account", "")
    customer = customer_by_account(connection, wanted) if wanted else None
    if customer is None:
        return None
    account = next(a for a in customer.accounts if wanted in {a.number, a.meter})
    return _values(customer) | _account_values(account)


def _values(customer: Customer) -> dict[str, str]:
    return {
        "id": customer.id,
        "customer": customer.id,
        "name": customer.name,
        "vip": str(customer.vip),
        "language": customer.language,
    }


def _account_values(account: Account | None) -> dict[str, str]:
    if account is None:
        return dict.fromkeys(("account", "balance", "owed", "address", "status"), "")
    return {
        "account": account.number,
        "balance": str(account.balance),
        "owed": str(max(0, -account.balance)),
        "address": account.address,
        "status": account.status,
    }


def query_names() -> tuple[str, ...]:
    """The names of all queries."""
    return tuple(_QUERIES)


_QUERIES: Mapping[str, Callable[[Connection, Mapping[str, str]], Values | None]] = {
    "customer-by-number": _by_number,
    "account-by-number": _by_account,
}
