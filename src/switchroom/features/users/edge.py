"""What the routes of users have in common."""

from typing import Annotated, cast

from fastapi import Depends, Request, Response
from starlette.requests import HTTPConnection

from switchroom.features.users import schemas
from switchroom.features.users.authentication import COOKIE, Authentication
from switchroom.features.users.roles import Text
from switchroom.features.users.sessions import IDLE, Browser
from switchroom.runtime.web.access import Identity, allows


async def _authentication(connection: HTTPConnection) -> Authentication:
    return cast("Authentication", connection.app.state.authentication)


TheAuthentication = Annotated[Authentication, Depends(_authentication)]
"""`app` sets it as `state.authentication`, and its `identify` as `state.identify`."""

Administrator = Annotated[Identity, allows("users.edit")]


def browser_of(request: Request) -> Browser:
    """From where somebody asks."""
    address = request.client.host if request.client else ""
    return Browser(address=address, user_agent=request.headers.get("user-agent", "")[:200])


def give_cookie(request: Request, response: Response, token: str) -> None:
    """Let the browser know its session."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=IDLE // 1000,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def text_view(text: Text) -> schemas.TextView:
    """A text in both languages."""
    return schemas.TextView(zh=text.zh, en=text.en)
