"""One web application out of all features' routers."""

from collections.abc import Iterable
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from switchroom.app.web.access import require_declarations
from switchroom.app.web.files import desk_files
from switchroom.app.web.health import Part, health_router
from switchroom.app.web.security import SecurityHeaders
from switchroom.ports.routing import RoutingView
from switchroom.runtime.web.access import Identify
from switchroom.runtime.web.centre import Centre
from switchroom.runtime.web.problems import install_problems


def build_web(
    centre: Centre,
    routing: RoutingView,
    identify: Identify,
    routers: Iterable[APIRouter],
    parts: Iterable[Part],
    desk: Path,
) -> FastAPI:
    """The application.

    Args:
        centre: what the routes work with.
        routing: the routing's living state.
        identify: finds out who asks.
        routers: the features' routes.
        parts: what must work before calls can be taken, for `/readyz`.
        desk: the folder of the built desk.

    Raises:
        ValueError: a route declares no permission.
    """
    app = FastAPI(title="Switchroom", version="0.1.0", docs_url=None, redoc_url=None)
    app.state.centre = centre
    app.state.routing = routing
    app.state.identify = identify
    install_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders)
    for router in (*routers, health_router(parts)):
        app.include_router(router)
    require_declarations(app)
    app.mount("/", desk_files(desk))
    return app
