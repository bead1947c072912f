"""Who asks, and what they may. Every route declares a permission, or that it is public.

A route is refused unless one of its dependencies is `allows("...")` or `PUBLIC`; a test walks all
routes and fails on one that declares neither.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from fastapi import Depends
from starlette.requests import HTTPConnection

from switchroom.kernel.errors import DeniedError, UnauthenticatedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody who is signed in.

    Attributes:
        user: id of the user.
        username: the name they sign in with.
        display_name: the name others see.
        session: id of the session.
        permissions: what their roles allow, such as `customers.view`.
        site: the site whose data they see; `*` is all.
        departments: the departments whose data they see; empty is all.
        agent: id of the agent that the user is, if any (the same as `user`).
    """

    user: str
    username: str
    display_name: str
    session: str
    permissions: frozenset[str]
    site: str = "*"
    departments: frozenset[str] = frozenset()
    agent: str | None = None


Identify = Callable[[HTTPConnection], Awaitable[Identity | None]]
"""Finds out who asks; `app` sets it as `state.identify`."""


class Allows:
    """A dependency that lets only those through who have a permission, and says who they are."""

    catalogue: ClassVar[set[str]] = set()
    """All permissions that any route has declared."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        self.catalogue.add(permission)

    async def __call__(self, connection: HTTPConnection) -> Identity:
        """The one who asks; fails with 401 or 403."""
        identity = await identify(connection)
        if self.permission not in identity.permissions:
            raise DeniedError("You have no permission for this.")
        return identity


class SignedIn:
    """A dependency that lets everybody through who is signed in: for what is one's own."""

    permission = "signed-in"

    async def __call__(self, connection: HTTPConnection) -> Identity:
        """The one who asks; fails with 401."""
        return await identify(connection)


class Public:
    """Marks a route that needs no sign-in."""

    permission = "public"

    async def __call__(self) -> None:
        """Let everybody through."""


async def identify(connection: HTTPConnection) -> Identity:
    """Who asks; UnauthenticatedError when nobody is signed in."""
    find: Identify = connection.app.state.identify
    identity = await find(connection)
    if identity is None:
        raise UnauthenticatedError("Please sign in.")
    return identity


def allows(permission: str) -> Any:  # noqa: ANN401 FastAPI's own Depends is untyped
    """Declare the permission that a route needs; the parameter gets the `Identity`."""
    return Depends(Allows(permission))


PUBLIC: Any = Depends(Public())
"""Declares a route to be public: `dependencies=[PUBLIC]`."""

Myself = Annotated[Identity, Depends(SignedIn())]
"""The parameter of a route that everybody who is signed in may use, for what is their own."""
