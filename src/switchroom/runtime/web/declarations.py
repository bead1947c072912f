"""What every route declares about who may use it."""

from collections.abc import Iterator, Sequence

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from switchroom.runtime.web.access import Allows, Public, SignedIn


def declared_permissions(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, set[str]]]:
    """Every route, as `GET /api/users`, and the permissions it declares."""
    for route in iter_route_contexts(routes):
        methods = ",".join(sorted(route.methods or ["WEBSOCKET"]))
        dependant = getattr(route, "dependant", None)
        yield f"{methods} {route.path}", set(_declared(dependant)) if dependant else set()


def _declared(dependant: Dependant) -> Iterator[str]:
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, Allows | SignedIn | Public):
            yield dependency.call.permission
        yield from _declared(dependency)
