import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select
from starlette.requests import HTTPConnection
from tests.unit.features.running import Running

from switchroom.features.users.authentication import Authentication, ForeignPageError
from switchroom.features.users.events import MESSAGES
from switchroom.features.users.http import router
from switchroom.features.users.passwords import Passwords
from switchroom.features.users.service import NewUser, add_user
from switchroom.features.users.tables import sessions, sign_in_failures
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import HOUR, MINUTE
from switchroom.runtime.journal import entries
from switchroom.runtime.web.access import Identity

pytestmark = pytest.mark.integration

RIGHT = {"username": "Wang.Li", "password": "correct horse"}
WRONG = {"username": "wang.li", "password": "wrong horse"}
CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


def install(running: Running, authentication: Authentication) -> None:
    running.app.state.authentication = authentication
    running.app.state.identify = authentication.identify


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        install(running, Authentication(running.centre, passwords=CHEAP))
        await add(running, "wang.li", "correct horse", "agent")
        await add(running, "admin", "all powerful", "administrator")
        yield running


async def add(running: Running, username: str, password: str, role: str) -> None:
    user = NewUser(
        id=f"u-{username}",
        username=username,
        display_name="王丽",
        password_hash=CHEAP.hash(password),
        roles=[role],
    )
    await running.store.write(lambda tx: add_user(tx, user))


@asynccontextmanager
async def signed_in(
    running: Running, address: str = "10.0.0.1", who: dict[str, str] = RIGHT
) -> AsyncIterator[httpx.AsyncClient]:
    async with running.browser(address) as browser:
        answer = await browser.post("/api/session", json=who)
        assert answer.status_code == 200
        yield browser


def as_admin(running: Running) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    return signed_in(running, "10.0.0.9", {"username": "admin", "password": "all powerful"})


async def test_a_session_opens_when_the_password_is_right(running: Running) -> None:
    async with running.browser() as browser:
        answer = await browser.post("/api/session", json=RIGHT)
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Secure" not in cookie
        seen = (await browser.get("/api/session")).json()
        assert seen == answer.json()
        assert seen["user"] == {"id": "u-wang.li", "username": "wang.li", "display_name": "王丽"}
        assert "agent.work" in seen["permissions"]
        assert "users.edit" not in seen["permissions"]
        assert seen["agent"] is None


async def test_the_cookie_is_secure_when_the_page_came_by_https(running: Running) -> None:
    async with running.browser() as browser:
        answer = await browser.post("https://desk/api/session", json=RIGHT)
        assert "Secure" in answer.headers["set-cookie"]


async def test_the_database_holds_no_token_when_a_session_is_open(running: Running) -> None:
    async with signed_in(running) as browser:
        kept = await running.store.read(lambda c: c.scalar(select(sessions.c.token_hash)))
        assert kept is not None
        assert kept != browser.cookies["switchroom_session"]


@pytest.mark.parametrize("username", ["wang.li", "nobody"])
async def test_the_answer_is_the_same_when_the_name_is_unknown(
    running: Running, username: str
) -> None:
    async with running.browser() as browser:
        answers = [
            (await browser.post("/api/session", json=WRONG | {"username": username})).json()
            for _ in range(11)
        ]
        assert [answer["title"] for answer in answers] == [
            *["unauthenticated"] * 10,
            "locked-out",
        ]


async def test_only_the_attackers_address_is_locked_when_ten_attempts_failed(
    running: Running,
) -> None:
    async with signed_in(running, "10.0.0.1") as owner, running.browser("6.6.6.6") as foe:
        await asyncio.gather(*(foe.post("/api/session", json=WRONG) for _ in range(12)))
        locked = await foe.post("/api/session", json=RIGHT)
        assert (locked.status_code, locked.json()["title"]) == (401, "locked-out")
        assert (await owner.get("/api/session")).status_code == 200
        assert (await owner.post("/api/session", json=RIGHT)).status_code == 200
        running.clock.moment += 15 * MINUTE
        assert (await foe.post("/api/session", json=RIGHT)).status_code == 200


