"""Sessions as rows.

A session is known to its browser by a random token; only the token's hash is kept here, so the
database lets nobody in. A session lasts twelve hours beyond its last use.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from switchroom.features.users.duties import Duty, duties_of
from switchroom.features.users.events import SessionEnded, SessionOpened
from switchroom.features.users.own_roles import granted
from switchroom.features.users.service import roles_of
from switchroom.features.users.tables import sessions, users
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import HOUR, MINUTE, Instant
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity

IDLE = 12 * HOUR
Way: TypeAlias = Literal["password", "provider"]
"""How somebody showed who they are."""

SEEN_EVERY = MINUTE
"""`last_seen` is written no more often than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """From where somebody signs in."""

    address: str
    user_agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as its owner, or an administrator, sees it."""

    id: str
    user: str
    created: Instant
    last_seen: Instant
    expires: Instant
    address: str
    user_agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """Whose a session is, when it was last noted to be in use, and what its owner must do first.

    Whoever has a duty left may do nothing else: the identity has no permissions until then.
    """

    identity: Identity
    last_seen: Instant
    duties: frozenset[Duty] = frozenset()


def token_hash(token: str) -> str:
    """What is kept of a token. Tokens are random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    tx: Transaction,
    user: str,
    session: str,
    token: str,
    browser: Browser,
    way: Way = "password",
) -> None:
    """Let somebody in who has shown who they are, and clear away what has expired."""
    tx.connection.execute(delete(sessions).where(sessions.c.expires <= tx.now))
    row = insert(sessions).values(
        id=session,
        token_hash=token_hash(token),
        user=user,
        created=tx.now,
        last_seen=tx.now,
        expires=tx.now + IDLE,
        address=browser.address,
        user_agent=browser.user_agent,
        way=way,
    )
    tx.connection.execute(row)
    opened = SessionOpened(user=user, session=session, address=browser.address)
    tx.record(f"user:{user}", opened, actor=user)


_OF_SESSION = (sessions.c.id.label("session"), sessions.c.last_seen, sessions.c.way)


def living_session(connection: Connection, token: str, now: Instant) -> Living | None:
    """Whose token this is, unless the session has expired or its user was shut out."""
    row = connection.execute(
        select(users, *_OF_SESSION)
        .join(sessions, sessions.c.user == users.c.id)
        .where(sessions.c.token_hash == token_hash(token), sessions.c.expires > now, users.c.active)
    ).one_or_none()
    if row is None:
        return None
    roles = roles_of(connection, row.id)
    trusted = row.way == "provider"
    duties = frozenset() if trusted else duties_of(connection, row.id, roles)
    identity = Identity(
        user=row.id,
        username=row.username,
        display_name=row.display_name,
        session=row.session,
        permissions=frozenset() if duties else granted(connection, roles),
        site=row.site,
        departments=frozenset(row.departments),
    )
    return Living(identity=identity, last_seen=row.last_seen, duties=duties)


def note_use(tx: Transaction, session: str) -> None:
    """The session is in use: it lasts from now."""
    values = {"last_seen": tx.now, "expires": tx.now + IDLE}
    tx.connection.execute(update(sessions).where(sessions.c.id == session).values(values))


def sessions_of(connection: Connection, user: str, now: Instant) -> list[Session]:
    """All living sessions of one user, the newest first."""
    return _sessions(connection, sessions.c.user == user, sessions.c.expires > now)


def all_sessions(connection: Connection, now: Instant) -> list[Session]:
    """All living sessions of everybody, the newest first."""
    return _sessions(connection, sessions.c.expires > now)


def _sessions(connection: Connection, *conditions: ColumnElement[bool]) -> list[Session]:
    columns = [sessions.c[name] for name in Session.__dataclass_fields__]
    rows = connection.execute(
        select(*columns)
        .where(*conditions)
        .order_by(sessions.c.created.desc(), sessions.c.id.desc())
    )
    return [Session(**row) for row in rows.mappings()]


def end_session(tx: Transaction, user: str, session: str, actor: str) -> None:
    """End a session of this user."""
    own = (sessions.c.id == session) & (sessions.c.user == user)
    if tx.connection.execute(delete(sessions).where(own)).rowcount == 0:
        raise NotFoundError("There is no such session.")
    tx.record(f"user:{user}", SessionEnded(user=user, session=session), actor=actor)
