from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection
from tests.unit.features.plans import plans
from tests.unit.features.running import Running

from switchroom.features.customers.events import MESSAGES
from switchroom.features.customers.http import router
from switchroom.features.customers.queries import look_up
from switchroom.features.customers.reading import (
    customer_by_account,
    customer_by_number,
    customer_name,
    get_customer,
)
from switchroom.features.customers.records import Account, Address, Customer, CustomerNumber
from switchroom.features.customers.searching import customers_named
from switchroom.features.customers.service import add_customer
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.journal import entries
from switchroom.testing.access import undeclared
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit

ZHANG = Customer(
    id="C1",
    name="张伟",
    notes="电子账单",
    numbers=(CustomerNumber(number="+8613800138000", kind="mobile"),),
    accounts=(
        Account(number="10023", meter="331000001373", balance=-8640, address="梅园街270号"),
        Account(number="10024", balance=12850),
    ),
    addresses=(Address(text="梅园街270号", latitude=30.26007, longitude=120.13912),),
)
CARTER = Customer(
    id="C2",
    name="Emily Carter",
    language="en",
    vip=2,
    numbers=(CustomerNumber(number="+862161234567"), CustomerNumber(number="+8613800138000")),
)
ELSEWHERE = Customer(id="C3", name="李四", site="north")


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    def unit(tx: Transaction) -> None:
        for customer in (ZHANG, CARTER, ELSEWHERE):
            add_customer(tx, customer)

    async with Running(MESSAGES, router=router) as running:
        await running.store.write(unit)
        running.become("customers.view", "customers.edit", "customers.export", user="wang")
        yield running


async def found(running: Running, typed: str) -> list[str]:
    async with running.browser() as browser:
        answer = await browser.get("/api/customers", params={"q": typed})
        assert answer.status_code == 200
        return [one["id"] for one in answer.json()["items"]]


async def test_a_customer_comes_back_whole_when_added(running: Running) -> None:
    kept = await running.store.read(lambda c: get_customer(c, "C1"))
    assert kept is not None
    assert (kept.numbers, kept.accounts, kept.addresses) == (
        ZHANG.numbers,
        ZHANG.accounts,
        ZHANG.addresses,
    )
    assert (kept.version, kept.created) == (1, EPOCH)
    assert await running.store.read(lambda c: customer_name(c, "C1")) == "张伟"


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("", ["C1", "C2"]),
        ("张", ["C1"]),
        ("伟", ["C1"]),
        ("carter", ["C2"]),
        ("ＥＭＩＬＹ", ["C2"]),
        ("138 0013 8000", ["C1", "C2"]),
        ("+86 138-0013-8000", ["C1", "C2"]),
        ("021-61234567", ["C2"]),
        ("0216123", ["C2"]),
        ("4567", ["C2"]),
        ("10023", ["C1"]),
        ("1002", ["C1"]),
        ("331000001373", ["C1"]),
        ("nobody", []),
        ("%", []),
        ("_", []),
    ],
)
async def test_customers_are_found_when_a_part_is_typed(
    running: Running, typed: str, ids: list[str]
) -> None:
    assert await found(running, typed) == ids


async def test_customers_of_another_site_are_hidden_when_the_asker_belongs_to_one(
    running: Running,
) -> None:
    assert await found(running, "李四") == []
    async with running.browser() as browser:
        assert (await browser.get("/api/customers/C3")).status_code == 404
        assert (await browser.patch("/api/customers/C3", json={"version": 1})).status_code == 404
        assert "李四" not in (await browser.get("/api/customers/export.csv")).text


async def test_pages_follow_each_other_when_there_are_more(running: Running) -> None:
    async with running.browser() as browser:
        first = (await browser.get("/api/customers", params={"limit": 1})).json()
        assert [one["id"] for one in first["items"]] == ["C1"]
        more = {"limit": 1, "cursor": first["next"]}
        second = (await browser.get("/api/customers", params=more)).json()
        assert [one["id"] for one in second["items"]] == ["C2"]
        assert second["next"] is None


async def test_the_most_important_is_taken_when_a_number_has_several_owners(
    running: Running,
) -> None:
    owner = await running.store.read(lambda c: customer_by_number(c, "+8613800138000"))
    assert owner is not None
    assert owner.id == "C2"
    assert await running.store.read(lambda c: customer_by_number(c, "+8613800138001")) is None


@pytest.mark.parametrize("number", ["10023", "331000001373"])
async def test_flows_learn_what_is_owed_when_they_ask_for_an_account(
    running: Running, number: str
) -> None:
    asked = {"account": number}
    values = await running.store.read(lambda c: look_up(c, "account-by-number", asked))
    assert values == {
        "id": "C1",
        "customer": "C1",
        "name": "张伟",
        "vip": "0",
        "language": "zh",
        "account": "10023",
        "balance": "-8640",
        "owed": "8640",
        "address": "梅园街270号",
        "status": "active",
    }


async def test_flows_learn_who_calls_when_they_ask_for_a_number(running: Running) -> None:
    asked = {"number": "+862161234567"}
    values = await running.store.read(lambda c: look_up(c, "customer-by-number", asked))
    assert values is not None
    assert (values["id"], values["vip"], values["account"]) == ("C2", "2", "")


@pytest.mark.parametrize("query", ["customer-by-number", "account-by-number"])
@pytest.mark.parametrize("asked", [{"number": "", "account": ""}, {"number": "7"}, {}])
async def test_flows_learn_nothing_when_nobody_is_found(
    running: Running, query: str, asked: dict[str, str]
) -> None:
    assert await running.store.read(lambda c: look_up(c, query, asked)) is None


