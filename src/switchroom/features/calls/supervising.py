"""What supervisors ask of others' calls, agents and queues, over HTTP.

Whispering needs its own permission beside listening's; all acts stand in the journal with their id.
Calls and agents outside a supervisor's site and departments are as if they were not there. Of a
call within them, a supervisor may hear and replace everybody: the call is theirs, whoever helps.
"""

from typing import Annotated

from fastapi import APIRouter

from switchroom.domain.interaction import commands
from switchroom.domain.routing import commands as routing
from switchroom.features.calls.schemas import Forced, Interception, Listening, Someone, Whom
from switchroom.kernel.errors import DeniedError
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.dialling import agent_of
from switchroom.runtime.web.sight import TheSight

router = APIRouter(prefix="/api", tags=["supervising"])
FORCED = "forced"
"""Why an agent is not ready whom a supervisor made so without saying why."""


@router.post("/interactions/{interaction}/monitor", status_code=204)
async def monitor(
    interaction: str,
    given: Listening,
    who: Annotated[Identity, allows("supervise.listen")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Listen to an agent's talk, whisper to the agent, or neither."""
    if given.mode == "whisper" and "supervise.whisper" not in who.permissions:
        raise DeniedError("You may not whisper to agents.")
    await sight.require_contact(who, interaction)
    await centre.bus.send(
        commands.Monitor(
            interaction=interaction,
            supervisor=agent_of(who),
            agent=given.agent,
            mode=given.mode,
        )
    )


@router.post("/interactions/{interaction}/barge", status_code=204)
async def barge(
    interaction: str,
    who: Annotated[Identity, allows("supervise.barge")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Join a talk."""
    await sight.require_contact(who, interaction)
    await centre.bus.send(commands.Barge(interaction=interaction, supervisor=agent_of(who)))


@router.post("/interactions/{interaction}/take-over", status_code=204)
async def take_over(
    interaction: str,
    given: Whom,
    who: Annotated[Identity, allows("supervise.take-over")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Join a talk in place of an agent."""
    await sight.require_contact(who, interaction)
    await centre.bus.send(
        commands.TakeOver(interaction=interaction, supervisor=agent_of(who), agent=given.agent)
    )


@router.post("/interactions/{interaction}/release", status_code=204)
async def release(
    interaction: str,
    who: Annotated[Identity, allows("supervise.release")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """End a call for all."""
    await sight.require_contact(who, interaction)
    await centre.bus.send(commands.Release(interaction=interaction, supervisor=who.user))


@router.post("/agents/{agent}/state", status_code=204)
async def force_state(
    agent: str,
    given: Forced,
    who: Annotated[Identity, allows("supervise.force-state")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Make an agent ready or not ready, or sign them out."""
    await sight.require_agent(who, agent)
    command: routing.RoutingCommand = routing.SignOut(agent=agent, by=who.user)
    if given.state == "ready":
        command = routing.MakeReady(agent=agent, by=who.user)
    elif given.state == "not-ready":
        reason = given.reason or FORCED
        command = routing.MakeNotReady(agent=agent, reason=reason, by=who.user)
    await centre.bus.send(command)


@router.post("/waiting/{interaction}/assign", status_code=204)
async def assign(
    interaction: str,
    given: Someone,
    who: Annotated[Identity, allows("supervise.assign")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Offer what waits to a named agent."""
    await sight.require_contact(who, interaction)
    await sight.require_agent(who, given.agent)
    await centre.bus.send(routing.PickUp(interaction=interaction, agent=given.agent, by=who.user))


@router.post("/waiting/{interaction}/pick-up", status_code=204)
async def pick_up(
    interaction: str,
    who: Annotated[Identity, allows("queues.pick-up")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """Have what waits offered to oneself, whatever its place."""
    await sight.require_contact(who, interaction)
    await centre.bus.send(routing.PickUp(interaction=interaction, agent=agent_of(who)))


@router.put("/agents/{agent}/intercept", status_code=204)
async def intercept(
    agent: str,
    given: Interception,
    who: Annotated[Identity, allows("supervise.intercept")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """What would be offered to an agent is offered to another."""
    await sight.require_agent(who, agent)
    await sight.require_agent(who, given.to)
    await centre.bus.send(routing.Intercept(agent=agent, to=given.to, by=who.user))


@router.delete("/agents/{agent}/intercept", status_code=204)
async def end_intercept(
    agent: str,
    who: Annotated[Identity, allows("supervise.intercept")],
    centre: TheCentre,
    sight: TheSight,
) -> None:
    """The agent gets their own again."""
    await sight.require_agent(who, agent)
    await centre.bus.send(routing.Intercept(agent=agent, to=None, by=who.user))
