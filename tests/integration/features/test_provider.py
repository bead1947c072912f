"""Signing in by an OpenID Connect provider: against a real one, and against what a foe may say."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from argon2 import PasswordHasher
from joserfc import jwt
from joserfc.jwk import RSAKey
from tests.unit.features.running import Running

from switchroom.features.users import provider
from switchroom.features.users.authentication import Authentication
from switchroom.features.users.events import MESSAGES
from switchroom.features.users.http import router
from switchroom.features.users.passwords import Passwords
from switchroom.features.users.provider import NotVouchedError
from switchroom.features.users.rules import SignInRules, set_rules
from switchroom.features.users.service import NewUser, add_user, change_user
from switchroom.ports.store import Transaction
from switchroom.runtime.clock import SystemClock
from switchroom.runtime.journal import entries

pytestmark = [
    pytest.mark.integration,
    # The provider of these tests is behind with its own library.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

EMAIL = "wang@example.com"
NOW = 1_700_000_000_000
RULES = SignInRules(issuer="https://login.example.com", client="desk", secret="hush")
CLAIMS = {
    "iss": RULES.issuer,
    "aud": "desk",
    "sub": "s1",
    "exp": NOW // 1000 + 60,
    "iat": NOW // 1000,
    "nonce": "n",
    "email": EMAIL,
    "email_verified": True,
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = (
        oidc_provider_mock.User(
            sub="s-wang", claims={"email": "Wang@Example.com", "email_verified": True}
        ),
        oidc_provider_mock.User(sub="s-foe", claims={"email": EMAIL}),
    )
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
async def running(issuer: str) -> AsyncIterator[Running]:
    async with Running(MESSAGES, router=router) as running:
        running.clock.moment = SystemClock().now()
        cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        authentication = Authentication(running.centre, passwords=cheap)
        running.app.state.authentication = authentication
        running.app.state.identify = authentication.identify
        wang = NewUser(
            id="u-wang",
            username="wang",
            display_name="Wang",
            password_hash=cheap.hash("correct horse"),
            roles=["agent"],
            email=EMAIL,
            must_change=True,
        )
        await running.store.write(lambda tx: add_user(tx, wang))
        rules = {"issuer": issuer, "client": "desk", "secret": "hush"}
        await running.store.write(lambda tx: set_rules(tx, rules))
        yield running


async def vouched_back(browser: httpx.AsyncClient, subject: str) -> str:
    """Go to the provider, be let in there as somebody; the address that it leads back to."""
    away = await browser.get("/api/door/provider")
    assert away.status_code == 303
    async with httpx.AsyncClient(trust_env=False) as outside:
        let_in = await outside.post(away.headers["location"], data={"sub": subject})
    back = let_in.headers["location"]
    assert urlsplit(back).path == "/api/door/provider/back"
    return str(back)


def _change_wang(tx: Transaction, change: dict[str, str]) -> None:
    change_user(tx, "u-wang", change, None, "")


async def test_somebody_is_let_in_and_known_from_then_on_when_the_provider_vouches(
    running: Running,
) -> None:
    for email in (EMAIL, "another@example.com"):
        change = {"email": email}
        await running.store.write(partial(_change_wang, change=change))
        async with running.browser() as browser:
            answer = await browser.get(await vouched_back(browser, "s-wang"))
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            session = (await browser.get("/api/session")).json()
            assert session["user"]["username"] == "wang"
            assert session["duties"] == []  # passwords are the provider's matter
            assert "agent.work" in session["permissions"]
    lines = await running.store.read(lambda c: entries(c, "user:u-wang"))
    assert [line.type for line in lines].count("IdentityLinked") == 1


@pytest.mark.parametrize("subject", ["s-foe", "stranger@example.com"])
async def test_nobody_is_let_in_when_the_address_is_unknown_or_not_verified(
    running: Running, subject: str
) -> None:
    async with running.browser() as browser:
        answer = await browser.get(await vouched_back(browser, subject))
        assert answer.headers["location"] == "/?refused=unknown-here"
        assert (await browser.get("/api/session")).status_code == 401


async def test_nobody_is_let_in_when_they_were_shut_out(running: Running) -> None:
    await running.store.write(lambda tx: change_user(tx, "u-wang", {"active": False}, None, ""))
    async with running.browser() as browser:
        answer = await browser.get(await vouched_back(browser, "s-wang"))
        assert answer.headers["location"] == "/?refused=unknown-here"


async def test_a_stolen_answer_lets_nobody_in_when_another_browser_shows_it(
    running: Running,
) -> None:
    async with running.browser() as browser, running.browser() as foe:
        back = await vouched_back(browser, "s-wang")
        without = await foe.get(back)
        await foe.get("/api/door/provider")
        with_own = await foe.get(back)
        for answer in (without, with_own):
            assert answer.headers["location"] == "/?refused=not-vouched"
            assert "switchroom_session" not in answer.headers.get("set-cookie", "")


async def test_the_code_is_bound_to_the_browser_when_it_goes_away(running: Running) -> None:
    async with running.browser() as browser:
        away = await browser.get("/api/door/provider")
        asked = parse_qs(urlsplit(away.headers["location"]).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == ["http://desk/api/door/provider/back"]
        assert "HttpOnly" in away.headers["set-cookie"]
        assert "SameSite=lax" in away.headers["set-cookie"]


async def test_the_door_says_so_when_the_provider_is_away(running: Running) -> None:
    gone = {"issuer": "http://127.0.0.1:1"}
    await running.store.write(lambda tx: set_rules(tx, gone))
    async with running.browser() as browser:
        answer = await browser.get("/api/door/provider")
        assert (answer.status_code, answer.json()["title"]) == (503, "provider-away")


async def test_there_is_no_way_away_when_no_provider_is_set_up(running: Running) -> None:
    await running.store.write(lambda tx: set_rules(tx, {"issuer": ""}))
    async with running.browser() as browser:
        assert (await browser.get("/api/door/provider")).status_code == 404


KEY = RSAKey.generate_key(2048, {"kid": "k"})
OTHER = RSAKey.generate_key(2048, {"kid": "k"})


def token(key: RSAKey, **change: object) -> str:
    return jwt.encode({"alg": "RS256", "kid": "k"}, CLAIMS | change, key)


def read(text: str) -> provider.Vouched:
    keys = {"keys": [KEY.as_dict(private=False)]}
    return provider._vouched(RULES, text, keys, "n", NOW)


def test_a_token_vouches_when_all_of_it_is_right() -> None:
    assert read(token(KEY)) == provider.Vouched(issuer=RULES.issuer, subject="s1", email=EMAIL)
    assert not read(token(KEY, email_verified="no")).email


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.example.com"},
        {"aud": "another"},
        {"nonce": "m"},
        {"exp": NOW // 1000 - 120},
        {"sub": ""},
    ],
)
def test_a_token_vouches_for_nobody_when_a_claim_is_wrong(change: dict[str, Any]) -> None:
    with pytest.raises(NotVouchedError):
        read(token(KEY, **change))


@pytest.mark.parametrize(
    "text", ["", "nonsense", token(OTHER), f"{'eyJhbGciOiJub25lIn0'}.{token(KEY).split('.')[1]}."]
)
def test_a_token_vouches_for_nobody_when_its_signature_is_not_the_providers(text: str) -> None:
    with pytest.raises(NotVouchedError):
        read(text)
