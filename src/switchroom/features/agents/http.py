"""The directory of agents, and their settings."""

from collections.abc import Callable
from typing import Annotated, cast

from fastapi import APIRouter, Depends
from msgspec import convert
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.domain.routing.commands import SignOut
from switchroom.features.agents.schemas import AgentLine, AgentSettings
from switchroom.features.agents.service import (
    Agent,
    agent_history,
    all_agents,
    get_agent,
    remove_agent,
    set_agent,
)
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import change_at
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import ChangeView, TheNames, Undoing, change_views

router = APIRouter(prefix="/api", tags=["agents"])
Editor = Annotated[Identity, allows("agents.edit")]
Check = Callable[[Connection, Agent], None]
"""Fails if an agent is nobody, or has skills, queues or a team that are not there."""


def _unchecked(_: Connection, __: Agent) -> None:
    """What is checked where there are agents alone."""


async def _check(connection: HTTPConnection) -> Check:
    return cast("Check", getattr(connection.app.state, "check_agent", _unchecked))


TheCheck = Annotated[Check, Depends(_check)]
"""`app` sets it as `state.check_agent`."""


@router.get("/agents", dependencies=[allows("agents.view")])
async def directory(centre: TheCentre) -> list[AgentLine]:
    """All agents, by number."""
    found = await centre.store.read(all_agents)
    return [AgentLine.model_validate(agent) for agent in found]


@router.put("/agents/{agent}")
async def change(
    agent: str, given: AgentSettings, centre: TheCentre, check: TheCheck, identity: Editor
) -> AgentLine:
    """Make a user an agent, or change one; running work stays."""
    changed = Agent(agent=agent, **given.model_dump())
    await centre.store.write(lambda tx: _set(tx, changed, check, identity))
    return AgentLine.model_validate(changed)


@router.delete("/agents/{agent}", status_code=204)
async def remove(agent: str, centre: TheCentre, identity: Editor) -> None:
    """Let a user be no agent any more; refused while a work of theirs runs."""
    if await centre.store.read(lambda c: get_agent(c, agent)) is None:
        raise NotFoundError("There is no such agent.")
    await centre.bus.send(SignOut(agent=agent))
    await centre.store.write(lambda tx: remove_agent(tx, agent, actor=identity.user))


@router.get("/agents/{agent}/history", dependencies=[allows("agents.view")])
async def changes(agent: str, centre: TheCentre, name_of: TheNames) -> list[ChangeView]:
    """All changes of an agent, the newest first."""
    return await centre.store.read(lambda c: change_views(c, agent_history(c, agent), name_of))


@router.post("/agents/{agent}/undo", status_code=204)
async def undo(
    agent: str, given: Undoing, centre: TheCentre, check: TheCheck, identity: Editor
) -> None:
    """Let an agent stand as before a change."""
    found = await centre.store.read(lambda c: agent_history(c, agent))
    before = change_at(found, given.position).before
    if before is None:
        await remove(agent, centre, identity)
    else:
        was = convert(before, Agent)
        await centre.store.write(lambda tx: _set(tx, was, check, identity))


def _set(tx: Transaction, agent: Agent, check: Check, identity: Identity) -> None:
    check(tx.connection, agent)
    set_agent(tx, agent, actor=identity.user)
