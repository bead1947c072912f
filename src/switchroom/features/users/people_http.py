"""Users and their sessions, for administrators."""

from base64 import b32encode
from collections.abc import Callable, Mapping

from fastapi import APIRouter
from sqlalchemy import Connection

from switchroom.features.users import schemas
from switchroom.features.users.edge import Administrator, TheAuthentication
from switchroom.features.users.granting import (
    require_administrator,
    require_giving,
    require_reach,
)
from switchroom.features.users.second_factor import has_second_factor
from switchroom.features.users.service import (
    NewUser,
    User,
    add_user,
    all_users,
    change_user,
    display_name,
    require_user,
    set_password,
)
from switchroom.features.users.sessions import all_sessions, end_session, sessions_of
from switchroom.features.users.trail import user_history
from switchroom.kernel.errors import DeniedError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import change_at
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import ChangeView, TheNames, Undoing, change_views

router = APIRouter()


@router.get("/users", dependencies=[allows("users.view")])
async def users(centre: TheCentre) -> list[schemas.UserView]:
    """Everybody, by name."""
    return await centre.store.read(lambda c: [_shown(c, user) for user in all_users(c)])


@router.post("/users", status_code=201)
async def add(
    given: schemas.UserAddition,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> schemas.UserAdded:
    """Let somebody in from now on; without a password one is made for the first sign-in."""
    made = None if given.password else _password_once(authentication.entropy)
    about = (given.username, given.display_name)
    new = NewUser(
        id=centre.ids.new(),
        username=given.username,
        display_name=given.display_name,
        password_hash=await authentication.hash_new(given.password or made or "", *about),
        roles=given.roles,
        site=given.site,
        departments=given.departments,
        email=given.email,
        must_change=made is not None,
    )

    def unit(tx: Transaction) -> schemas.UserView:
        add_user(tx, new, actor=identity.user)
        require_giving(tx.connection, identity.permissions, given.roles)
        return _shown(tx.connection, require_user(tx.connection, new.id))

    view = await centre.store.write(unit)
    return schemas.UserAdded(**view.model_dump(), one_time_password=made)


@router.patch("/users/{user}")
async def change(
    user: str,
    given: schemas.UserChange,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> schemas.UserView:
    """Change a user; one who is made inactive is signed out."""
    changes = given.model_dump(exclude_none=True)
    view = await centre.store.write(lambda tx: _change(tx, user, changes, identity))
    authentication.forget()
    return view


@router.put("/users/{user}/password", status_code=204)
async def new_password(
    user: str,
    given: schemas.NewPassword,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> None:
    """Give a user a new password; it ends their sessions."""
    known = await centre.store.read(lambda c: require_user(c, user))
    about = (known.username, known.display_name)
    password_hash = await authentication.hash_new(given.password, *about)

    def unit(tx: Transaction) -> None:
        require_reach(tx.connection, identity.permissions, user)
        set_password(tx, user, password_hash, actor=identity.user)

    await centre.store.write(unit)
    authentication.forget()


@router.post("/users/{user}/one-time-password")
async def password_once(
    user: str, centre: TheCentre, authentication: TheAuthentication, identity: Administrator
) -> schemas.OneTimePassword:
    """Make a password for one sign-in, at which another must be chosen; ends their sessions."""
    password = _password_once(authentication.entropy)
    password_hash = await authentication.hash_new(password)

    def unit(tx: Transaction) -> None:
        require_reach(tx.connection, identity.permissions, user)
        set_password(tx, user, password_hash, actor=identity.user, once=True)

    await centre.store.write(unit)
    authentication.forget()
    return schemas.OneTimePassword(password=password)


@router.get("/users/{user}/history", dependencies=[allows("users.view")])
async def changes_of_user(user: str, centre: TheCentre, name_of: TheNames) -> list[ChangeView]:
    """All changes of a user, the newest first."""
    return await centre.store.read(lambda c: change_views(c, user_history(c, user), name_of))


@router.post("/users/{user}/undo")
async def undo(
    user: str,
    given: Undoing,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> schemas.UserView:
    """Let a user stand as before a change; passwords and second factors stay as they are."""

    def unit(tx: Transaction) -> schemas.UserView:
        before = change_at(user_history(tx.connection, user), given.position).before
        if before is None:
            raise DeniedError("A user is never removed; shut them out instead.")
        wanted = {name: before[name] for name in _UNDONE if name in before}
        return _change(tx, user, wanted, identity)

    view = await centre.store.write(unit)
    authentication.forget()
    return view


@router.get("/sessions")
async def sessions(centre: TheCentre, identity: Administrator) -> list[schemas.SessionLine]:
    """All living sessions of everybody, the newest first."""
    now = centre.clock.now()

    def query(connection: Connection) -> list[schemas.SessionLine]:
        return [
            schemas.SessionLine.model_validate(one).model_copy(
                update={
                    "user_name": display_name(connection, one.user),
                    "current": one.id == identity.session,
                }
            )
            for one in all_sessions(connection, now)
        ]

    return await centre.store.read(query)


@router.delete("/users/{user}/sessions/{session_id}", status_code=204)
async def end(
    user: str,
    session_id: str,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> None:
    """End a session of a user."""

    def unit(tx: Transaction) -> None:
        require_reach(tx.connection, identity.permissions, user)
        end_session(tx, user, session_id, actor=identity.user)

    await centre.store.write(unit)
    authentication.forget()


@router.get("/users/{user}/sessions", dependencies=[allows("users.edit")])
async def sessions_of_user(user: str, centre: TheCentre) -> list[schemas.SessionLine]:
    """The living sessions of a user, the newest first."""
    now = centre.clock.now()
    found = await centre.store.read(lambda c: sessions_of(c, user, now))
    return [schemas.SessionLine.model_validate(one) for one in found]


_UNDONE = ("display_name", "active", "site", "departments", "email", "roles")


def _change(
    tx: Transaction, user: str, changes: Mapping[str, object], identity: Identity
) -> schemas.UserView:
    kept = require_user(tx.connection, user)
    wanted = dict(changes)
    roles = [str(one) for one in _listed(wanted.pop("roles", kept.roles))]
    shutting = wanted.get("active", kept.active) is False
    if user == identity.user and ({*roles} != {*kept.roles} or shutting):
        raise DeniedError("Nobody can change their own roles or shut themselves out.")
    require_reach(tx.connection, identity.permissions, user)
    require_giving(tx.connection, identity.permissions, {*roles} - {*kept.roles})
    if "email" in wanted:
        wanted["email"] = str(wanted["email"]).casefold()
    after = change_user(tx, user, wanted, roles, identity.user)
    require_administrator(tx.connection)
    return _shown(tx.connection, after)


def _listed(value: object) -> list[object]:
    return [*value] if isinstance(value, list | tuple) else []


def _shown(connection: Connection, user: User) -> schemas.UserView:
    view = schemas.UserView.model_validate(user)
    enrolled = has_second_factor(connection, user.id)
    return view.model_copy(update={"second_factor": enrolled})


def _password_once(entropy: Callable[[int], bytes]) -> str:
    """Sixteen characters that can be told over a telephone."""
    text = b32encode(entropy(10)).decode().lower()
    return "-".join(text[at : at + 4] for at in range(0, 16, 4))
