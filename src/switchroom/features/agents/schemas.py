"""What the agents' HTTP edge takes and gives."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class AgentSettings(BaseModel):
    """What an agent can do and where the telephone is."""

    model_config = ConfigDict(from_attributes=True)

    number: Annotated[str, Field(min_length=1, max_length=32)]
    extension: Annotated[str, Field(pattern="^[0-9A-Za-z]{1,32}$")]
    team: str = ""
    skills: dict[str, Annotated[int, Field(ge=1, le=10)]] = {}
    queues: tuple[str, ...] | None = None
    capacity: dict[str, Annotated[int, Field(ge=0, le=100)]] = {"voice": 1}
    interrupts: dict[str, tuple[str, ...]] = {}
    recorded: bool = True


class AgentLine(AgentSettings):
    """An agent in the directory."""

    agent: str
