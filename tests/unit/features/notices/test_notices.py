"""Who is told something, who reads it, who sees that, and who takes it back."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from tests.unit.features.running import Running

from switchroom.features.notices.audience import Audience, Member
from switchroom.features.notices.events import MESSAGES
from switchroom.features.notices.http import router
from switchroom.kernel.time import DAY, HOUR
from switchroom.runtime.journal import entries
from switchroom.runtime.web.topics import DECLARED
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit

KEPT = 7 * DAY
HOSTILE = "<img src=x onerror=alert(1)>{{constructor}} ${7*7} '; DROP TABLE notices;--\n\u202e中文"


def member(name: str, team: str, *queues: str, site: str = "main", of: str = "repair") -> Member:
    departments = frozenset([of])
    return Member(
        id=name, name=name.title(), team=team, queues=queues, site=site, departments=departments
    )


MEMBERS = [
    member("li", "day", "fault"),
    member("liu", "day", "billing"),
    member("emily", "night", "fault", of="service"),
    member("wu", "day", "fault", site="north"),
    member("chen", "day", "fault"),
]


class Desks:
    """What was told to whom."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Mapping[str, Any]]] = []

    def tell(self, user: str, message: Mapping[str, Any]) -> None:
        self.heard.append((user, message["notice"]))

    def hearers(self) -> set[str]:
        return {user for user, _ in self.heard}


@pytest.fixture
def desks() -> Desks:
    return Desks()


@pytest.fixture
async def running(desks: Desks) -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        running.app.state.audience = Audience(
            members=lambda _: MEMBERS, tell=desks.tell, keeps=lambda _: KEPT
        )
        supervise(running)
        yield running


def supervise(running: Running, user: str = "chen", site: str = "main", *departments: str) -> None:
    running.become("supervise.notify", user=user, site=site, departments=departments)


async def ask(running: Running, method: str, path: str = "", body: Any = None) -> Any:  # noqa: ANN401 any JSON
    async with running.browser() as browser:
        answer = await browser.request(method, f"/api/notices{path}", json=body)
    return answer.json() if answer.content and answer.is_success else answer.status_code


async def send(running: Running, kind: str = "everybody", *ids: str, **given: object) -> Any:  # noqa: ANN401 any JSON
    to = {"kind": kind, "ids": list(ids)}
    letter = {"text": "Storm at four", "to": to, "until": EPOCH + HOUR}
    return await ask(running, "POST", body=letter | given)


async def mine(running: Running, user: str) -> Any:  # noqa: ANN401 any JSON
    running.become("agent.work", user=user)
    return await ask(running, "GET", "/mine")


@pytest.mark.parametrize(
    ("kind", "ids", "hearers"),
    [
        ("everybody", (), {"li", "liu", "emily"}),
        ("teams", ("day",), {"li", "liu"}),
        ("queues", ("fault", "billing"), {"li", "liu", "emily"}),
        ("queues", ("billing",), {"liu"}),
        ("agents", ("emily", "chen"), {"emily"}),
    ],
)
async def test_a_notice_reaches_those_who_are_meant_within_its_senders_site(
    running: Running, desks: Desks, kind: str, ids: tuple[str, ...], hearers: set[str]
) -> None:
    sent = await send(running, kind, *ids, urgent=True)
    assert desks.hearers() == {one["id"] for one in sent["readers"]} == hearers
    assert (sent["read"], sent["unread"], sent["urgent"]) == (0, len(hearers), True)
    for user in ("li", "liu", "emily", "wu", "chen"):
        assert bool(await mine(running, user)) is (user in hearers)


async def test_only_ones_departments_are_meant_when_one_is_limited_to_them(
    running: Running, desks: Desks
) -> None:
    supervise(running, "chen", "main", "service")
    await send(running)
    assert desks.hearers() == {"emily"}


@pytest.mark.parametrize(
    ("kind", "ids", "given", "status"),
    [
        ("agents", ("wu",), {}, 404),
        ("agents", ("li", "ghost"), {}, 404),
        ("teams", ("ghost",), {}, 422),
        ("agents", ("chen",), {}, 422),
        ("everybody", ("li",), {}, 422),
        ("teams", (), {}, 422),
        ("everybody", (), {"text": " \n "}, 422),
        ("everybody", (), {"text": "x" * 501}, 422),
        ("everybody", (), {"text": "a\0b"}, 422),
        ("everybody", (), {"until": EPOCH}, 422),
        ("everybody", (), {"until": EPOCH + 40 * DAY}, 422),
    ],
)
async def test_a_notice_is_refused_when_it_is_for_nobody_or_says_nothing(
    running: Running,
    desks: Desks,
    kind: str,
    ids: tuple[str, ...],
    given: dict[str, object],
    status: int,
) -> None:
    assert await send(running, kind, *ids, **given) == status
    assert desks.heard == []


async def test_hostile_text_is_kept_as_the_text_it_is(running: Running, desks: Desks) -> None:
    sent = await send(running, text=f"  {HOSTILE} ")
    assert sent["text"] == HOSTILE
    assert {notice["text"] for _, notice in desks.heard} == {HOSTILE}
    assert [one["text"] for one in await mine(running, "li")] == [HOSTILE]


