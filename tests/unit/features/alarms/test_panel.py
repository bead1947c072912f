"""From what watchers find to desks, rows and journal, also while the database is away."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.unit.features.running import Running
from typing_extensions import override

from switchroom.features.alarms.events import MESSAGES
from switchroom.features.alarms.http import router
from switchroom.features.alarms.panel import AlarmPanel
from switchroom.features.alarms.service import Alarm
from switchroom.features.alarms.watcher import Trouble, Watcher
from switchroom.features.users.roles import PERMISSIONS, ROLES
from switchroom.kernel.time import MINUTE, SECOND
from switchroom.runtime.journal import entries
from switchroom.runtime.web.topics import DECLARED
from switchroom.testing.access import undeclared
from switchroom.testing.store import MemoryDatabase
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit

DISK = Trouble(kind="disk-full", subject="home", detail="12 MB")
EAST = Trouble(kind="trunk-unreachable", subject="east")
KINDS = {"disk-full", "disk-low", "trunk-unreachable", "certificate-expiring"}
HOSTILE = "=cmd|' /C calc'!A0<img src=x>"


class Away(MemoryDatabase):
    """A database that can be away."""

    away = False

    @override
    async def transact(self, work: Any) -> Any:
        if self.away:
            raise OSError("the database is away")
        return await super().transact(work)


@dataclass
class Desks:
    """What was told, as kinds."""

    told: list[list[str]] = field(default_factory=list)

    def tell(self, alarms: Sequence[Alarm]) -> None:
        self.told.append([alarm.kind for alarm in alarms])


@pytest.fixture
def desks() -> Desks:
    return Desks()


@pytest.fixture
async def running(desks: Desks) -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router, database=Away()) as running:
        running.become("alarms.view", "alarms.acknowledge", user="wang")
        running.app.state.alarms = await started(running, desks)
        yield running
        await running.app.state.alarms.close()


async def started(running: Running, desks: Desks, *watchers: Watcher) -> AlarmPanel:
    panel = AlarmPanel(running.store, running.clock, running.centre.ids, desks.tell)

    async def nothing() -> Sequence[Trouble]:
        await asyncio.sleep(10**9)
        return []

    every = [*watchers, Watcher(kinds=frozenset(KINDS), look=nothing)]
    await panel.start(every)
    return panel


def see(running: Running, *troubles: Trouble) -> None:
    panel: AlarmPanel = running.app.state.alarms
    panel.observe(KINDS, troubles)


async def ask(running: Running, path: str = "", **asked: str) -> Any:  # noqa: ANN401 any JSON
    async with running.browser() as browser:
        answer = await browser.get(f"/api/alarms{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def settled() -> None:
    await asyncio.sleep(0.1)


async def acknowledge(running: Running, alarm: str) -> Any:  # noqa: ANN401 any JSON
    async with running.browser() as browser:
        return await browser.post(f"/api/alarms/{alarm}/acknowledge")


async def history(running: Running, **asked: str) -> list[dict[str, Any]]:
    await settled()
    items: list[dict[str, Any]] = (await ask(running, "/history", **asked))["items"]
    return items


async def test_an_alarm_is_told_stored_and_cleared_when_its_trouble_comes_and_goes(
    running: Running, desks: Desks
) -> None:
    see(running, DISK)
    [alarm] = await ask(running)
    assert (alarm["severity"], alarm["subject"], alarm["detail"]) == ("critical", "home", "12 MB")
    see(running)
    running.clock.moment += MINUTE
    see(running)
    assert desks.told == [["disk-full"], []]
    [kept] = await history(running)
    assert (kept["raised"], kept["cleared"]) == (EPOCH, EPOCH + MINUTE)
    journal = await running.store.read(lambda c: entries(c, f"alarm:{kept['id']}"))
    assert [(line.type, line.at) for line in journal] == [
        ("AlarmRaised", EPOCH),
        ("AlarmCleared", EPOCH + MINUTE),
    ]


async def test_it_counts_up_when_it_comes_again_soon(running: Running, desks: Desks) -> None:
    see(running, DISK)
    for _ in range(3):
        see(running)
        running.clock.moment += SECOND
        see(running, DISK)
    [kept] = await history(running)
    assert (kept["count"], kept["last"]) == (4, EPOCH + 3 * SECOND)
    assert len(desks.told) == 4
    see(running, DISK)
    assert len(desks.told) == 4


async def test_the_gravest_is_first(running: Running) -> None:
    soon = Trouble(kind="certificate-expiring")
    see(running, soon, EAST, DISK)
    running.clock.moment += 2 * SECOND
    see(running, soon, EAST, DISK)
    severities = [alarm["severity"] for alarm in await ask(running)]
    assert severities == ["critical", "major", "warning"]


async def test_it_shows_at_once_and_is_stored_later_when_the_database_is_away(
    running: Running,
) -> None:
    database = running.database
    assert isinstance(database, Away)
    database.away = True
    see(running, DISK)
    running.clock.moment += MINUTE
    await asyncio.sleep(30)
    assert [alarm["kind"] for alarm in await ask(running)] == ["disk-full"]
    assert await history(running) == []
    database.away = False
    await asyncio.sleep(5)
    [kept] = await history(running)
    assert kept["raised"] == EPOCH


async def test_who_acknowledges_is_kept_and_told_when_an_alarm_stands(
    running: Running, desks: Desks
) -> None:
    see(running, DISK)
    [alarm] = await ask(running)
    answer = await acknowledge(running, alarm["id"])
    assert (answer.status_code, answer.json()["acknowledged_by"]) == (200, "wang")
    running.become("alarms.acknowledge", user="li")
    again = await acknowledge(running, alarm["id"])
    assert again.json()["acknowledged_by"] == "wang"
    assert desks.told == [["disk-full"]] * 3
    journal = await running.store.read(lambda c: entries(c, f"alarm:{alarm['id']}"))
    assert [(line.type, line.actor) for line in journal][1:] == [("AlarmAcknowledged", "wang")]


async def test_nobody_acknowledges_what_is_over_or_never_was(running: Running) -> None:
    see(running, DISK)
    [alarm] = await ask(running)
    see(running)
    running.clock.moment += MINUTE
    see(running)
    assert (await acknowledge(running, alarm["id"])).status_code == 404
    assert (await acknowledge(running, "none")).status_code == 404


async def test_what_stood_stands_on_when_the_process_begins_anew(
    running: Running, desks: Desks
) -> None:
    see(running, DISK)
    [before] = await history(running)
    panel = await started(running, desks)
    assert [alarm.id for alarm in panel.current()] == [before["id"]]
    panel.observe(KINDS, ())
    running.clock.moment += MINUTE
    panel.observe(KINDS, ())
    assert panel.current() == []
    assert (await history(running))[0]["cleared"] == EPOCH + MINUTE
    await panel.close()


async def test_what_nobody_watches_any_more_is_over_at_the_start(
    running: Running, desks: Desks
) -> None:
    see(running, DISK)
    await settled()
    panel = AlarmPanel(running.store, running.clock, running.centre.ids, desks.tell)
    await panel.start([])
    assert panel.current() == []
    assert (await history(running))[0]["cleared"] is not None
    await panel.close()


async def test_a_look_that_fails_or_hangs_changes_nothing_and_hides_nobody(
    running: Running, desks: Desks
) -> None:
    async def fails() -> Sequence[Trouble]:
        raise OSError("cannot look")

    async def finds() -> Sequence[Trouble]:
        return [Trouble(kind="chain-broken")]

    watchers = [
        Watcher(kinds=frozenset({"asterisk-away"}), look=fails),
        Watcher(kinds=frozenset({"chain-broken"}), look=finds),
    ]
    panel = await started(running, desks, *watchers)
    await settled()
    assert [alarm.kind for alarm in panel.current()] == ["chain-broken"]
    await panel.close()


async def test_the_history_is_found_by_word_severity_state_and_time(running: Running) -> None:
    see(running, DISK)
    running.clock.moment += 2 * SECOND
    see(running, DISK, EAST)
    running.clock.moment += 2 * SECOND
    see(running, EAST)
    running.clock.moment += MINUTE
    see(running, EAST)

    async def found(**asked: str) -> list[str]:
        return [one["kind"] for one in await history(running, **asked)]

    assert await found() == ["trunk-unreachable", "disk-full"]
    assert await found(q="eas") == ["trunk-unreachable"]
    assert await found(q="%") == []
    assert await found(severity="critical") == ["disk-full"]
    assert await found(state="raised") == ["trunk-unreachable"]
    assert await found(state="cleared") == ["disk-full"]
    assert await found(kind="disk-full") == ["disk-full"]
    assert await found(since=str(EPOCH + SECOND)) == ["trunk-unreachable"]
    assert await found(until=str(EPOCH + SECOND)) == ["disk-full"]


async def test_pages_follow_each_other_and_the_export_has_all_and_no_formulas(
    running: Running,
) -> None:
    for number in range(5):
        see(running, Trouble(kind="disk-full", subject=f"d{number}", detail=HOSTILE))
    await settled()
    seen, cursor = [], ""
    while True:
        asked = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = await ask(running, "/history", **asked)
        seen += [one["id"] for one in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)
    async with running.browser() as browser:
        text = (await browser.get("/api/alarms/export.csv")).text
    assert len(text.splitlines()) == 6
    assert text.count(f"'{HOSTILE}") == 5


@pytest.mark.parametrize("path", ["", "/history", "/export.csv"])
async def test_nobody_sees_alarms_without_permission(running: Running, path: str) -> None:
    running.become("supervise.view")
    async with running.browser() as browser:
        assert (await browser.get(f"/api/alarms{path}")).status_code == 403


async def test_who_may_only_see_does_not_acknowledge(running: Running) -> None:
    see(running, DISK)
    [alarm] = await ask(running)
    running.become("alarms.view")
    assert (await acknowledge(running, alarm["id"])).status_code == 403


def test_every_route_declares_its_permission_and_so_does_the_topic() -> None:
    assert undeclared(router.routes, PERMISSIONS) == []
    assert DECLARED["alarms"] == "alarms.view"
    seeing = {name for name, role in ROLES.items() if "alarms.view" in role.permissions}
    noting = {name for name, role in ROLES.items() if "alarms.acknowledge" in role.permissions}
    assert (seeing, noting) == ({"administrator", "supervisor"}, {"administrator"})
