"""Users and their roles."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select, update

from switchroom.features.users.events import PasswordSet, SessionEnded, UserAdded, UserChanged
from switchroom.features.users.own_roles import require_roles
from switchroom.features.users.tables import sessions, user_roles, users
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user as administrators see one; `site` `*` is all, no `departments` are all."""

    id: str
    username: str
    display_name: str
    active: bool
    site: str
    departments: Sequence[str]
    roles: Sequence[str]
    created: Instant
    email: str = ""
    must_change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """A user to be. The hash is made beforehand (`Passwords.hash`), away from the writer.

    `must_change`: the password lets them in only to choose another.
    """

    id: str
    username: str
    display_name: str
    password_hash: str
    roles: Sequence[str]
    site: str = "main"
    departments: Sequence[str] = ()
    email: str = ""
    must_change: bool = False


def username_key(username: str) -> str:
    """A username as it is compared: width, case and surrounding space do not matter."""
    return unicodedata.normalize("NFKC", username).casefold().strip()


def add_user(tx: Transaction, new: NewUser, actor: str = "") -> None:
    """Let somebody in from now on; the name must be free."""
    username = username_key(new.username)
    if not username:
        raise InvalidError("A user needs a name to sign in with.")
    if find_user(tx.connection, username) is not None:
        raise ConflictError(f"There is a user {username} already.")
    row = insert(users).values(
        id=new.id,
        username=username,
        display_name=new.display_name,
        password_hash=new.password_hash,
        active=True,
        site=new.site,
        departments=list(new.departments),
        created=tx.now,
        email=new.email.strip().casefold(),
        must_change=new.must_change,
    )
    tx.connection.execute(row)
    _set_roles(tx, new.id, new.roles)
    tx.record(f"user:{new.id}", _added(new, username), actor=actor)


def change_user(
    tx: Transaction,
    user: str,
    changes: Mapping[str, object],
    roles: Collection[str] | None,
    actor: str,
) -> User:
    """Change columns and, unless None, the roles; who is made inactive is signed out."""
    require_user(tx.connection, user)
    if changes:
        tx.connection.execute(update(users).where(users.c.id == user).values(**changes))
    if roles is not None:
        _set_roles(tx, user, roles)
    if changes.get("active") is False:
        _end_sessions(tx, user, actor)
    after = require_user(tx.connection, user)
    tx.record(f"user:{user}", _changed(after), actor=actor)
    return after


def set_password(
    tx: Transaction,
    user: str,
    password_hash: str,
    actor: str = "",
    keep: str = "",
    *,
    once: bool = False,
) -> None:
    """Give a user a new password, and end all sessions but `keep` that the old one opened.

    `once`: it lets them in only to choose another.
    """
    require_user(tx.connection, user)
    values = {"password_hash": password_hash, "must_change": once}
    tx.connection.execute(update(users).where(users.c.id == user).values(values))
    _end_sessions(tx, user, actor, keep)
    tx.record(f"user:{user}", PasswordSet(user=user, once=once), actor=actor)


def find_user(connection: Connection, username: str) -> User | None:
    """The user of a name."""
    return next(iter(_users(connection, users.c.username == username_key(username))), None)


def get_user(connection: Connection, user: str) -> User | None:
    """The user of an id."""
    return next(iter(_users(connection, users.c.id == user)), None)


def all_users(connection: Connection) -> list[User]:
    """Everybody, by name; also those who were shut out."""
    return _users(connection)


def display_name(connection: Connection, user: str) -> str:
    """The name that others see; empty for an unknown user."""
    name = connection.execute(select(users.c.display_name).where(users.c.id == user)).scalar()
    return name or ""


def roles_of(connection: Connection, user: str) -> list[str]:
    """The roles of one user, by id."""
    mine = select(user_roles.c.role).where(user_roles.c.user == user).order_by(user_roles.c.role)
    return list(connection.execute(mine).scalars())


def _users(connection: Connection, *conditions: ColumnElement[bool]) -> list[User]:
    chosen = select(users).where(*conditions).order_by(users.c.username)
    rows = connection.execute(chosen).mappings().all()
    return [_user(row, roles_of(connection, row["id"])) for row in rows]


def _user(row: RowMapping, roles: Sequence[str]) -> User:
    return User(
        id=row["id"],
        username=row["username"],
        display_name=row["display_name"],
        active=row["active"],
        site=row["site"],
        departments=row["departments"],
        roles=roles,
        created=row["created"],
        email=row["email"],
        must_change=row["must_change"],
    )


def require_user(connection: Connection, user: str) -> User:
    """The user of an id, who must be there."""
    found = get_user(connection, user)
    if found is None:
        raise NotFoundError("There is no such user.")
    return found


def _end_sessions(tx: Transaction, user: str, actor: str, keep: str = "") -> None:
    others = (sessions.c.user == user) & (sessions.c.id != keep)
    for session in tx.connection.execute(select(sessions.c.id).where(others)).scalars().all():
        tx.record(f"user:{user}", SessionEnded(user=user, session=session), actor=actor)
    tx.connection.execute(delete(sessions).where(others))


def _set_roles(tx: Transaction, user: str, roles: Iterable[str]) -> None:
    wanted = sorted(set(roles))
    require_roles(tx.connection, wanted)
    tx.connection.execute(delete(user_roles).where(user_roles.c.user == user))
    if wanted:
        tx.connection.execute(insert(user_roles), [{"user": user, "role": r} for r in wanted])


def _added(new: NewUser, username: str) -> UserAdded:
    return UserAdded(
        user=new.id,
        username=username,
        display_name=new.display_name,
        roles=tuple(new.roles),
        site=new.site,
        departments=tuple(new.departments),
        email=new.email.strip().casefold(),
    )


def _changed(user: User) -> UserChanged:
    return UserChanged(
        user=user.id,
        display_name=user.display_name,
        active=user.active,
        roles=tuple(user.roles),
        site=user.site,
        departments=tuple(user.departments),
        email=user.email,
    )
