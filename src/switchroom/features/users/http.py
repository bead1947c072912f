"""Signing in and out, sessions, users."""

import asyncio
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import HTTPConnection

from switchroom.features.users import schemas
from switchroom.features.users.authentication import COOKIE, Authentication, require_own_page
from switchroom.features.users.roles import PERMISSIONS, ROLES, Text
from switchroom.features.users.service import (
    NewUser,
    add_user,
    all_users,
    change_user,
    get_user,
    set_password,
)
from switchroom.features.users.sessions import IDLE, Browser, sessions_of
from switchroom.kernel.errors import DeniedError, NotFoundError, UnauthenticatedError
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import PUBLIC, Identity, Myself, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["users"])


async def _authentication(connection: HTTPConnection) -> Authentication:
    return cast("Authentication", connection.app.state.authentication)


TheAuthentication = Annotated[Authentication, Depends(_authentication)]
"""`app` sets it as `state.authentication`, and its `identify` as `state.identify`."""


@router.post("/session", dependencies=[PUBLIC])
async def sign_in(
    given: schemas.Credentials,
    request: Request,
    response: Response,
    authentication: TheAuthentication,
) -> schemas.SessionView:
    """Sign in; sets the session's cookie."""
    require_own_page(request)
    token = await authentication.sign_in(given.username, given.password, _browser(request))
    response.set_cookie(
        COOKIE,
        token,
        max_age=IDLE // 1000,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    identity = await authentication.whose(token)
    if identity is None:
        raise UnauthenticatedError("Please sign in.")
    return await _view(identity, authentication)


@router.get("/session")
async def session(myself: Myself, authentication: TheAuthentication) -> schemas.SessionView:
    """Who is signed in, and what they may."""
    return await _view(myself, authentication)


@router.delete("/session", status_code=204)
async def sign_out(myself: Myself, response: Response, authentication: TheAuthentication) -> None:
    """Sign out; the agent too."""
    await authentication.sign_out(myself)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


@router.put("/session/password", status_code=204)
async def change_own_password(
    given: schemas.OwnPassword, request: Request, myself: Myself, authentication: TheAuthentication
) -> None:
    """Change one's own password; ends one's other sessions. 401 when the old one is wrong."""
    await authentication.change_password(myself, given.old, given.new, _browser(request))


@router.get("/session/list")
async def own_sessions(myself: Myself, centre: TheCentre) -> list[schemas.SessionLine]:
    """The caller's own sessions, the newest first."""
    now = centre.clock.now()
    found = await centre.store.read(lambda c: sessions_of(c, myself.user, now))
    lines = [schemas.SessionLine.model_validate(one) for one in found]
    return [line.model_copy(update={"current": line.id == myself.session}) for line in lines]


@router.delete("/session/list/{session_id}", status_code=204)
async def end_own_session(
    session_id: str, myself: Myself, authentication: TheAuthentication
) -> None:
    """End one of the caller's own sessions, elsewhere."""
    await authentication.end(myself, session_id)


@router.get("/users", dependencies=[allows("users.view")])
async def users(centre: TheCentre) -> list[schemas.UserView]:
    """Everybody, by name."""
    found = await centre.store.read(all_users)
    return [schemas.UserView.model_validate(user) for user in found]


@router.post("/users", status_code=201)
async def add(
    given: schemas.UserAddition,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Annotated[Identity, allows("users.edit")],
) -> schemas.UserView:
    """Let somebody in from now on."""
    new = NewUser(
        id=centre.ids.new(),
        username=given.username,
        display_name=given.display_name,
        password_hash=await asyncio.to_thread(authentication.passwords.hash, given.password),
        roles=given.roles,
        site=given.site,
        departments=given.departments,
    )
    await centre.store.write(lambda tx: add_user(tx, new, actor=identity.user))
    user = await centre.store.read(lambda c: get_user(c, new.id))
    if user is None:
        raise NotFoundError("The user was removed at once.")
    return schemas.UserView.model_validate(user)


@router.patch("/users/{user}")
async def change(
    user: str,
    given: schemas.UserChange,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Annotated[Identity, allows("users.edit")],
) -> schemas.UserView:
    """Change a user; one who is made inactive is signed out."""
    changes = given.model_dump(exclude_none=True)
    roles = changes.pop("roles", None)
    if user == identity.user and (roles is not None or given.active is False):
        raise DeniedError("Nobody can change their own roles or shut themselves out.")
    after = await centre.store.write(
        lambda tx: change_user(tx, user, changes, roles, identity.user)
    )
    authentication.forget()
    return schemas.UserView.model_validate(after)


@router.put("/users/{user}/password", status_code=204)
async def new_password(
    user: str,
    given: schemas.NewPassword,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Annotated[Identity, allows("users.edit")],
) -> None:
    """Give a user a new password; it ends their sessions."""
    password_hash = await asyncio.to_thread(authentication.passwords.hash, given.password)

    def unit(tx: Transaction) -> None:
        set_password(tx, user, password_hash, actor=identity.user)

    await centre.store.write(unit)
    authentication.forget()


@router.get("/roles", dependencies=[allows("users.view")])
async def roles() -> schemas.RoleCatalogue:
    """All roles and all that can be permitted."""
    return schemas.RoleCatalogue(
        roles=[
            schemas.RoleView(id=id_, name=_text(role.name), permissions=sorted(role.permissions))
            for id_, role in ROLES.items()
        ],
        permissions=[
            schemas.PermissionView(id=id_, name=_text(name)) for id_, name in PERMISSIONS.items()
        ],
    )


async def _view(identity: Identity, authentication: Authentication) -> schemas.SessionView:
    agent = await authentication.agent(identity)
    return schemas.SessionView(
        user=schemas.SessionUser(
            id=identity.user, username=identity.username, display_name=identity.display_name
        ),
        permissions=sorted(identity.permissions),
        agent=None if agent is None else schemas.SessionAgent.model_validate(agent),
    )


def _browser(request: Request) -> Browser:
    address = request.client.host if request.client else ""
    return Browser(address=address, user_agent=request.headers.get("user-agent", "")[:200])


def _text(text: Text) -> schemas.TextView:
    return schemas.TextView(zh=text.zh, en=text.en)
