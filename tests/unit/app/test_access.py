from pathlib import Path

import pytest
from fastapi import APIRouter

from switchroom.app.routers import ROUTERS
from switchroom.app.web.access import DESCRIPTION, permissions_of
from switchroom.app.web.application import build_web
from switchroom.features.users.roles import PERMISSIONS
from switchroom.testing.access import undeclared

pytestmark = pytest.mark.unit
NOBODY = Path("/nonexistent")


async def nobody(_: object) -> None:
    return None


def test_every_route_declares_a_known_permission() -> None:
    app = build_web(None, None, nobody, ROUTERS, (), NOBODY)  # type: ignore[arg-type] # not asked
    public = {DESCRIPTION, "WEBSOCKET "}  # the latter is the folder of the desk's files
    assert set(undeclared(app.routes, PERMISSIONS)) == public
    assert len(permissions_of(app)) > 40


def test_the_application_does_not_start_when_a_route_declares_nothing() -> None:
    router = APIRouter()

    @router.get("/api/secret")
    async def secret() -> str:
        return "for everybody?"

    with pytest.raises(ValueError, match="/api/secret"):
        build_web(None, None, nobody, (router,), (), NOBODY)  # type: ignore[arg-type] # not asked
