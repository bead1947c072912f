"""The page "Call us" over HTTP, with telephones that a test makes arrive."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import httpx
import pytest
from sqlalchemy import Connection
from tests.unit.features.running import Running

from switchroom.domain.interaction.events import InteractionOpened, Rated
from switchroom.features.visitors.admission import Limits
from switchroom.features.visitors.http import router
from switchroom.features.visitors.reception import Contact, House, Reception
from switchroom.kernel.time import HOUR
from switchroom.ports.guests import GuestTelephone
from switchroom.ports.store import Transaction
from switchroom.ports.telephony import TelephonyUnavailableError

pytestmark = pytest.mark.unit
ORIGIN = {"Origin": "http://desk"}
LIMITS = Limits(lines=2, per_minute=30, per_address=10)


@dataclass
class Telephones:
    """Guests who are told apart by a count."""

    admitted: list[tuple[str, str, str]] = field(default_factory=list)
    calls: dict[str, str] = field(default_factory=dict)
    away: bool = False

    async def admit(self, called: str, caller: str, caller_name: str) -> GuestTelephone:
        if self.away:
            raise TelephonyUnavailableError("away")
        self.admitted.append((called, caller, caller_name))
        return GuestTelephone(user=f"guest-{len(self.admitted)}", secret="s", target="call")

    def guest_of(self, leg: str) -> str:
        return self.calls.get(leg, "")

    @property
    def open(self) -> int:
        return len(self.admitted)


@dataclass
class Around:
    """A centre that a test sets up."""

    set_up: House = field(
        default_factory=lambda: House(
            number="95598", names={"zh": "热线", "en": "Line"}, centre_name="", limits=LIMITS
        )
    )
    known: Contact = field(default_factory=lambda: Contact(state="menu", agent=""))

    def house(self, _: Connection) -> House:
        return self.set_up

    def contact(self, _: Connection, __: str) -> Contact | None:
        return self.known


class Routing:
    """Everybody who waits is the third."""

    def position(self, _: str) -> int | None:
        return 3

    def expected_wait(self, _: str) -> int | None:
        return 60_000


@dataclass
class Page:
    """A visitor's page, and the centre around it."""

    running: Running
    telephones: Telephones
    around: Around
    browser: httpx.AsyncClient
    heard: asyncio.Queue[Rated] = field(default_factory=asyncio.Queue)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self, **typed: str) -> httpx.Response:
        return await self.browser.post("/api/call-us", json=typed, headers=ORIGIN)

    async def arrive(self, leg: str = "leg", trunk: str = "web") -> str:
        """Call; the call arrives. The visit."""
        visit: str = (await self.call()).json()["visit"]
        self.telephones.calls[leg] = visit
        opened = InteractionOpened(
            interaction="i1",
            channel="voice",
            direction="in",
            caller="web",
            called="95598",
            trunk=trunk,
            leg=leg,
        )

        def unit(tx: Transaction) -> None:
            tx.record("interaction:i1", opened)

        await self.running.store.write(unit)
        await self.told.wait()
        return visit

    async def standing(self, visit: str) -> dict[str, object]:
        answer: dict[str, object] = (await self.browser.get(f"/api/call-us/{visit}")).json()
        return answer

    async def rate(self, visit: str, value: int) -> int:
        path = f"/api/call-us/{visit}/rating"
        return (await self.browser.post(path, json={"value": value}, headers=ORIGIN)).status_code


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with Running((InteractionOpened, Rated), router=router) as running:
        telephones, around = Telephones(), Around()
        reception = Reception(running.store, running.clock, around, telephones)
        reception.start(running.bus)
        running.app.state.reception = reception
        running.app.state.routing = Routing()
        running.app.state.telephone_ports = {"http": 8088, "https": 8089}
        async with running.browser() as browser:
            page = Page(running, telephones, around, browser)

            async def rated(_: str, event: Rated) -> None:
                page.heard.put_nowait(event)

            async def opened(_: str, __: InteractionOpened) -> None:
                page.told.set()

            running.bus.watch(Rated, rated)
            running.bus.watch(InteractionOpened, opened)
            yield page


async def test_a_visitor_gets_a_telephone_to_the_centres_number_when_they_press_call(
    page: Page,
) -> None:
    answer = await page.call(name='张"伟', number="138 0013 8000")
    assert answer.status_code == 201
    assert page.telephones.admitted == [("95598", "web13800138000", "张伟 (web)")]
    told = answer.json()
    assert told["target"] == "sip:call@switchroom"
    assert told["websocket_path"] == ":8088/ws"


@pytest.mark.parametrize(
    "origin", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "//desk.x"}]
)
async def test_nobody_is_let_in_when_a_foreign_page_asks(
    page: Page, origin: dict[str, str]
) -> None:
    refused = await page.browser.post("/api/call-us", json={}, headers=origin)
    assert refused.status_code == 403
    assert not page.telephones.admitted


async def test_nobody_is_let_in_when_visitors_have_no_number(page: Page) -> None:
    page.around.set_up = replace(page.around.set_up, number="")
    assert (await page.call()).status_code == 503
    assert not (await page.browser.get("/api/call-us")).json()["open"]
    assert not page.telephones.admitted


async def test_the_next_is_told_when_to_come_back_when_there_are_too_many(page: Page) -> None:
    for _ in range(2):
        assert (await page.call()).status_code == 201
    refused = await page.call()
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "30"
    assert refused.headers["content-type"] == "application/problem+json"
    assert (refused.json()["title"], refused.json()["retry_after"]) == ("too-many", 30)


async def test_a_sentence_is_told_when_the_telephone_engine_is_away(page: Page) -> None:
    page.telephones.away = True
    assert (await page.call()).status_code == 503


async def test_a_visitor_sees_their_call_when_it_has_arrived(page: Page) -> None:
    visit = (await page.call()).json()["visit"]
    assert (await page.standing(visit))["state"] == "connecting"
    visit = await page.arrive()
    assert (await page.standing(visit))["state"] == "menu"
    page.around.known = Contact(state="waiting", agent="")
    waiting = await page.standing(visit)
    assert (waiting["state"], waiting["position"], waiting["expected_wait"]) == (
        "waiting",
        3,
        60_000,
    )


async def test_a_call_from_a_real_trunk_is_nobodys_visit_when_it_arrives(page: Page) -> None:
    visit = await page.arrive(trunk="local")
    assert (await page.standing(visit))["state"] == "connecting"


async def test_a_talk_is_rated_as_the_survey_counts_when_it_is_over(page: Page) -> None:
    visit = await page.arrive()
    page.around.known = Contact(state="talking", agent="li")
    assert await page.rate(visit, 5) == 409
    page.around.known = Contact(state="wrap-up", agent="li")
    assert (await page.standing(visit))["state"] == "ended"
    assert await page.rate(visit, 5) == 204
    assert await page.rate(visit, 6) == 422
    rated = await page.heard.get()
    assert (rated.interaction, rated.question, rated.value, rated.agent) == (
        "i1",
        "service",
        1,
        "li",
    )


async def test_nothing_is_told_when_a_visit_is_unknown_or_long_past(page: Page) -> None:
    assert (await page.browser.get("/api/call-us/guest-9")).status_code == 404
    visit = await page.arrive()
    page.running.clock.moment += HOUR
    assert (await page.call()).json()["visit"] != visit
    assert (await page.browser.get(f"/api/call-us/{visit}")).status_code == 404