async def test_a_query_fails_when_it_does_not_exist(running: Running) -> None:
    with pytest.raises(NotFoundError):
        await running.store.read(lambda c: look_up(c, "drop-table", {}))


async def test_a_customer_is_added_when_the_desk_sends_one(running: Running) -> None:
    new = {
        "name": "赵雪",
        "numbers": [{"number": "0571-87210348", "kind": "home"}],
        "accounts": [{"number": "20001", "balance": 999}],
        "addresses": [{"text": "解放街25号", "latitude": 30.2, "longitude": 120.1}],
    }
    async with running.browser() as browser:
        added = (await browser.post("/api/customers", json=new)).json()
        again = await browser.post("/api/customers", json=new)
        assert again.status_code == 409
        wrong = await browser.post("/api/customers", json={"name": "x", "vip": 9})
        assert wrong.status_code == 422
        assert (await browser.get(f"/api/customers/{added['id']}")).json() == added
    [number] = added["numbers"]
    assert number == {"number": "+8657187210348", "kind": "home", "pretty": "0571 8721 0348"}
    assert (added["accounts"][0]["id"], added["accounts"][0]["balance"]) == ("20001", 0)
    assert added["site"] == "main"


async def test_only_what_was_sent_changes_when_the_desk_changes_a_customer(
    running: Running,
) -> None:
    async with running.browser() as browser:
        change = {"version": 1, "notes": "新备注", "vip": 1}
        after = (await browser.patch("/api/customers/C1", json=change)).json()
        assert (after["notes"], after["vip"], after["version"]) == ("新备注", 1, 2)
        assert (after["name"], len(after["accounts"])) == ("张伟", 2)
        renamed = {"version": 2, "name": "Zhang Wei", "numbers": [{"number": "13588000017"}]}
        await browser.patch("/api/customers/C1", json=renamed)
    assert await found(running, "ZHANG") == ["C1"]
    assert await found(running, "13588000017") == ["C1"]
    assert await found(running, "13800138000") == ["C2"]


async def test_a_change_is_refused_when_it_is_of_an_older_version(running: Running) -> None:
    async with running.browser() as browser:
        await browser.patch("/api/customers/C1", json={"version": 1, "notes": "erste"})
        stale = await browser.patch("/api/customers/C1", json={"version": 1, "notes": "zweite"})
        assert (stale.status_code, stale.json()["title"]) == (409, "stale")
        assert (await browser.get("/api/customers/C1")).json()["notes"] == "erste"


async def test_balances_stay_billings_own_when_people_change_accounts(running: Running) -> None:
    accounts = [{"number": "10024", "label": "车库"}, {"number": "30001"}]
    async with running.browser() as browser:
        after = await browser.patch("/api/customers/C1", json={"version": 1, "accounts": accounts})
    shown = [(one["id"], one["label"], one["balance"]) for one in after.json()["accounts"]]
    assert shown == [("10024", "车库", 12850), ("30001", "", 0)]


async def test_an_account_stays_its_owners_when_another_claims_it(running: Running) -> None:
    async with running.browser() as browser:
        claim = {"version": 1, "accounts": [{"number": "10023"}]}
        assert (await browser.patch("/api/customers/C2", json=claim)).status_code == 409
    owner = await running.store.read(lambda c: customer_by_account(c, "10023"))
    assert owner is not None
    assert owner.id == "C1"


async def test_an_account_is_refused_when_it_is_given_twice(running: Running) -> None:
    twice = Customer(id="C9", name="x", accounts=(Account(number="1"), Account(number="1")))
    with pytest.raises(ConflictError):
        await running.store.write(lambda tx: add_customer(tx, twice))


async def test_the_audit_tells_before_and_after_when_a_customer_changes(running: Running) -> None:
    async with running.browser() as browser:
        await browser.patch("/api/customers/C2", json={"version": 1, "vip": 3, "name": CARTER.name})
        await browser.patch("/api/customers/C2", json={"version": 2, "vip": 3})
    lines = await running.store.read(lambda c: entries(c, "customer:C2"))
    assert [(line.type, line.actor) for line in lines] == [
        ("CustomerAdded", ""),
        ("CustomerChanged", "wang"),
    ]
    assert lines[1].data == '{"customer":"C2","version":2,"before":{"vip":2},"after":{"vip":3}}'


async def test_an_export_holds_no_formula_when_a_name_is_one(running: Running) -> None:
    foe = Customer(id="C4", name="=cmd|' /C calc'!A0")
    await running.store.write(lambda tx: add_customer(tx, foe))
    async with running.browser() as browser:
        answer = await browser.get("/api/customers/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.startswith("\ufeffid,name,")
    assert "'=cmd" in answer.text
    assert ",=cmd" not in answer.text
    assert [line.split(",")[0] for line in answer.text.splitlines()[1:]] == ["C1", "C2", "C4"]


async def test_customers_are_closed_when_the_asker_has_no_permission(running: Running) -> None:
    running.become("customers.view")
    async with running.browser() as browser:
        assert (await browser.get("/api/customers/export.csv")).status_code == 403
        assert (await browser.post("/api/customers", json={"name": "x"})).status_code == 403
        running.become()
        assert (await browser.get("/api/customers")).status_code == 403


async def test_ids_are_found_when_a_name_is_given(running: Running) -> None:
    assert await running.store.read(lambda c: customers_named(c, "emily")) == ["C2"]


async def test_only_indices_are_read_when_a_number_or_account_is_whole(running: Running) -> None:
    def work(connection: Connection) -> None:
        customer_by_number(connection, "+8613800138000")
        customer_by_account(connection, "331000001373")

    steps = await running.store.read(lambda c: plans(c, work))
    assert len(steps) > 8
    assert not [step for step in steps if step.startswith("SCAN")]


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
