"""The queues as lists, for whoever asks once."""

from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends
from starlette.requests import HTTPConnection

from switchroom.features.desk.live import LiveDesk
from switchroom.kernel.errors import NotFoundError
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.sight import TheSight

router = APIRouter(prefix="/api", tags=["queues"])


async def _desk(connection: HTTPConnection) -> LiveDesk:
    return cast("LiveDesk", connection.app.state.desk)


TheDesk = Annotated[LiveDesk, Depends(_desk)]
Viewer = Annotated[Identity, allows("queues.view")]


@router.get("/queues")
async def queues(_: Viewer, desk: TheDesk) -> list[dict[str, Any]]:
    """All queues with who waits, who serves, and today's figures."""
    return [dict(queue) for queue in await desk.board()]


@router.get("/queues/{queue}/waiting")
async def waiting(queue: str, who: Viewer, desk: TheDesk, sight: TheSight) -> list[dict[str, Any]]:
    """Who waits in a queue, in the order in which they will be served; those that one may see."""
    if queue not in {known["id"] for known in await desk.board()}:
        raise NotFoundError("There is no such queue.")
    lines = await desk.waiting(queue)
    seen = await sight.contacts(who, [line["interaction"] for line in lines])
    return [dict(line) for line in lines if line["interaction"] in seen]
