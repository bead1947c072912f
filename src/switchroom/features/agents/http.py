"""The directory of agents, and their settings."""

from typing import Annotated

from fastapi import APIRouter

from switchroom.features.agents.schemas import AgentLine, AgentSettings
from switchroom.features.agents.service import Agent, all_agents, get_agent, set_agent
from switchroom.kernel.errors import NotFoundError
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["agents"])


@router.get("/agents", dependencies=[allows("agents.view")])
async def directory(centre: TheCentre) -> list[AgentLine]:
    """All agents, by number."""
    found = await centre.store.read(all_agents)
    return [AgentLine.model_validate(agent) for agent in found]


@router.put("/agents/{agent}")
async def change(
    agent: str,
    given: AgentSettings,
    centre: TheCentre,
    identity: Annotated[Identity, allows("agents.edit")],
) -> AgentLine:
    """Change an agent; running work stays."""
    if await centre.store.read(lambda c: get_agent(c, agent)) is None:
        raise NotFoundError("There is no such agent.")
    changed = Agent(agent=agent, **given.model_dump())
    await centre.store.write(lambda tx: set_agent(tx, changed, actor=identity.user))
    return AgentLine.model_validate(changed)
