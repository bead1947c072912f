"""Finding out who asks, by the session cookie.

The cookie alone is not enough for anything that changes something: another site's page could make
a browser send it. Unsafe HTTP methods need the header `X-Requested-With: switchroom`, which such a
page cannot set, and a WebSocket needs an `Origin` of our own host. Who was found is remembered for
a few seconds, so that not each request costs a query; a role taken away works after that time.
"""

import asyncio
import os
from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.features.users.duties import Duty
from switchroom.features.users.passwords import Passwords
from switchroom.features.users.rules import WeakPasswordError, check_password, read_rules
from switchroom.features.users.second_factor import (
    Outcome,
    pass_second_factor,
    remove_second_factor,
)
from switchroom.features.users.service import set_password
from switchroom.features.users.sessions import (
    SEEN_EVERY,
    Browser,
    Living,
    Way,
    end_session,
    living_session,
    note_use,
    open_session,
)
from switchroom.features.users.throttle import (
    Attempt,
    begin_attempt,
    forget_failures,
    record_failure,
)
from switchroom.kernel.errors import DeniedError, UnauthenticatedError
from switchroom.kernel.time import SECOND, Instant, Millis
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.centre import Centre
from switchroom.runtime.web.origin import is_own_page

COOKIE = "switchroom_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REMEMBERED: Millis = 5 * SECOND
MOST_REMEMBERED = 10_000
HASHING_AT_ONCE = 2
"""Each verification takes a core and 64 MiB; more of them wait."""

AgentOf = Callable[[Connection, str], Mapping[str, str] | None]
"""The agent that a user is: `id`, `number`, `extension`."""


class ForeignPageError(DeniedError):
    """A call that another site's page may have made a browser send."""

    code = "foreign-page"


class SecondFactorNeededError(UnauthenticatedError):
    """The password was right; now the code."""

    code = "second-factor"


class WrongCodeError(UnauthenticatedError):
    """The password was right, the code was not."""

    code = "wrong-code"


async def _nothing_to_leave(_: Identity) -> None:
    """What leaving takes where nobody works as an agent."""


