"""Permissions by default deny: a route that declares none does not start."""

from fastapi import FastAPI

from switchroom.runtime.web.declarations import declared_permissions

DESCRIPTION = "GET,HEAD /openapi.json"
"""FastAPI's own description of the routes: there is no data in it."""


def permissions_of(app: FastAPI) -> dict[str, set[str]]:
    """Every route, as `GET /api/users`, with what it declares."""
    found = dict(declared_permissions(app.routes))
    found.pop(DESCRIPTION, None)
    return found


def require_declarations(app: FastAPI) -> None:
    """Refuse to start with a route that declares no permission, or without any route."""
    permissions = permissions_of(app)
    undeclared = [route for route, declared in permissions.items() if not declared]
    if undeclared or not permissions:
        raise ValueError(f"no permission declared: {', '.join(undeclared) or 'no route at all'}")
