"""Permissions by default deny: a route that declares none does not start."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute

from switchroom.runtime.web.access import Allows, Public, SignedIn


def declared(dependant: Dependant) -> Iterator[str]:
    """The permissions that a route's dependencies declare."""
    if isinstance(dependant.call, Allows | SignedIn | Public):
        yield dependant.call.permission
    for inner in dependant.dependencies:
        yield from declared(inner)


def permissions_of(app: FastAPI) -> dict[str, set[str]]:
    """Every route, as `METHOD path`, with what it declares."""
    return {
        f"{','.join(sorted(getattr(route, 'methods', None) or {'WS'}))} {route.path}": set(
            declared(route.dependant)
        )
        for route in app.routes
        if isinstance(route, APIRoute | APIWebSocketRoute)
    }


def require_declarations(app: FastAPI) -> None:
    """Refuse to start with a route that declares no permission."""
    undeclared = [route for route, permissions in permissions_of(app).items() if not permissions]
    if undeclared:
        raise ValueError(f"no permission declared: {', '.join(undeclared)}")
