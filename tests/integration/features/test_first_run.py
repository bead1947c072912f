"""Setting a new centre up in the browser."""

from collections.abc import AsyncIterator

import httpx
import pytest
from argon2 import PasswordHasher
from tests.unit.features.running import Running

from switchroom.app.first_run import router
from switchroom.features.settings import catalogue
from switchroom.features.settings import events as settings
from switchroom.features.settings.switches import read_options
from switchroom.features.users import events as users
from switchroom.features.users.authentication import Authentication
from switchroom.features.users.http import router as users_router
from switchroom.features.users.passwords import Passwords

pytestmark = pytest.mark.integration
GIVEN = {
    "code": "open sesame",
    "username": "boss",
    "display_name": "Boss",
    "password": "quiet harbour lantern",
    "centre_name": "Nanjing Power",
    "home_area": "025",
    "language": "en",
    "zone": "Asia/Urumqi",
}


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running((*settings.MESSAGES, *users.MESSAGES), router=router) as running:
        running.app.include_router(users_router)
        cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        authentication = Authentication(running.centre, passwords=cheap)
        running.app.state.authentication = authentication
        running.app.state.identify = authentication.identify
        running.app.state.set_up_code = "open sesame"
        running.app.state.region = "CN"
        yield running


@pytest.fixture
async def browser(running: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with running.browser() as browser:
        yield browser


async def test_the_first_administrator_is_in_when_the_centre_was_set_up(
    running: Running, browser: httpx.AsyncClient
) -> None:
    assert (await browser.get("/api/first-run")).json()["needed"]
    assert (await browser.post("/api/first-run", json=GIVEN)).status_code == 204
    session = (await browser.get("/api/session")).json()
    assert session["user"]["username"] == "boss"
    assert "users.edit" in session["permissions"]
    seen = (await browser.get("/api/first-run")).json()
    assert seen == {"needed": False, "centre_name": "Nanjing Power", "language": "en"}
    options = await running.store.read(read_options)
    assert (options.centre_name, options.language) == ("Nanjing Power", "en")
    [site] = await running.store.read(lambda c: catalogue.every(c, catalogue.SITES))
    assert (site.zone, site.home_area) == ("Asia/Urumqi", "+8625")


async def test_it_is_closed_for_ever_when_there_is_a_user(browser: httpx.AsyncClient) -> None:
    await browser.post("/api/first-run", json=GIVEN)
    again = await browser.post("/api/first-run", json=GIVEN | {"username": "foe"})
    assert (again.status_code, again.json()["title"]) == (409, "set-up-already")
    assert len((await browser.get("/api/users")).json()) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"code": "guess"}, 403),
        ({"zone": "Moon/Base"}, 422),
        ({"password": "boss"}, 422),
        ({"home_area": "abc"}, 422),
    ],
)
async def test_nothing_happens_when_something_is_wrong(
    browser: httpx.AsyncClient, change: dict[str, str], status: int
) -> None:
    assert (await browser.post("/api/first-run", json=GIVEN | change)).status_code == status
    assert (await browser.get("/api/first-run")).json()["needed"]


async def test_nothing_happens_when_a_foreign_page_asks(browser: httpx.AsyncClient) -> None:
    del browser.headers["X-Requested-With"]
    assert (await browser.post("/api/first-run", json=GIVEN)).status_code == 403
