"""A telephone for the agent's page."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from switchroom.kernel.errors import DeniedError
from switchroom.ports.telephones import TelephoneExchange
from switchroom.runtime.web.access import Identity, allows

router = APIRouter(prefix="/api", tags=["agent"])


class Softphone(BaseModel):
    """What the page registers with."""

    extension: str
    uri: str
    authorization_user: str
    password: str
    websocket_path: str
    sip_server: str
    ice_servers: list[str]


async def _exchange(connection: HTTPConnection) -> TelephoneExchange:
    return cast("TelephoneExchange", connection.app.state.telephones)


@router.post("/agent/softphone")
async def softphone(
    request: Request,
    who: Annotated[Identity, allows("agent.work")],
    exchange: Annotated[TelephoneExchange, Depends(_exchange)],
    browser: Annotated[bool, Query(description="In the page, or else a SIP telephone.")] = True,
) -> Softphone:
    """A telephone for this page; the one of an earlier page cannot register any more."""
    extension = await _extension(request, who)
    credentials = await exchange.provide(extension, browser=browser)
    port = request.app.state.telephone_ports[request.url.scheme]
    return Softphone(
        extension=extension,
        uri=f"sip:{credentials.user}@switchroom",
        authorization_user=credentials.user,
        password=credentials.secret,
        websocket_path=f":{port}/ws",
        sip_server=f"{request.url.hostname}:{request.app.state.sip_port}",
        ice_servers=[],
    )


async def _extension(request: Request, who: Identity) -> str:
    extension: str | None = await request.app.state.extension_of(who.agent or "")
    if not extension:
        raise DeniedError("You have no telephone: your user is not set up as an agent.")
    return extension
