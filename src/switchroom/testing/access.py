"""Does every route say who may use it?"""

from collections.abc import Iterable, Sequence

from starlette.routing import BaseRoute

from switchroom.runtime.web.access import Public, SignedIn
from switchroom.runtime.web.declarations import declared_permissions


def undeclared(routes: Sequence[BaseRoute], known: Iterable[str]) -> list[str]:
    """The routes without a declaration, or with a permission outside of the catalogue."""
    allowed = {*known, SignedIn.permission, Public.permission}
    return [
        route
        for route, permissions in declared_permissions(routes)
        if not permissions or not permissions <= allowed
    ]
