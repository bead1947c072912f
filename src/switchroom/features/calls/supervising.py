"""What supervisors ask of others' calls, agents and queues, over HTTP.

Whispering needs its own permission beside listening's; all acts stand in the journal with their id.
Calls and agents outside a supervisor's site and departments are as if they were not there. Of a
call within them, a supervisor may hear and replace everybody: the call is theirs, whoever helps.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from switchroom.domain.interaction import commands
from switchroom.domain.routing import commands as routing
from switchroom.features.calls.schemas import Forced, Interception, Listening, Someone, Whom
from switchroom.kernel.errors import DeniedError
from switchroom.kernel.messages import Command
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import Centre, TheCentre
from switchroom.runtime.web.dialling import agent_of
from switchroom.runtime.web.sight import Sight, TheSight

router = APIRouter(prefix="/api", tags=["supervising"])
CALL = "/interactions/{interaction}"
WAITING = "/waiting/{interaction}"
AGENT = "/agents/{agent}"
FORCED = "forced"
"""Why an agent is not ready whom a supervisor made so without saying why."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Who asks, having the permission for it, and what they reach."""

    who: Identity
    centre: Centre
    sight: Sight

    async def ask(
        self, command: Command, *, contact: str = "", agents: tuple[str, ...] = ()
    ) -> None:
        """Send a command that acts upon a contact or agents, if these are within their limits."""
        if contact:
            await self.sight.require_contact(self.who, contact)
        for agent in agents:
            await self.sight.require_agent(self.who, agent)
        await self.centre.bus.send(command)


def may(permission: str) -> Any:  # noqa: ANN401 FastAPI's own Depends is untyped
    """Declare the permission that a route needs; the parameter gets the `Supervisor`."""

    async def supervisor(
        who: Annotated[Identity, allows(permission)], centre: TheCentre, sight: TheSight
    ) -> Supervisor:
        return Supervisor(who, centre, sight)

    return Depends(supervisor)


@router.post(CALL + "/monitor", status_code=204)
async def monitor(
    interaction: str, given: Listening, by: Annotated[Supervisor, may("supervise.listen")]
) -> None:
    """Listen to an agent's talk, whisper to the agent, or neither."""
    if given.mode == "whisper" and "supervise.whisper" not in by.who.permissions:
        raise DeniedError("You may not whisper to agents.")
    me = agent_of(by.who)
    command = commands.Monitor(
        interaction=interaction, supervisor=me, agent=given.agent, mode=given.mode
    )
    await by.ask(command, contact=interaction)


@router.post(CALL + "/barge", status_code=204)
async def barge(interaction: str, by: Annotated[Supervisor, may("supervise.barge")]) -> None:
    """Join a talk."""
    command = commands.Barge(interaction=interaction, supervisor=agent_of(by.who))
    await by.ask(command, contact=interaction)


@router.post(CALL + "/take-over", status_code=204)
async def take_over(
    interaction: str, given: Whom, by: Annotated[Supervisor, may("supervise.take-over")]
) -> None:
    """Join a talk in place of an agent."""
    me = agent_of(by.who)
    command = commands.TakeOver(interaction=interaction, supervisor=me, agent=given.agent)
    await by.ask(command, contact=interaction)


@router.post(CALL + "/release", status_code=204)
async def release(interaction: str, by: Annotated[Supervisor, may("supervise.release")]) -> None:
    """End a call for all."""
    command = commands.Release(interaction=interaction, supervisor=by.who.user)
    await by.ask(command, contact=interaction)


@router.post(AGENT + "/state", status_code=204)
async def force_state(
    agent: str, given: Forced, by: Annotated[Supervisor, may("supervise.force-state")]
) -> None:
    """Make an agent ready or not ready, or sign them out."""
    user = by.who.user
    command: routing.RoutingCommand = routing.SignOut(agent=agent, by=user)
    if given.state == "ready":
        command = routing.MakeReady(agent=agent, by=user)
    elif given.state == "not-ready":
        command = routing.MakeNotReady(agent=agent, reason=given.reason or FORCED, by=user)
    await by.ask(command, agents=(agent,))


@router.post(WAITING + "/assign", status_code=204)
async def assign(
    interaction: str, given: Someone, by: Annotated[Supervisor, may("supervise.assign")]
) -> None:
    """Offer what waits to a named agent."""
    command = routing.PickUp(interaction=interaction, agent=given.agent, by=by.who.user)
    await by.ask(command, contact=interaction, agents=(given.agent,))


@router.post(WAITING + "/pick-up", status_code=204)
async def pick_up(interaction: str, by: Annotated[Supervisor, may("queues.pick-up")]) -> None:
    """Have what waits offered to oneself, whatever its place."""
    command = routing.PickUp(interaction=interaction, agent=agent_of(by.who))
    await by.ask(command, contact=interaction)


@router.put(AGENT + "/intercept", status_code=204)
async def intercept(
    agent: str, given: Interception, by: Annotated[Supervisor, may("supervise.intercept")]
) -> None:
    """What would be offered to an agent is offered to another."""
    command = routing.Intercept(agent=agent, to=given.to, by=by.who.user)
    await by.ask(command, agents=(agent, given.to))


@router.delete(AGENT + "/intercept", status_code=204)
async def end_intercept(agent: str, by: Annotated[Supervisor, may("supervise.intercept")]) -> None:
    """The agent gets their own again."""
    await by.ask(routing.Intercept(agent=agent, to=None, by=by.who.user), agents=(agent,))
