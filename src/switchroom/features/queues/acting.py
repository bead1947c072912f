"""What agents ask of the routing, over HTTP."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from switchroom.domain.routing.commands import (
    FailOffer,
    FinishWrapUp,
    MakeNotReady,
    MakeReady,
    RoutingCommand,
    SignIn,
    SignOut,
)
from switchroom.kernel.errors import NotFoundError
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre, TheRouting
from switchroom.runtime.web.dialling import agent_of

router = APIRouter(prefix="/api", tags=["agent"])
AnAgent = Annotated[Identity, allows("agent.work")]


class Reason(BaseModel):
    """Why not ready."""

    reason: str = Field(min_length=1, max_length=64)


@router.post("/agent/sign-in", status_code=204)
async def sign_in(who: AnAgent, centre: TheCentre) -> None:
    """Come to the desk, not ready yet."""
    await centre.bus.send(SignIn(agent=agent_of(who)))


@router.post("/agent/sign-out", status_code=204)
async def sign_out(who: AnAgent, centre: TheCentre) -> None:
    """Leave the desk."""
    await centre.bus.send(SignOut(agent=agent_of(who)))


@router.post("/agent/ready", status_code=204)
async def ready(who: AnAgent, centre: TheCentre) -> None:
    """Take calls."""
    await centre.bus.send(MakeReady(agent=agent_of(who)))


@router.post("/agent/not-ready", status_code=204)
async def not_ready(who: AnAgent, centre: TheCentre, why: Reason) -> None:
    """Take no calls; during one, from its end."""
    await centre.bus.send(MakeNotReady(agent=agent_of(who), reason=why.reason))


@router.post("/agent/wrap-up/finish", status_code=204)
async def finish_wrap_up(who: AnAgent, centre: TheCentre) -> None:
    """Done with writing up."""
    await centre.bus.send(FinishWrapUp(agent=agent_of(who)))


@router.post("/offers/{offer}/reject", status_code=204)
async def reject(offer: str, who: AnAgent, centre: TheCentre, routing: TheRouting) -> None:
    """Not this one: back to the queue, at its old place."""
    standing = routing.offer(offer)
    if standing is None or standing.agent != agent_of(who):
        raise NotFoundError("This call is not offered to you any more.")
    command: RoutingCommand = FailOffer(offer=offer, cause="rejected")
    await centre.bus.send(command)
