from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from msgspec import convert
from tests.unit.features.running import Running

from switchroom.domain.flow.parse import FlowError
from switchroom.domain.routing.rules import Overflow, QueueRule, SkillNeed
from switchroom.features.settings import catalogue, flows, records
from switchroom.features.settings.events import MESSAGES, SettingPut
from switchroom.features.settings.http import router
from switchroom.features.settings.switches import read_options, set_option
from switchroom.features.users.roles import PERMISSIONS
from switchroom.kernel.errors import InvalidError, NotFoundError
from switchroom.runtime.journal import entries
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit

NAME = {"zh": "名", "en": "Name"}
QUEUE = records.Queue(
    id="billing",
    name=NAME,
    rule=QueueRule(
        queue="billing",
        strategy="ring-all",
        needs=(SkillNeed(skill="billing", level=3, relax_after=45_000),),
        overflows=(Overflow(target="voicemail", longer_than=40),),
        max_length=50,
    ),
)
TRUNK = records.Trunk(id="main", name=NAME, host="10.0.0.1", matches=("10.0.0.0/8",), secret="hush")
KINDS: list[tuple[catalogue.Kind[Any], records.Identified]] = [
    (
        catalogue.SITES,
        records.Site(
            id="main",
            name=NAME,
            zone="Asia/Shanghai",
            departments=(records.Department(id="repair", name=NAME),),
        ),
    ),
    (catalogue.SKILLS, records.Skill(id="mandarin", name=NAME)),
    (catalogue.QUEUES, QUEUE),
    (catalogue.SCHEDULES, records.Schedule(id="always", name=NAME, data={"id": "always"})),
    (catalogue.NUMBERS, records.Number(id="95598", name=NAME, flow="main")),
    (catalogue.TRUNKS, TRUNK),
    (catalogue.DISPOSITIONS, records.Disposition(id="fault", name=NAME, parent="faults")),
    (catalogue.REASONS, records.Reason(id="lunch", name=NAME)),
    (catalogue.MAILBOXES, records.Mailbox(id="night", name=NAME, skills=("general",))),
    (catalogue.TEAMS, records.Team(id="night", name=NAME, supervisors=("boss",))),
]


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        yield running


@pytest.mark.parametrize(("kind", "record"), KINDS, ids=[kind.name for kind, _ in KINDS])
async def test_a_record_comes_back_whole_when_it_was_put(
    running: Running, kind: catalogue.Kind[Any], record: records.Identified
) -> None:
    await running.store.write(lambda tx: catalogue.put(tx, kind, record))
    assert await running.store.read(lambda c: catalogue.find(c, kind, record.id)) == record
    assert await running.store.read(lambda c: catalogue.every(c, kind)) == [record]
    await running.store.write(lambda tx: catalogue.remove(tx, kind, record.id))
    assert await running.store.read(lambda c: catalogue.every(c, kind)) == []
    with pytest.raises(NotFoundError):
        await running.store.write(lambda tx: catalogue.remove(tx, kind, record.id))


async def test_the_audit_tells_a_change_once_when_it_is_put_twice(running: Running) -> None:
    for _ in range(2):
        await running.store.write(lambda tx: catalogue.put(tx, catalogue.QUEUES, QUEUE, "boss"))
    [line] = await running.store.read(lambda c: entries(c, "queue-settings:billing"))
    assert line.actor == "boss"
    event = running.types.decode(line.type, line.data)
    assert isinstance(event, SettingPut)
    assert convert(event.data, records.Queue) == QUEUE


async def test_the_audit_shows_no_secret_when_a_trunk_is_put(running: Running) -> None:
    await running.store.write(lambda tx: catalogue.put(tx, catalogue.TRUNKS, TRUNK))
    [line] = await running.store.read(lambda c: entries(c, "trunk-settings:main"))
    assert "hush" not in line.data
    assert "10.0.0.1" in line.data


async def test_options_are_as_without_rows_when_none_was_set(running: Running) -> None:
    assert await running.store.read(read_options) == records.Options()


async def test_an_option_stays_when_it_was_set(running: Running) -> None:
    await running.store.write(lambda tx: set_option(tx, "recording_format", "wav"))
    await running.store.write(lambda tx: set_option(tx, "recording_notice", False))
    wanted = records.Options(recording_format="wav", recording_notice=False)
    assert await running.store.read(read_options) == wanted


@pytest.mark.parametrize(("key", "value"), [("recording_format", "mp4"), ("colour", "red")])
async def test_an_option_is_refused_when_it_makes_no_sense(
    running: Running, key: str, value: str
) -> None:
    with pytest.raises(InvalidError):
        await running.store.write(lambda tx: set_option(tx, key, value))


def flow(say: str, version: int = 1) -> Mapping[str, Any]:
    said = {"id": "hello", "kind": "play", "prompt": [{"zh": say, "en": say}], "next": "bye"}
    nodes = [said, {"id": "bye", "kind": "hang-up"}]
    return {"id": "main", "version": version, "start": "hello", "nodes": nodes}


async def test_new_calls_use_the_newest_published_version_when_there_are_several(
    running: Running,
) -> None:
    write = running.store.write
    assert await write(lambda tx: flows.install_flow(tx, flow("one"))) == 1
    assert await write(lambda tx: flows.install_flow(tx, flow("two"))) == 2
    assert await write(lambda tx: flows.add_flow(tx, flow("three"))) == 3
    library = await running.store.read(flows.flow_library)
    assert library.published == {"main": 2}
    newest = library.find("main")
    assert newest is not None
    assert newest.version == 2
    assert library.find("main", 1) is not None


