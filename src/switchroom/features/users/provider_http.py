"""Signing in by an OpenID Connect provider: away to it, and back from it."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse

from switchroom.features.users.edge import TheAuthentication, browser_of, give_cookie
from switchroom.features.users.provider import (
    NotVouchedError,
    send_away,
    take_back,
    unpack,
    user_of,
)
from switchroom.features.users.rules import SignInRules, read_rules
from switchroom.kernel.errors import NotFoundError, SwitchroomError
from switchroom.runtime.web.access import PUBLIC
from switchroom.runtime.web.centre import Centre, TheCentre

router = APIRouter()
AWAY = "switchroom_away"
AWAY_FOR = 600
"""Seconds within which somebody must be back."""

PATH = "/api/door/provider"


@router.get("/door/provider", dependencies=[PUBLIC])
async def away(
    request: Request, centre: TheCentre, authentication: TheAuthentication
) -> RedirectResponse:
    """Send the browser to the provider."""
    rules = await _rules(centre)
    address, goes_with = await send_away(rules, _back(request), authentication.entropy)
    response = RedirectResponse(address, 303)
    response.set_cookie(
        AWAY,
        goes_with.packed(),
        max_age=AWAY_FOR,
        path=PATH,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",  # the provider's page leads back here
    )
    return response


@router.get("/door/provider/back", name="provider_back", dependencies=[PUBLIC])
async def back(
    request: Request, centre: TheCentre, authentication: TheAuthentication
) -> RedirectResponse:
    """Let in whom the provider vouches for; else the desk's door says why not."""
    try:
        token = await _let_in(request, centre, authentication)
    except SwitchroomError as error:
        return _leave(RedirectResponse(f"/?{urlencode({'refused': error.code})}", 303))
    response = RedirectResponse("/", 303)
    give_cookie(request, response, token)
    return _leave(response)


async def _let_in(request: Request, centre: Centre, authentication: TheAuthentication) -> str:
    query, goes_with = request.query_params, unpack(request.cookies.get(AWAY, ""))
    if query.get("state") != goes_with.state or not query.get("code"):
        raise NotVouchedError("The provider let nobody in.")
    rules = await _rules(centre)
    vouched = await take_back(rules, _back(request), query["code"], goes_with, centre.clock.now())
    user = await centre.store.write(lambda tx: user_of(tx, vouched))
    if user is None:
        raise UnknownHereError("The provider knows you, but nobody here does.")
    return await authentication.let_in(user, browser_of(request), "provider")


class UnknownHereError(NotVouchedError):
    """Somebody real, but no user of this centre."""

    code = "unknown-here"


async def _rules(centre: Centre) -> SignInRules:
    rules = await centre.store.read(read_rules)
    if not rules.issuer:
        raise NotFoundError("No sign-in provider is set up.")
    return rules


def _back(request: Request) -> str:
    return str(request.url_for("provider_back"))


def _leave(response: RedirectResponse) -> RedirectResponse:
    response.delete_cookie(AWAY, path=PATH, httponly=True, samesite="lax")
    return response