async def test_failures_are_forgotten_when_a_sign_in_succeeds(running: Running) -> None:
    async with running.browser() as browser:
        for _ in range(9):
            await browser.post("/api/session", json=WRONG)
        assert (await browser.post("/api/session", json=RIGHT)).status_code == 200
        left = select(func.count()).select_from(sign_in_failures)
        assert await running.store.read(lambda c: c.scalar(left)) == 0


async def test_a_session_ends_when_it_was_not_used_for_twelve_hours(running: Running) -> None:
    async with signed_in(running) as browser:
        running.clock.moment += 11 * HOUR
        assert (await browser.get("/api/session")).status_code == 200
        running.clock.moment += 11 * HOUR
        assert (await browser.get("/api/session")).status_code == 200
        running.clock.moment += 12 * HOUR
        assert (await browser.get("/api/session")).status_code == 401


async def test_nobody_is_remembered_when_they_signed_out(running: Running) -> None:
    async with signed_in(running) as browser:
        assert (await browser.get("/api/session")).status_code == 200
        token = browser.cookies["switchroom_session"]
        assert (await browser.delete("/api/session")).status_code == 204
        assert "switchroom_session" not in browser.cookies
        stolen = {"Cookie": f"switchroom_session={token}"}
        assert (await browser.get("/api/session", headers=stolen)).status_code == 401


async def test_the_session_stays_when_the_agent_may_not_leave(running: Running) -> None:
    async def refuse(_: Identity) -> None:
        raise ConflictError("You are in a call.")

    install(running, Authentication(running.centre, passwords=CHEAP, leave=refuse))
    async with signed_in(running) as browser:
        assert (await browser.delete("/api/session")).status_code == 409
        assert (await browser.get("/api/session")).status_code == 200


async def test_the_agent_is_named_when_the_user_is_one(running: Running) -> None:
    card = {"id": "u-wang.li", "number": "1001", "extension": "1001"}
    install(running, Authentication(running.centre, passwords=CHEAP, agent_of=lambda _, __: card))
    async with signed_in(running) as browser:
        assert (await browser.get("/api/session")).json()["agent"] == card


async def test_a_change_is_refused_when_it_comes_from_a_foreign_page(running: Running) -> None:
    async with signed_in(running) as browser:
        del browser.headers["X-Requested-With"]
        answer = await browser.delete("/api/session")
        assert (answer.status_code, answer.json()["title"]) == (403, "foreign-page")
        assert (await browser.post("/api/session", json=RIGHT)).status_code == 403


@pytest.mark.parametrize(
    ("origin", "welcome"),
    [("http://desk", True), ("https://desk", True), ("http://evil", False), (None, False)],
)
async def test_a_websocket_is_refused_when_its_origin_is_foreign(
    running: Running, origin: str | None, welcome: bool
) -> None:
    async with signed_in(running) as browser:
        cookie = f"switchroom_session={browser.cookies['switchroom_session']}"
        headers = {"host": "desk", "cookie": cookie} | ({"origin": origin} if origin else {})
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        socket = HTTPConnection({"type": "websocket", "headers": raw})
        identify = running.app.state.identify
        if welcome:
            identity = await identify(socket)
            assert identity.username == "wang.li"
        else:
            with pytest.raises(ForeignPageError):
                await identify(socket)


async def test_own_sessions_are_listed_and_ended_when_asked(running: Running) -> None:
    async with signed_in(running, "10.0.0.1") as old, signed_in(running) as new:
        listed = (await new.get("/api/session/list")).json()
        assert [one["current"] for one in listed] == [True, False]
        other = listed[1]["id"]
        assert (await new.delete(f"/api/session/list/{other}")).status_code == 204
        assert (await old.get("/api/session")).status_code == 401
        assert (await new.delete(f"/api/session/list/{other}")).status_code == 404


