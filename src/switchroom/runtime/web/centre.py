"""The running centre, as routes reach it."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from switchroom.kernel.ids import Ids
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.routing import RoutingView
from switchroom.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """What every feature works with; `app` sets it as `state.centre`."""

    store: Store
    bus: Bus
    clock: Clock
    ids: Ids


async def _centre(connection: HTTPConnection) -> Centre:
    return cast("Centre", connection.app.state.centre)


TheCentre = Annotated[Centre, Depends(_centre)]
"""The parameter of a route that works with the centre."""


async def _routing(connection: HTTPConnection) -> RoutingView:
    return cast("RoutingView", connection.app.state.routing)


TheRouting = Annotated[RoutingView, Depends(_routing)]
"""The parameter of a route that shows the routing's living state."""
