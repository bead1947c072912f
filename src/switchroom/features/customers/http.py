"""Customers over HTTP."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from msgspec import convert
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.domain.numbers.writing import normalise
from switchroom.features.customers.reading import get_customer
from switchroom.features.customers.records import Customer
from switchroom.features.customers.schemas import (
    CustomerChange,
    CustomerGiven,
    CustomerView,
    customer_view,
)
from switchroom.features.customers.searching import Search, search
from switchroom.features.customers.seeing import sees_customer, visible
from switchroom.features.customers.service import add_customer, change_customer
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.export import Cell, csv_response
from switchroom.runtime.web.paging import Cursor, Page, PageSize

router = APIRouter(prefix="/api", tags=["customers"])
COLUMNS = ("id", "name", "kind", "vip", "language", "numbers", "accounts", "addresses", "notes")
EXPORTED_AT_ONCE = 500


async def _region(connection: HTTPConnection) -> str:
    return str(connection.app.state.region)


Region = Annotated[str, Depends(_region)]
"""Whose national numbers people write; `app` sets it as `state.region`."""
Text = Annotated[str, Query(alias="q", max_length=100, description="Name, number or account.")]
Viewer = Annotated[Identity, allows("customers.view")]
Editor = Annotated[Identity, allows("customers.edit")]


@router.get("/customers")
async def customer_list(
    centre: TheCentre,
    identity: Viewer,
    region: Region,
    text: Text = "",
    limit: PageSize = 50,
    cursor: Cursor = None,
) -> Page[CustomerView]:
    """Customers by a part of their name, number or account."""
    wanted = Search(text=text, region=region, visible=visible(identity))
    found = await centre.store.read(lambda c: search(c, wanted, cursor, limit + 1))
    items = [customer_view(one) for one in found[:limit]]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.get("/customers/export.csv")
async def export(
    centre: TheCentre,
    identity: Annotated[Identity, allows("customers.export")],
    region: Region,
    text: Text = "",
) -> StreamingResponse:
    """All customers of a search as a CSV file."""
    wanted = Search(text=text, region=region, visible=visible(identity))
    return csv_response("customers.csv", COLUMNS, _pages(centre.store, wanted))


@router.get("/customers/{customer}")
async def one(customer: str, centre: TheCentre, identity: Viewer) -> CustomerView:
    """One customer."""
    return customer_view(await centre.store.read(_seen_by(identity, customer)))


@router.post("/customers", status_code=201)
async def add(
    given: CustomerGiven, centre: TheCentre, identity: Editor, region: Region
) -> CustomerView:
    """Add a customer, who belongs to the site of whoever does it."""
    site = "" if identity.site == "*" else identity.site
    fields = _fields(given.model_dump(), region)
    new = convert({**fields, "id": centre.ids.new(), "site": site}, Customer)
    added = await centre.store.write(lambda tx: add_customer(tx, new, actor=identity.user))
    return customer_view(added)


@router.patch("/customers/{customer}")
async def change(
    customer: str, given: CustomerChange, centre: TheCentre, identity: Editor, region: Region
) -> CustomerView:
    """Change a customer; 409 when somebody else did so in between."""
    fields = _fields(given.model_dump(exclude_none=True, exclude={"version"}), region)
    find = _seen_by(identity, customer)

    def unit(tx: Transaction) -> Customer:
        changes = _with_balances(find(tx.connection), fields)
        return change_customer(tx, customer, given.version, changes, actor=identity.user)

    return customer_view(await centre.store.write(unit))


async def _pages(store: Store, wanted: Search) -> AsyncIterator[list[Sequence[Cell]]]:
    after: str | None = None
    while found := await store.read(_page(wanted, after)):
        yield [_cells(one) for one in found]
        after = found[-1].id


def _page(wanted: Search, after: str | None) -> Callable[[Connection], list[Customer]]:
    return lambda connection: search(connection, wanted, after, EXPORTED_AT_ONCE)


def _cells(customer: Customer) -> Sequence[Cell]:
    return (
        customer.id,
        customer.name,
        customer.kind,
        customer.vip,
        customer.language,
        " ".join(one.number for one in customer.numbers),
        " ".join(one.number for one in customer.accounts),
        "; ".join(one.text for one in customer.addresses),
        customer.notes,
    )


def _seen_by(identity: Identity, customer: str) -> Callable[[Connection], Customer]:
    """A query for a customer whom somebody may see."""

    def query(connection: Connection) -> Customer:
        seen = sees_customer(connection, identity, customer)
        found = get_customer(connection, customer) if seen else None
        if found is None:
            raise NotFoundError("There is no such customer.")
        return found

    return query


def _fields(given: dict[str, Any], region: str) -> dict[str, Any]:
    """What was given, with every number as it is kept."""
    for number in given.get("numbers", ()):
        number["number"] = normalise(number["number"], region)
        if not number["number"]:
            raise InvalidError("That is no telephone number.")
    return given


def _with_balances(before: Customer, fields: dict[str, Any]) -> dict[str, Any]:
    """Accounts keep the balance that billing gave them."""
    if "accounts" not in fields:
        return fields
    kept = {
        account.number: {"balance": account.balance, "currency": account.currency}
        for account in before.accounts
    }
    accounts = [given | kept.get(given["number"], {}) for given in fields["accounts"]]
    return fields | {"accounts": accounts}