@pytest.mark.parametrize("length", [HOUR, 3 * DAY])
async def test_a_notice_is_gone_when_it_is_over_and_of_another_day(
    running: Running, length: int
) -> None:
    await send(running, until=EPOCH + length)
    running.clock.moment += max(length, DAY) - 1
    assert [one["until"] for one in await mine(running, "li")] == [EPOCH + length]
    running.clock.moment += 1
    assert await mine(running, "li") == []


async def test_old_notices_are_forgotten_when_another_is_sent(running: Running) -> None:
    old = (await send(running))["id"]
    running.clock.moment = EPOCH + HOUR + KEPT
    standing = (await send(running, until=running.clock.moment + HOUR))["id"]
    assert [one["id"] for one in (await ask(running, "GET"))["items"]] == [standing, old]
    running.clock.moment += 1
    newest = (await send(running, until=running.clock.moment + HOUR))["id"]
    assert [one["id"] for one in (await ask(running, "GET"))["items"]] == [newest, standing]
    assert [one["id"] for one in await mine(running, "li")] == [standing, newest]
    journal = await running.store.read(lambda c: entries(c, f"notice:{old}"))
    assert [line.type for line in journal] == ["NoticeSent"]


async def test_its_sender_sees_who_has_read_it_when_somebody_has(
    running: Running, desks: Desks
) -> None:
    notice = (await send(running))["id"]
    desks.heard.clear()
    running.become("agent.work", user="li")
    running.clock.moment += 5
    for _ in range(2):
        assert await ask(running, "POST", f"/{notice}/read") == 204
        running.clock.moment += 5
    assert [(user, told["read_at"]) for user, told in desks.heard] == [("li", EPOCH + 5)] * 2
    assert [one["read_at"] for one in await mine(running, "li")] == [EPOCH + 5]
    supervise(running)
    (sent,) = (await ask(running, "GET"))["items"]
    assert (sent["read"], sent["unread"]) == (1, 2)
    assert [(one["name"], one["at"]) for one in sent["readers"]] == [
        ("Emily", None),
        ("Liu", None),
        ("Li", EPOCH + 5),
    ]
    journal = await running.store.read(lambda c: entries(c, f"notice:{notice}"))
    kinds = [(line.type, line.actor) for line in journal]
    assert kinds == [("NoticeSent", "chen"), ("NoticeRead", "li")]


async def test_a_notice_cannot_be_read_by_whom_it_was_not_sent_to(running: Running) -> None:
    notice = (await send(running, "agents", "li"))["id"]
    running.become("agent.work", user="liu")
    assert await ask(running, "POST", f"/{notice}/read") == 404


async def test_a_withdrawn_notice_is_gone_from_the_desks_that_showed_it(
    running: Running, desks: Desks
) -> None:
    notice = (await send(running, "teams", "day"))["id"]
    desks.heard.clear()
    for _ in range(2):
        assert await ask(running, "DELETE", f"/{notice}") == 204
    assert desks.hearers() == {"li", "liu"}
    assert all(told["withdrawn_at"] == EPOCH for _, told in desks.heard)
    assert await mine(running, "li") == []
    journal = await running.store.read(lambda c: entries(c, f"notice:{notice}"))
    assert [line.type for line in journal] == ["NoticeSent", "NoticeWithdrawn"]


async def test_another_supervisor_sees_and_withdraws_only_what_is_within_their_limits(
    running: Running,
) -> None:
    wide = (await send(running))["id"]
    supervise(running, "wang", "main", "service")
    (seen,) = (await ask(running, "GET"))["items"]
    assert [one["id"] for one in seen["readers"]] == ["emily"]
    assert not seen["withdrawable"]
    assert await ask(running, "DELETE", f"/{wide}") == 403
    supervise(running, "zhao", "north")
    assert (await ask(running, "GET"))["items"] == []
    assert await ask(running, "DELETE", f"/{wide}") == 404
    supervise(running, "boss", "*")
    assert await ask(running, "DELETE", f"/{wide}") == 204


async def test_sent_notices_come_by_pages_the_newest_first(running: Running) -> None:
    ids = [(await send(running, text=f"{n}"))["id"] for n in range(3)]
    first = await ask(running, "GET", "?limit=2")
    assert [one["id"] for one in first["items"]] == ids[:0:-1]
    rest = await ask(running, "GET", f"?limit=2&cursor={first['next']}")
    assert ([one["id"] for one in rest["items"]], rest["next"]) == (ids[:1], None)


async def test_sending_and_its_list_are_refused_without_the_permission(running: Running) -> None:
    running.become("supervise.view", "supervise.force-state", user="li")
    assert await send(running) == 403
    assert await ask(running, "GET") == 403
    assert await ask(running, "DELETE", "/id1") == 403


def test_everybody_may_hear_of_their_own_notices() -> None:
    assert DECLARED["notice"] == "signed-in"
