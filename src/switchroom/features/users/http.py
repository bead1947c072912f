"""Signing in and out, one's own password and sessions."""

from fastapi import APIRouter, Request, Response

from switchroom.features.users import schemas
from switchroom.features.users.authentication import COOKIE, Authentication, require_own_page
from switchroom.features.users.edge import TheAuthentication, browser_of, give_cookie
from switchroom.features.users.people_http import router as people
from switchroom.features.users.provider_http import router as provider
from switchroom.features.users.roles_http import router as roles
from switchroom.features.users.rules_http import router as rules
from switchroom.features.users.second_factor_http import router as second_factor
from switchroom.features.users.sessions import sessions_of
from switchroom.kernel.errors import UnauthenticatedError
from switchroom.runtime.web.access import PUBLIC, Identity, Myself
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["users"])
for part in (people, roles, rules, second_factor, provider):
    router.include_router(part)


@router.post("/session", dependencies=[PUBLIC])
async def sign_in(
    given: schemas.Credentials,
    request: Request,
    response: Response,
    authentication: TheAuthentication,
) -> schemas.SessionView:
    """Sign in; sets the session's cookie. 401 `second-factor`: the code is wanted too."""
    require_own_page(request)
    token = await authentication.sign_in(
        given.username, given.password, browser_of(request), given.code
    )
    give_cookie(request, response, token)
    identity = await authentication.whose(token)
    if identity is None:
        raise UnauthenticatedError("Please sign in.")
    return await _view(identity, authentication, token)


@router.get("/session")
async def session(
    request: Request, myself: Myself, authentication: TheAuthentication
) -> schemas.SessionView:
    """Who is signed in, and what they may."""
    return await _view(myself, authentication, request.cookies.get(COOKIE, ""))


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
    await authentication.change_password(myself, given.old, given.new, browser_of(request))


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


async def _view(
    identity: Identity, authentication: Authentication, token: str
) -> schemas.SessionView:
    agent = await authentication.agent(identity)
    return schemas.SessionView(
        user=schemas.SessionUser(
            id=identity.user, username=identity.username, display_name=identity.display_name
        ),
        permissions=sorted(identity.permissions),
        agent=None if agent is None else schemas.SessionAgent.model_validate(agent),
        duties=sorted(await authentication.duties(token)),
    )
