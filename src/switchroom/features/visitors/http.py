"""The page "Call us", over HTTP: public, from our own page alone."""

from collections.abc import Mapping
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from starlette.requests import HTTPConnection

from switchroom.features.visitors.reception import Contact, Reception, can_be_rated
from switchroom.features.visitors.schemas import (
    Door,
    Standing,
    Stars,
    State,
    Visitor,
    VisitorTelephone,
)
from switchroom.kernel.errors import DeniedError
from switchroom.ports.routing import RoutingView
from switchroom.runtime.web.access import PUBLIC
from switchroom.runtime.web.centre import TheRouting
from switchroom.runtime.web.origin import is_own_page

STATES: Mapping[str, State] = {
    "menu": "menu",
    "waiting": "waiting",
    "offered": "ringing",
    "talking": "talking",
    "held": "held",
}
"""What a visitor is told of a contact's states; after the others it is over for them."""


async def _from_own_page(request: Request) -> None:
    """Fail unless our own page asks: no other site may place calls by its visitors' browsers."""
    if not is_own_page(request):
        raise DeniedError("This was not asked by this centre's own page.")


async def _reception(connection: HTTPConnection) -> Reception:
    return cast("Reception", connection.app.state.reception)


router = APIRouter(prefix="/api/call-us", tags=["visitors"], dependencies=[PUBLIC])
OWN_PAGE = Depends(_from_own_page)
TheReception = Annotated[Reception, Depends(_reception)]


@router.get("")
async def door(reception: TheReception) -> Door:
    """Whether visitors may call, and whom."""
    house = await reception.house()
    return Door(
        open=bool(house.number),
        number=house.number,
        names=house.names,
        centre_name=house.centre_name,
    )


@router.post("", status_code=201, dependencies=[OWN_PAGE])
async def call(visitor: Visitor, request: Request, reception: TheReception) -> VisitorTelephone:
    """A telephone for one call, to be begun within a minute."""
    address = request.client.host if request.client else ""
    telephone = await reception.welcome(address, visitor.name, visitor.number)
    port = request.app.state.telephone_ports[request.url.scheme]
    return VisitorTelephone(
        visit=telephone.user,
        uri=f"sip:{telephone.user}@switchroom",
        target=f"sip:{telephone.target}@switchroom",
        authorization_user=telephone.user,
        password=telephone.secret,
        websocket_path=f":{port}/ws",
        ice_servers=[],
    )


@router.get("/{visit}")
async def standing(visit: str, reception: TheReception, routing: TheRouting) -> Standing:
    """How a visitor's call stands; told to whoever knows its name."""
    interaction, contact = await reception.contact(visit)
    return _standing(interaction, contact, routing) if contact else Standing(state="connecting")


@router.post("/{visit}/rating", status_code=204, dependencies=[OWN_PAGE])
async def rate(visit: str, stars: Stars, reception: TheReception) -> None:
    """How it was."""
    await reception.rate(visit, stars.value)


def _standing(interaction: str, contact: Contact, routing: RoutingView) -> Standing:
    state = STATES.get(contact.state, "ended")
    waits = state in {"waiting", "ringing"}
    return Standing(
        state=state,
        position=routing.position(interaction) or None if waits else None,
        expected_wait=routing.expected_wait(interaction) if waits else None,
        can_be_rated=can_be_rated(contact),
    )