async def test_no_version_is_added_when_the_flow_is_the_same(running: Running) -> None:
    write = running.store.write
    await write(lambda tx: flows.install_flow(tx, flow("one")))
    assert await write(lambda tx: flows.install_flow(tx, flow("one", version=7))) == 1
    assert len(await running.store.read(lambda c: entries(c, "flow-settings:main"))) == 2


async def test_a_flow_is_refused_when_it_could_not_run(running: Running) -> None:
    with pytest.raises(FlowError):
        await running.store.write(lambda tx: flows.add_flow(tx, {**flow("one"), "start": "?"}))
    with pytest.raises(NotFoundError):
        await running.store.write(lambda tx: flows.publish_flow(tx, "main", 1))


async def test_opening_hours_come_with_the_flows_when_dates_were_given(running: Running) -> None:
    week = {"mon-fri": ["08:00-12:00"]}
    holidays = [{"name": "国庆节", "first": date(2025, 10, 1), "last": date(2025, 10, 7)}]
    data = {"id": "office", "zone": "Asia/Shanghai", "week": week, "holidays": holidays}
    office = records.Schedule(id="office", name=NAME, data=data)
    for _ in range(2):
        await running.store.write(lambda tx: catalogue.put(tx, catalogue.SCHEDULES, office))
    assert len(await running.store.read(lambda c: entries(c, "schedule-settings:office"))) == 1
    library = await running.store.read(flows.flow_library)
    assert library.schedules["office"].holidays[0].first == date(2025, 10, 1)


async def test_choices_are_in_their_order_when_an_agent_asks(running: Running) -> None:
    def unit(tx: Any) -> None:  # noqa: ANN401 a unit of work
        for position, reason in enumerate(["lunch", "break"]):
            record = records.Reason(id=reason, name=NAME, position=position)
            catalogue.put(tx, catalogue.REASONS, record)
        catalogue.put(tx, catalogue.DISPOSITIONS, records.Disposition(id="a", name=NAME))
        child = records.Disposition(id="b", name=NAME, parent="a")
        catalogue.put(tx, catalogue.DISPOSITIONS, child)

    await running.store.write(unit)
    running.become("agent.work")
    async with running.browser() as browser:
        choices = (await browser.get("/api/agent/choices")).json()
    assert [reason["id"] for reason in choices["reasons"]] == ["lunch", "break"]
    assert [one["parent"] for one in choices["dispositions"]] == [None, "a"]


async def test_a_disposition_is_shown_but_not_offered_when_it_or_its_heading_is_retired(
    running: Running,
) -> None:
    tree = (("a", None, True), ("a1", "a", False), ("b", None, False), ("b1", "b", True))

    def unit(tx: Any) -> list[str]:  # noqa: ANN401 a unit of work
        for name, parent, retired in tree:
            one = records.Disposition(id=name, name=NAME, parent=parent, retired=retired)
            catalogue.put(tx, catalogue.DISPOSITIONS, one)
        return catalogue.offered_dispositions(tx.connection)

    assert await running.store.write(unit) == ["b"]
    running.become("agent.work")
    async with running.browser() as browser:
        choices = (await browser.get("/api/agent/choices")).json()["dispositions"]
    assert {one["id"]: one["retired"] for one in choices} == {n: r for n, _, r in tree}


async def test_an_administrator_changes_a_queue_when_the_data_are_right(running: Running) -> None:
    running.become("settings.view", "settings.edit", user="boss")
    skill = records.Skill(id="billing", name=NAME)
    await running.store.write(lambda tx: catalogue.put(tx, catalogue.SKILLS, skill))
    await running.store.write(lambda tx: catalogue.put(tx, catalogue.QUEUES, QUEUE))
    async with running.browser() as browser:
        [queue] = (await browser.get("/api/settings/queue")).json()
        queue["rule"]["wrap_up"] = 5_000
        answer = await browser.put("/api/settings/queue/billing", json=queue)
        assert answer.status_code == 204
    changed = await running.store.read(lambda c: catalogue.find(c, catalogue.QUEUES, "billing"))
    assert changed == replace(QUEUE, rule=replace(QUEUE.rule, wrap_up=5_000))
    lines = await running.store.read(lambda c: entries(c, "queue-settings:billing"))
    assert [line.actor for line in lines] == ["", "boss"]


async def test_a_secret_stays_when_it_comes_back_masked(running: Running) -> None:
    running.become("settings.view", "settings.edit")
    await running.store.write(lambda tx: catalogue.put(tx, catalogue.TRUNKS, TRUNK))
    async with running.browser() as browser:
        [trunk] = (await browser.get("/api/settings/trunk")).json()
        assert trunk["secret"] == "***"
        await browser.put("/api/settings/trunk/main", json=trunk | {"port": 5070})
    changed = await running.store.read(lambda c: catalogue.find(c, catalogue.TRUNKS, "main"))
    assert changed == replace(TRUNK, port=5070)


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("colour/red", {"name": NAME}, 404),
        ("skill/fault", {"name": NAME, "colour": "red"}, 422),
        ("skill/fault", {}, 422),
        ("trunk/main", {"name": NAME, "host": "h", "kind": "tin-can"}, 422),
        ("queue/billing", {"name": NAME, "rule": {"queue": "other"}}, 422),
        ("schedule/office", {"name": NAME, "data": {"id": "office", "zone": "Moon"}}, 422),
    ],
)
async def test_configuration_is_refused_when_it_makes_no_sense(
    running: Running, path: str, data: dict[str, object], status: int
) -> None:
    running.become("settings.edit")
    async with running.browser() as browser:
        answer = await browser.put(f"/api/settings/{path}", json=data)
        assert answer.status_code == status
        running.become("settings.view")
        assert (await browser.put(f"/api/settings/{path}", json=data)).status_code == 403


def test_every_route_declares_who_may_use_it() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
