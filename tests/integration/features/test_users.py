"""Users, roles, rules and second factors, as administrators and their owners work with them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx
import pyotp
import pytest
from argon2 import PasswordHasher
from tests.unit.features.running import Running

from switchroom.features.users.authentication import Authentication
from switchroom.features.users.events import MESSAGES
from switchroom.features.users.http import router
from switchroom.features.users.own_roles import granted
from switchroom.features.users.passwords import Passwords
from switchroom.features.users.roles import PERMISSIONS, ROLES
from switchroom.features.users.service import NewUser, add_user
from switchroom.kernel.time import SECOND
from switchroom.runtime.journal import entries
from switchroom.runtime.web.declarations import declared_permissions

pytestmark = pytest.mark.integration

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
PASSWORD = "correct horse"
NEW = "quiet harbour lantern"
TEAM_LEAD = {
    "name": {"zh": "组长", "en": "Team lead"},
    "permissions": ["users.edit", "users.view", "queues.view"],
}


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        authentication = Authentication(running.centre, passwords=CHEAP)
        running.app.state.authentication = authentication
        running.app.state.identify = authentication.identify
        for username, role in (("admin", "administrator"), ("wang", "agent")):
            user = NewUser(
                id=f"u-{username}",
                username=username,
                display_name=username.title(),
                password_hash=CHEAP.hash(PASSWORD),
                roles=[role],
            )
            await running.store.write(partial(add_user, new=user))
        yield running


@asynccontextmanager
async def signed_in(
    running: Running, username: str, password: str = PASSWORD
) -> AsyncIterator[httpx.AsyncClient]:
    async with running.browser(f"10.0.0.{len(username)}") as browser:
        given = {"username": username, "password": password}
        answer = await browser.post("/api/session", json=given)
        assert answer.status_code == 200, answer.text
        yield browser


@pytest.fixture
async def admin(running: Running) -> AsyncIterator[httpx.AsyncClient]:
    async with signed_in(running, "admin") as browser:
        yield browser


def at(running: Running, secret: str) -> str:
    return pyotp.TOTP(secret).at(running.clock.now() // SECOND)


async def enrol(running: Running, browser: httpx.AsyncClient) -> tuple[str, list[str]]:
    proposed = (await browser.post("/api/session/second-factor")).json()
    assert proposed["picture"].startswith("data:image/svg+xml")
    assert proposed["secret"] in proposed["address"]
    code = {"code": at(running, proposed["secret"])}
    confirmed = await browser.post("/api/session/second-factor/confirm", json=code)
    running.clock.moment += 60 * SECOND
    return proposed["secret"], confirmed.json()["codes"]


async def test_a_password_for_once_lets_its_owner_only_choose_another(
    running: Running, admin: httpx.AsyncClient
) -> None:
    new = {"username": "zhao", "display_name": "Zhao Xue", "roles": ["agent"]}
    added = (await admin.post("/api/users", json=new)).json()
    once = added["one_time_password"]
    assert added["must_change"]
    async with signed_in(running, "zhao", once) as browser:
        session = (await browser.get("/api/session")).json()
        assert (session["permissions"], session["duties"]) == ([], ["password"])
        same = {"old": once, "new": once}
        assert (await browser.put("/api/session/password", json=same)).status_code == 422
        change = {"old": once, "new": NEW}
        assert (await browser.put("/api/session/password", json=change)).status_code == 204
        session = (await browser.get("/api/session")).json()
        assert session["duties"] == []
        assert "agent.work" in session["permissions"]


async def test_a_password_is_given_anew_when_it_was_forgotten(
    running: Running, admin: httpx.AsyncClient
) -> None:
    async with signed_in(running, "wang") as browser:
        made = (await admin.post("/api/users/u-wang/one-time-password")).json()["password"]
        assert (await browser.get("/api/session")).status_code == 401
    async with signed_in(running, "wang", made) as browser:
        assert (await browser.get("/api/session")).json()["duties"] == ["password"]
    lines = await running.store.read(lambda c: entries(c, "user:u-wang"))
    assert not any(made in line.data for line in lines)


@pytest.mark.parametrize(
    "password", ["short", "password123", "qwertyuiop", "wang", "my wang is a good wang"]
)
async def test_a_password_is_refused_when_it_is_easily_guessed(
    admin: httpx.AsyncClient, password: str
) -> None:
    answer = await admin.put("/api/users/u-wang/password", json={"password": password})
    assert (answer.status_code, answer.json()["title"]) == (422, "weak-password")


async def test_longer_passwords_are_wanted_when_the_rules_say_so(admin: httpx.AsyncClient) -> None:
    assert (
        await admin.patch("/api/sign-in-rules", json={"password_length": 30})
    ).status_code == 200
    answer = await admin.put("/api/users/u-wang/password", json={"password": NEW})
    assert "30" in answer.json()["detail"]
    changes = (await admin.get("/api/sign-in-rules/history")).json()
    undone = {"position": changes[0]["position"]}
    assert (await admin.post("/api/sign-in-rules/undo", json=undone)).status_code == 204
    fits = await admin.put("/api/users/u-wang/password", json={"password": NEW})
    assert fits.status_code == 204


@pytest.mark.parametrize(
    "rules",
    [
        {"password_length": 3},
        {"password_strength": 5},
        {"second_factor_roles": ["juggler"]},
        {"issuer": "http://login.example.com", "client": "c"},
        {"issuer": "https://login.example.com"},
    ],
)
async def test_rules_are_refused_when_they_make_no_sense(
    admin: httpx.AsyncClient, rules: dict[str, Any]
) -> None:
    assert (await admin.patch("/api/sign-in-rules", json=rules)).status_code == 422


async def test_the_providers_secret_is_never_shown_when_it_was_set(
    running: Running, admin: httpx.AsyncClient
) -> None:
    rules = {"issuer": "https://login.example.com", "client": "desk", "secret": "hush"}
    assert (await admin.patch("/api/sign-in-rules", json=rules)).json()["secret"] == "***"
    kept = await admin.patch("/api/sign-in-rules", json=rules | {"secret": "***"})
    assert kept.json()["secret"] == "***"
    assert "hush" not in (await admin.get("/api/sign-in-rules/history")).text
    async with running.browser() as anybody:
        assert (await anybody.get("/api/door")).json() == {"provider": "desk"}


async def test_a_code_is_wanted_when_a_second_factor_is_there(running: Running) -> None:
    async with signed_in(running, "wang") as browser:
        secret, recovery = await enrol(running, browser)
    async with running.browser("10.0.0.4") as door:
        given = {"username": "wang", "password": PASSWORD}
        missing = await door.post("/api/session", json=given)
        assert (missing.status_code, missing.json()["title"]) == (401, "second-factor")
        wrong = await door.post("/api/session", json=given | {"code": "000000"})
        assert (wrong.status_code, wrong.json()["title"]) == (401, "wrong-code")
        code = at(running, secret)
        right = await door.post("/api/session", json=given | {"code": code})
        assert right.status_code == 200
        again = await door.post("/api/session", json=given | {"code": code})
        assert again.json()["title"] == "wrong-code"
        lost = await door.post("/api/session", json=given | {"code": recovery[0].upper()})
        assert lost.status_code == 200
        twice = await door.post("/api/session", json=given | {"code": recovery[0]})
        assert twice.json()["title"] == "wrong-code"
        mine = (await door.get("/api/session/second-factor")).json()
        assert mine == {"enrolled": True, "recovery_codes": 9}


async def test_codes_cannot_be_tried_through_when_the_password_is_known(running: Running) -> None:
    async with signed_in(running, "wang") as owner:
        secret, _ = await enrol(running, owner)
        async with running.browser("6.6.6.6") as foe:
            given = {"username": "wang", "password": PASSWORD}
            for attempt in range(10):
                code = "" if attempt % 2 else "000000"
                await foe.post("/api/session", json=given | {"code": code})
            right = await foe.post("/api/session", json=given | {"code": at(running, secret)})
            assert right.json()["title"] == "locked-out"
        assert (await owner.get("/api/session")).status_code == 200


async def test_a_second_factor_counts_only_when_a_code_confirmed_it(running: Running) -> None:
    async with signed_in(running, "wang") as browser:
        await browser.post("/api/session/second-factor")
        wrong = await browser.post("/api/session/second-factor/confirm", json={"code": "1"})
        assert wrong.status_code == 422
    async with signed_in(running, "wang"):
        pass


async def test_nothing_is_permitted_before_the_second_factor_when_a_role_demands_it(
    running: Running, admin: httpx.AsyncClient
) -> None:
    await admin.patch("/api/sign-in-rules", json={"second_factor_roles": ["agent"]})
    async with signed_in(running, "wang") as browser:
        session = (await browser.get("/api/session")).json()
        assert (session["permissions"], session["duties"]) == ([], ["second-factor"])
        await enrol(running, browser)
        session = (await browser.get("/api/session")).json()
        assert session["duties"] == []
        assert "agent.work" in session["permissions"]


async def test_a_second_factor_goes_when_its_owner_or_an_administrator_wants(
    running: Running, admin: httpx.AsyncClient
) -> None:
    async with signed_in(running, "wang") as browser:
        await enrol(running, browser)
        path = "/api/session/second-factor/remove"
        assert (await browser.post(path, json={"password": "wrong"})).status_code == 401
        assert (await browser.post(path, json={"password": PASSWORD})).status_code == 204
        await enrol(running, browser)
    listed = {one["id"]: one["second_factor"] for one in (await admin.get("/api/users")).json()}
    assert listed == {"u-admin": False, "u-wang": True}
    assert (await admin.delete("/api/users/u-wang/second-factor")).status_code == 204
    async with signed_in(running, "wang"):
        pass


async def test_a_role_of_ones_own_permits_at_once_when_it_is_changed(
    running: Running, admin: httpx.AsyncClient
) -> None:
    await admin.put("/api/roles/team-lead", json=TEAM_LEAD)
    await admin.patch("/api/users/u-wang", json={"roles": ["team-lead"]})
    async with signed_in(running, "wang") as browser:
        seen = (await browser.get("/api/session")).json()["permissions"]
        assert seen == sorted(TEAM_LEAD["permissions"])
        fewer = TEAM_LEAD | {"permissions": ["users.view"]}
        assert (await admin.put("/api/roles/team-lead", json=fewer)).status_code == 204
        assert (await browser.get("/api/session")).json()["permissions"] == ["users.view"]
        assert (await admin.delete("/api/roles/team-lead")).status_code == 409
        newest = (await admin.get("/api/roles/team-lead/history")).json()[0]
        undone = {"position": newest["position"]}
        assert (await admin.post("/api/roles/team-lead/undo", json=undone)).status_code == 204
        assert (await browser.get("/api/session")).json()["permissions"] == seen


@pytest.mark.parametrize(
    ("role", "given", "status"),
    [
        ("agent", TEAM_LEAD, 409),
        ("team-lead", TEAM_LEAD | {"permissions": ["fly"]}, 422),
        ("team-lead", TEAM_LEAD | {"name": {"zh": " ", "en": ""}}, 422),
        ("Team Lead", TEAM_LEAD, 422),
    ],
)
async def test_a_role_is_refused_when_it_makes_no_sense(
    admin: httpx.AsyncClient, role: str, given: dict[str, Any], status: int
) -> None:
    assert (await admin.put(f"/api/roles/{role}", json=given)).status_code == status


async def test_nobody_gives_what_they_do_not_have(
    running: Running, admin: httpx.AsyncClient
) -> None:
    await admin.put("/api/roles/team-lead", json=TEAM_LEAD)
    await admin.patch("/api/users/u-wang", json={"roles": ["team-lead"]})
    more = TEAM_LEAD | {"permissions": [*TEAM_LEAD["permissions"], "settings.edit"]}
    someone = {"username": "li", "display_name": "Li", "password": NEW}
    async with signed_in(running, "wang") as lead:
        answers = [
            await lead.post("/api/users", json=someone | {"roles": ["administrator"]}),
            await lead.put("/api/roles/team-lead", json=more),
            await lead.put("/api/roles/mine", json=more),
            await lead.put("/api/users/u-admin/password", json={"password": NEW}),
            await lead.post("/api/users/u-admin/one-time-password"),
            await lead.patch("/api/users/u-admin", json={"active": False}),
            await lead.patch("/api/users/u-admin", json={"email": "foe@example.com"}),
            await lead.delete("/api/users/u-admin/second-factor"),
        ]
        assert [one.json().get("title") for one in answers] == ["beyond-your-rights"] * 8
        assert [user["username"] for user in (await lead.get("/api/users")).json()] == [
            "admin",
            "wang",
        ]
        allowed = await lead.post("/api/users", json=someone | {"roles": ["team-lead"]})
        assert allowed.status_code == 201


async def test_the_last_administrator_stays_when_another_would_shut_them_out(
    running: Running, admin: httpx.AsyncClient
) -> None:
    everything = {"name": {"zh": "全", "en": "All"}, "permissions": sorted(PERMISSIONS)}
    await admin.put("/api/roles/all", json=everything)
    await admin.patch("/api/users/u-wang", json={"roles": ["all"]})
    async with signed_in(running, "wang") as other:
        assert (await other.patch("/api/users/u-admin", json={"active": False})).status_code == 200
        nothing = everything | {"permissions": ["queues.view"]}
        answer = await other.put("/api/roles/all", json=nothing)
        assert (answer.status_code, answer.json()["title"]) == (409, "last-administrator")
        assert (await other.get("/api/users")).status_code == 200


async def test_a_user_stands_as_before_when_a_change_is_undone(admin: httpx.AsyncClient) -> None:
    given = {"display_name": "Wang Li", "roles": ["leader"], "email": "Wang@Example.com"}
    await admin.patch("/api/users/u-wang", json=given)
    newest, added = (await admin.get("/api/users/u-wang/history")).json()
    assert newest["after"]["email"] == "wang@example.com"
    undone = await admin.post("/api/users/u-wang/undo", json={"position": newest["position"]})
    kept = (undone.json()["display_name"], undone.json()["roles"], undone.json()["email"])
    assert kept == ("Wang", ["agent"], "")
    refused = await admin.post("/api/users/u-wang/undo", json={"position": added["position"]})
    assert refused.status_code == 403


async def test_a_session_ends_when_an_administrator_ends_it(
    running: Running, admin: httpx.AsyncClient
) -> None:
    async with signed_in(running, "wang") as browser:
        listed = (await admin.get("/api/sessions")).json()
        assert {(one["user_name"], one["current"]) for one in listed} == {
            ("Admin", True),
            ("Wang", False),
        }
        [mine] = (await admin.get("/api/users/u-wang/sessions")).json()
        path = f"/api/users/u-wang/sessions/{mine['id']}"
        assert (await admin.delete(path)).status_code == 204
        assert (await browser.get("/api/session")).status_code == 401
        assert (await admin.delete(path)).status_code == 404


async def test_what_a_version_does_not_know_is_not_granted(running: Running) -> None:
    assert await running.store.read(lambda c: granted(c, ["agent", "gone"])) == (
        ROLES["agent"].permissions
    )


def test_every_route_about_others_needs_a_permission_of_users() -> None:
    declared = dict(declared_permissions(router.routes))
    about_others = [route for route in declared if "/api/users" in route or "/api/roles" in route]
    assert len(about_others) == 15
    assert all(declared[route] <= {"users.view", "users.edit"} for route in about_others)
    changing = [route for route in about_others if not route.startswith("GET")]
    assert all(declared[route] == {"users.edit"} for route in changing)
