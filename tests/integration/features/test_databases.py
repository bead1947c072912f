"""The features' SQL means the same on both databases."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import Connection, RowMapping
from tests.databases import reader, writer
from tests.unit.features.interactions.story import (
    MESSAGES,
    SURROUNDINGS,
    everything,
    tell_of_four_calls,
)
from tests.unit.features.running import Running

from switchroom.domain.routing.rules import QueueRule
from switchroom.features.agents import events as agent_events
from switchroom.features.agents.service import Agent, agent_rules, set_agent
from switchroom.features.customers import events as customer_events
from switchroom.features.customers.reading import customer_by_account, customer_by_number
from switchroom.features.customers.records import Account, Address, Customer, CustomerNumber
from switchroom.features.customers.searching import Search, search
from switchroom.features.customers.service import StaleError, add_customer, change_customer
from switchroom.features.customers.tables import customers
from switchroom.features.interactions.figures import QueueFigures, last_agent, queue_figures
from switchroom.features.interactions.finding import Filter, condition, cursor_of, find
from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.interactions.rebuilding import rebuild
from switchroom.features.interactions.views import detail_view
from switchroom.features.recordings import messages as recording_messages
from switchroom.features.recordings.projectors import PROJECTORS as RECORDING_PROJECTORS
from switchroom.features.recordings.service import get_recording, note_play, recordings_of
from switchroom.features.settings import catalogue, records
from switchroom.features.settings import events as setting_events
from switchroom.features.settings.switches import read_options, set_option
from switchroom.features.users import events as user_events
from switchroom.features.users.service import NewUser, add_user, find_user
from switchroom.features.users.sessions import IDLE, Browser, living_session, open_session
from switchroom.features.users.throttle import ATTEMPTS, LockedOutError, begin_attempt
from switchroom.kernel.errors import ConflictError
from switchroom.ports.store import Transaction
from switchroom.runtime.tables import metadata
from switchroom.runtime.threads import ThreadedDatabase
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.scope import within
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.integration

OWN_MESSAGES = (
    *agent_events.MESSAGES,
    *customer_events.MESSAGES,
    *recording_messages.MESSAGES,
    *setting_events.MESSAGES,
    *user_events.MESSAGES,
)
MAIN = Identity(
    user="u7",
    username="u7",
    display_name="u7",
    session="s",
    permissions=frozenset(),
    site="main",
    departments=frozenset({"repair"}),
)
NAME = {"zh": "名", "en": "Name"}


@pytest.fixture
async def running(database_url: str) -> AsyncIterator[Running]:
    engine = writer(database_url)
    metadata.create_all(engine)
    database = ThreadedDatabase(engine, reader(database_url))
    projections = (*PROJECTORS, *RECORDING_PROJECTORS)
    async with Running((*MESSAGES, *OWN_MESSAGES), projections, database=database) as running:
        yield running


async def test_contacts_are_kept_found_counted_and_rebuilt(running: Running) -> None:
    await tell_of_four_calls(running)
    read = running.store.read
    assert await read(lambda c: queue_figures(c, EPOCH, {"fault": 20_000})) == {
        "fault": QueueFigures(answered=1, abandoned=1, within=1, overflowed=0),
        "billing": QueueFigures(answered=0, abandoned=0, within=0, overflowed=1),
        "general": QueueFigures(answered=1, abandoned=0, within=0, overflowed=0),
    }
    assert await read(lambda c: last_agent(c, "C1")) == "u1"

    def pages(connection: Connection) -> list[str]:
        seen: list[RowMapping] = []
        chosen = condition(connection, Filter(called="95598"), MAIN, SURROUNDINGS)
        while page := find(connection, chosen, cursor_of(seen[-1]) if seen else None, 1):
            seen += page
        return [row["id"] for row in seen]

    assert await read(pages) == ["i4", "i2"]
    view = await read(lambda c: detail_view(c, "i1", SURROUNDINGS))
    assert view is not None
    assert (view["waited"], view["talked"], view["held"]) == (15_000, 33_000, 7_000)
    before = await read(everything)
    await running.database.transact(lambda c: rebuild(c, running.types))
    assert await read(everything) == before


@pytest.mark.parametrize("text", ["张", "EMILY", "138 0013 8000", "0138", "10023", "%"])
async def test_customers_are_found_and_changed(running: Running, text: str) -> None:
    wanted = {"张": ["C1"], "EMILY": ["C2"], "%": []}.get(text, ["C1"])
    zhang = Customer(
        id="C1",
        name="张伟",
        numbers=(CustomerNumber(number="+8613800138000"),),
        accounts=(Account(number="10023", meter="331", balance=-5),),
        addresses=(Address(text="梅园街", latitude=30.5, longitude=120.25),),
    )
    write, read = running.store.write, running.store.read
    await write(lambda tx: add_customer(tx, zhang))
    await write(lambda tx: add_customer(tx, Customer(id="C2", name="Emily Carter")))
    await write(lambda tx: add_customer(tx, Customer(id="C3", name="张三", site="north")))
    visible = within(MAIN, customers.c.site, customers.c.department)
    asked = Search(text=text, region="CN", visible=visible)
    assert [one.id for one in await read(lambda c: search(c, asked, None, 10))] == wanted
    by_number = await read(lambda c: customer_by_number(c, "+8613800138000"))
    assert by_number == await read(lambda c: customer_by_account(c, "331"))
    changed = await write(lambda tx: change_customer(tx, "C1", 1, {"notes": "x"}))
    assert changed == replace(zhang, notes="x", version=2, created=EPOCH, changed=EPOCH)
    assert await read(lambda c: customer_by_account(c, "10023")) == changed
    with pytest.raises(StaleError):
        await write(lambda tx: change_customer(tx, "C1", 1, {"notes": "y"}))


async def test_users_come_in_and_are_locked_out(running: Running) -> None:
    write, read = running.store.write, running.store.read
    user = NewUser(id="u1", username="Wang", display_name="王", password_hash="-", roles=["agent"])
    await write(lambda tx: add_user(tx, user))
    with pytest.raises(ConflictError):
        await write(lambda tx: add_user(tx, replace(user, id="u2")))
    found = await read(lambda c: find_user(c, "WANG"))
    assert found is not None
    assert (found.roles, found.active, found.departments) == (["agent"], True, [])
    browser = Browser(address="::1", user_agent="")
    await write(lambda tx: open_session(tx, "u1", "s1", "token", browser))
    living = await read(lambda c: living_session(c, "token", EPOCH))
    assert living is not None
    assert living.identity.session == "s1"
    assert await read(lambda c: living_session(c, "token", EPOCH + IDLE)) is None
    for _ in range(ATTEMPTS):
        await write(lambda tx: begin_attempt(tx, "wang", "::1"))
    with pytest.raises(LockedOutError):
        await write(lambda tx: begin_attempt(tx, "wang", "::1"))


async def test_agents_and_configuration_come_back_whole(running: Running) -> None:
    write, read = running.store.write, running.store.read
    agent = Agent(agent="u1", number="1", extension="1", skills={"fault": 3}, queues=None)
    queue = records.Queue(id="q", name=NAME, rule=QueueRule(queue="q"))
    trunk = records.Trunk(id="t", name=NAME, host="h", matches=("10.0.0.0/8",))

    def unit(tx: Transaction) -> None:
        set_agent(tx, agent)
        catalogue.put(tx, catalogue.QUEUES, queue)
        catalogue.put(tx, catalogue.TRUNKS, trunk)
        set_option(tx, "recording_notice", False)

    await write(unit)
    await write(unit)
    assert await read(agent_rules) == [agent.rule()]
    assert await read(lambda c: catalogue.every(c, catalogue.QUEUES)) == [queue]
    assert await read(lambda c: catalogue.find(c, catalogue.TRUNKS, "t")) == trunk
    assert await read(read_options) == records.Options(recording_notice=False)


async def test_recordings_are_listed_and_plays_noted(running: Running) -> None:
    await tell_of_four_calls(running)
    [line] = await running.store.read(lambda c: recordings_of(c, "i1"))
    recording = await running.store.read(lambda c: get_recording(c, "r1"))
    assert recording is not None
    assert (line["state"], recording.kind) == ("recording", "conversation")
    for _ in range(2):
        await running.store.write(lambda tx: note_play(tx, recording, "u1"))
