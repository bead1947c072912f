"""Signing in by an OpenID Connect provider: the authorization code flow with PKCE.

Who comes back is told by the ID token alone: signed by one of the provider's keys, for us, not
expired, and with the nonce that this browser was sent away with. The provider's subject belongs
to a user from the first time on; that first time the user is found by an e-mail address which
the provider has verified. The provider answers for second factors, so ours is not asked for.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from msgspec import DecodeError, Struct, ValidationError, json
from sqlalchemy import Connection, insert, select

from switchroom.features.users.events import IdentityLinked
from switchroom.features.users.rules import SignInRules
from switchroom.features.users.tables import provider_identities, users
from switchroom.kernel.errors import UnauthenticatedError, UnavailableError
from switchroom.kernel.time import SECOND, Instant
from switchroom.ports.store import Transaction

SCOPE = "openid email profile"
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
LEEWAY = 60
"""Seconds that the provider's clock may differ."""

PATIENCE = 10.0
"""Seconds that each of its answers may take."""


class ProviderAwayError(UnavailableError):
    """The provider does not answer, or not as OpenID Connect says."""

    code = "provider-away"


class NotVouchedError(UnauthenticatedError):
    """What came back does not show who it is."""

    code = "not-vouched"


class Away(Struct, frozen=True):
    """What a browser is sent away with, and must come back with."""

    state: str
    nonce: str
    verifier: str

    def packed(self) -> str:
        """As a cookie's value."""
        return urlsafe_b64encode(json.encode(self)).decode()


class _Endpoints(Struct, frozen=True):
    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Whom the provider vouches for; `email` only if the provider has verified it."""

    issuer: str
    subject: str
    email: str


def unpack(cookie: str) -> Away:
    """What a browser was sent away with."""
    try:
        return json.decode(urlsafe_b64decode(cookie), type=Away)
    except (ValueError, DecodeError, ValidationError) as error:
        raise NotVouchedError("The sign-in was not begun in this browser.") from error


async def send_away(
    rules: SignInRules, back: str, entropy: Callable[[int], bytes]
) -> tuple[str, Away]:
    """The provider's address for a browser, and what it must come back with."""
    state, nonce, verifier = (_text(entropy(32)) for _ in range(3))
    async with _client() as client:
        endpoints = await _endpoints(client, rules)
    query = {
        "response_type": "code",
        "client_id": rules.client,
        "redirect_uri": back,
        "scope": SCOPE,
        "state": state,
        "nonce": nonce,
        "code_challenge": _text(hashlib.sha256(verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in endpoints.authorization_endpoint else "?"
    address = f"{endpoints.authorization_endpoint}{joint}{urlencode(query)}"
    return address, Away(state=state, nonce=nonce, verifier=verifier)


async def take_back(rules: SignInRules, back: str, code: str, away: Away, now: Instant) -> Vouched:
    """Whom the provider vouches for, by the code that a browser came back with."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": away.verifier,
    }
    async with _client() as client:
        endpoints = await _endpoints(client, rules)
        login = httpx.BasicAuth(rules.client, rules.secret)
        answer = await _asked(client.post(endpoints.token_endpoint, data=form, auth=login))
        keys = await _asked(client.get(endpoints.jwks_uri))
    return _vouched(rules, str(answer.get("id_token", "")), keys, away.nonce, now)


def user_of(tx: Transaction, vouched: Vouched) -> str | None:
    """The active user whom the provider vouches for; linked from the first time on."""
    known = _linked(tx.connection, vouched)
    if known is not None:
        return known if _is_active(tx.connection, known) else None
    if not vouched.email:
        return None
    found = select(users.c.id).where(users.c.email == vouched.email.casefold(), users.c.active)
    matching = tx.connection.execute(found).scalars().all()
    if len(matching) != 1:  # an address that two users have shows neither
        return None
    user = str(matching[0])
    link = {"issuer": vouched.issuer, "subject": vouched.subject, "user": user}
    tx.connection.execute(insert(provider_identities), link)
    tx.record(f"user:{user}", IdentityLinked(**link), actor=user)
    return user


def _linked(connection: Connection, vouched: Vouched) -> str | None:
    same = (provider_identities.c.issuer == vouched.issuer) & (
        provider_identities.c.subject == vouched.subject
    )
    row = connection.execute(select(provider_identities.c.user).where(same)).one_or_none()
    return str(row.user) if row else None


def _is_active(connection: Connection, user: str) -> bool:
    active = select(users.c.id).where(users.c.id == user, users.c.active)
    return connection.execute(active).first() is not None


def _vouched(
    rules: SignInRules, token: str, keys: dict[str, Any], nonce: str, now: Instant
) -> Vouched:
    wanted = jwt.JWTClaimsRegistry(
        now=now // SECOND,
        leeway=LEEWAY,
        iss={"essential": True, "value": rules.issuer},
        aud={"essential": True, "value": rules.client},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        known = KeySet.import_key_set(keys)  # type: ignore[arg-type] # what the provider says
        claims = jwt.decode(token, known, algorithms=SIGNATURES).claims
        wanted.validate(claims)
    except (JoseError, ValueError, KeyError) as error:
        raise NotVouchedError("The provider's answer cannot be trusted.") from error
    verified = claims.get("email_verified") is True
    email = str(claims.get("email", "")) if verified else ""
    return Vouched(issuer=rules.issuer, subject=str(claims["sub"]), email=email)


async def _endpoints(client: httpx.AsyncClient, rules: SignInRules) -> _Endpoints:
    address = f"{rules.issuer.rstrip('/')}/.well-known/openid-configuration"
    try:
        found: _Endpoints = json.decode(
            json.encode(await _asked(client.get(address))), type=_Endpoints
        )
    except ValidationError as error:
        raise ProviderAwayError("The provider does not speak OpenID Connect.") from error
    if found.issuer != rules.issuer:
        raise ProviderAwayError(f"The provider calls itself {found.issuer}.")
    return found


async def _asked(asking: Any) -> dict[str, Any]:  # noqa: ANN401 an awaitable answer of httpx
    try:
        answer: httpx.Response = await asking
        answer.raise_for_status()
        body: dict[str, Any] = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise ProviderAwayError("The sign-in provider does not answer.") from error
    return body


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=PATIENCE)


def _text(random: bytes) -> str:
    return urlsafe_b64encode(random).decode().rstrip("=")