class Authentication:
    """Signs in and out, and remembers who is in.

    Args:
        centre: the running centre.
        agent_of: finds the agent that a user is.
        leave: awaited before a sign-out; its error (a call still runs) keeps the session.
        passwords: checks and makes hashes.
        entropy: where tokens come from.
    """

    def __init__(
        self,
        centre: Centre,
        agent_of: AgentOf = lambda _connection, _user: None,
        leave: Callable[[Identity], Awaitable[None]] = _nothing_to_leave,
        passwords: Passwords | None = None,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.passwords = passwords or Passwords()
        self._centre = centre
        self._agent_of = agent_of
        self._leave = leave
        self.entropy = entropy
        self._remembered: dict[str, tuple[Instant, Living]] = {}
        self._forgotten = 0
        self._hashing = asyncio.Semaphore(HASHING_AT_ONCE)

    async def sign_in(self, username: str, password: str, browser: Browser, code: str = "") -> str:
        """The token of a new session; UnauthenticatedError when name, password or code is wrong.

        Failures are forgotten only by a whole sign-in: a right password without a code is an
        attempt like any other, so that whoever knows it cannot try all codes.
        """
        attempt, user = await self._verify(username, password, browser.address)
        await self._pass_second_factor(attempt, user, code)
        await self._centre.store.write(
            lambda tx: forget_failures(tx, attempt.username, attempt.address)
        )
        return await self.let_in(user, browser, "password")

    async def let_in(self, user: str, browser: Browser, way: Way) -> str:
        """The token of a new session of somebody who has shown who they are."""
        token = urlsafe_b64encode(self.entropy(32)).decode().rstrip("=")
        session = self._centre.ids.new()
        await self._centre.store.write(
            lambda tx: open_session(tx, user, session, token, browser, way)
        )
        return token

    async def hash_new(self, password: str, *about: str) -> str:
        """The hash of a password to be, if the rules let it be one."""
        rules = await self._centre.store.read(read_rules)
        check_password(rules, password, *about)
        return await asyncio.to_thread(self.passwords.hash, password)

    async def change_password(
        self, identity: Identity, old: str, new: str, browser: Browser
    ) -> None:
        """Give oneself a new password; ends one's other sessions."""
        attempt, user = await self._verify(identity.username, old, browser.address)
        if new == old:
            raise WeakPasswordError("The new password is the old one.")
        password_hash = await self.hash_new(new, identity.username, identity.display_name)

        def unit(tx: Transaction) -> None:
            forget_failures(tx, attempt.username, attempt.address)
            set_password(tx, user, password_hash, actor=user, keep=identity.session)

        await self._centre.store.write(unit)
        self.forget()

    async def remove_second_factor(
        self, identity: Identity, password: str, browser: Browser
    ) -> None:
        """Let oneself in without a code from now on."""
        attempt, user = await self._verify(identity.username, password, browser.address)

        def unit(tx: Transaction) -> None:
            forget_failures(tx, attempt.username, attempt.address)
            remove_second_factor(tx, user, actor=user)

        await self._centre.store.write(unit)
        self.forget()

    async def sign_out(self, identity: Identity) -> None:
        """End the caller's session, and the agent's shift with it."""
        await self._leave(identity)
        await self.end(identity, identity.session)

    async def end(self, identity: Identity, session: str) -> None:
        """End one of the caller's own sessions."""
        await self._centre.store.write(
            lambda tx: end_session(tx, identity.user, session, actor=identity.user)
        )
        self.forget()

    async def identify(self, connection: HTTPConnection) -> Identity | None:
        """Who asks, or None; ForeignPageError for what another site's page may have sent."""
        token = connection.cookies.get(COOKIE)
        if token is None:
            return None
        require_own_page(connection)
        return await self.whose(token)

    async def whose(self, token: str) -> Identity | None:
        """Whose token this is."""
        living = await self._living_now(token)
        return living.identity if living else None

    async def duties(self, token: str) -> frozenset[Duty]:
        """What the owner of a token must do before anything else."""
        living = await self._living_now(token)
        return living.duties if living else frozenset()

    async def _living_now(self, token: str) -> Living | None:
        until, living = self._remembered.get(token, (0, None))
        if living is not None and self._centre.clock.now() < until:
            return living
        return await self._look_up(token)

    async def agent(self, identity: Identity) -> Mapping[str, str] | None:
        """The agent that somebody is."""
        return await self._centre.store.read(lambda c: self._agent_of(c, identity.user))

    def forget(self) -> None:
        """Look everybody up anew: a session ended, or rights changed."""
        self._remembered.clear()
        self._forgotten += 1

    async def _verify(self, username: str, password: str, address: str) -> tuple[Attempt, str]:
        """The attempt and the user, whose password is right; else UnauthenticatedError."""
        store = self._centre.store
        attempt = await store.write(lambda tx: begin_attempt(tx, username, address))
        async with self._hashing:
            right = await asyncio.to_thread(self.passwords.match, password, attempt.password_hash)
        if attempt.user is None or not right:
            await store.write(lambda tx: record_failure(tx, attempt))
            raise UnauthenticatedError("The name or the password is wrong.")
        return attempt, attempt.user

    async def _pass_second_factor(self, attempt: Attempt, user: str, code: str) -> None:
        store = self._centre.store
        outcome = await store.write(lambda tx: pass_second_factor(tx, user, code))
        if outcome is Outcome.MISSING:
            raise SecondFactorNeededError("Please enter the code of your authenticator.")
        if outcome is Outcome.WRONG:
            await store.write(lambda tx: record_failure(tx, attempt))
            raise WrongCodeError("The code is wrong.")

    async def _look_up(self, token: str) -> Living | None:
        now, forgotten = self._centre.clock.now(), self._forgotten
        living = await self._centre.store.read(lambda c: self._living(c, token, now))
        if living is None:
            return None
        identity = living.identity
        if now - living.last_seen >= SEEN_EVERY:
            await self._centre.store.write(lambda tx: note_use(tx, identity.session))
        if forgotten == self._forgotten:  # else what was read may be what was forgotten
            self._remember(token, now + REMEMBERED, living)
        return living

    def _remember(self, token: str, until: Instant, living: Living) -> None:
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[token] = (until, living)

    def _living(self, connection: Connection, token: str, now: Instant) -> Living | None:
        living = living_session(connection, token, now)
        if living is None or self._agent_of(connection, living.identity.user) is None:
            return living
        identity = replace(living.identity, agent=living.identity.user)
        return replace(living, identity=identity)


def require_own_page(connection: HTTPConnection) -> None:
    """Fail unless this comes from our own page, or changes nothing."""
    if connection.scope["type"] == "websocket":
        own = is_own_page(connection)
    else:
        safe = connection.scope["method"] in SAFE
        own = safe or connection.headers.get("x-requested-with") == "switchroom"
    if not own:
        raise ForeignPageError("This was not asked by Switchroom's own page.")