async def test_users_are_hidden_when_the_asker_is_an_agent(running: Running) -> None:
    async with signed_in(running) as browser:
        assert (await browser.get("/api/users")).status_code == 403


async def test_a_user_comes_in_when_an_administrator_added_them(running: Running) -> None:
    async with as_admin(running) as admin, running.browser("10.0.0.2") as browser:
        new = {"username": "Zhao", "display_name": "赵", "password": "long enough words"}
        added = await admin.post("/api/users", json=new | {"roles": ["supervisor"]})
        assert added.status_code == 201
        assert "long enough words" not in added.text
        again = await admin.post("/api/users", json=new | {"roles": []})
        assert again.status_code == 409
        came = await browser.post(
            "/api/session", json={"username": "ＺＨＡＯ", "password": "long enough words"}
        )
        assert came.status_code == 200
        names = [user["username"] for user in (await admin.get("/api/users")).json()]
        assert names == ["admin", "wang.li", "zhao"]


async def test_a_user_is_out_at_once_when_shut_out(running: Running) -> None:
    async with signed_in(running) as browser, as_admin(running) as admin:
        shut = await admin.patch("/api/users/u-wang.li", json={"active": False})
        assert shut.json()["active"] is False
        assert shut.json()["roles"] == ["agent"]
        assert (await browser.get("/api/session")).status_code == 401
        assert (await browser.post("/api/session", json=RIGHT)).status_code == 401


async def test_sessions_end_when_the_password_is_replaced(running: Running) -> None:
    async with signed_in(running) as browser, as_admin(running) as admin:
        path = "/api/users/u-wang.li/password"
        assert (await admin.put(path, json={"password": "short"})).status_code == 422
        assert (await admin.put(path, json={"password": "another horse"})).status_code == 204
        assert (await browser.get("/api/session")).status_code == 401
        assert (await browser.post("/api/session", json=RIGHT)).status_code == 401
        right = RIGHT | {"password": "another horse"}
        assert (await browser.post("/api/session", json=right)).status_code == 200


async def test_other_sessions_end_when_somebody_changes_their_own_password(
    running: Running,
) -> None:
    async with signed_in(running) as here, signed_in(running, "10.0.0.2") as elsewhere:
        path = "/api/session/password"
        wrong = {"old": "wrong horse", "new": "another horse"}
        assert (await here.put(path, json=wrong)).status_code == 401
        right = {"old": "correct horse", "new": "another horse"}
        assert (await here.put(path, json=right)).status_code == 204
        assert (await here.get("/api/session")).status_code == 200
        assert (await elsewhere.get("/api/session")).status_code == 401
        again = RIGHT | {"password": "another horse"}
        assert (await elsewhere.post("/api/session", json=again)).status_code == 200
        lines = await running.store.read(lambda c: entries(c, "user:u-wang.li"))
        assert "SessionEnded" in [line.type for line in lines]


async def test_administrators_cannot_lock_themselves_out(running: Running) -> None:
    async with as_admin(running) as admin:
        changes: tuple[dict[str, object], ...] = ({"active": False}, {"roles": []})
        for change in changes:
            assert (await admin.patch("/api/users/u-admin", json=change)).status_code == 403


async def test_the_audit_knows_who_did_what_when_users_change(running: Running) -> None:
    async with running.browser() as browser, as_admin(running) as admin:
        await browser.post("/api/session", json=WRONG)
        await browser.post("/api/session", json=RIGHT)
        await admin.patch("/api/users/u-wang.li", json={"roles": ["leader"]})
        lines = await running.store.read(lambda c: entries(c, "user:u-wang.li"))
        assert [(line.type, line.actor) for line in lines] == [
            ("UserAdded", ""),
            ("SignInRefused", ""),
            ("SessionOpened", "u-wang.li"),
            ("UserChanged", "u-admin"),
        ]
        assert not any("argon2" in line.data or "horse" in line.data for line in lines)
