"""Colleagues and numbers as the desk shows them."""

from pydantic import BaseModel, Field

from switchroom.domain.numbers.reach import Reach
from switchroom.domain.presence.states import AgentState
from switchroom.kernel.time import Instant


class ColleagueQuery(BaseModel):
    """Whom somebody looks for: by name, number or extension."""

    q: str = Field("", max_length=64)
    cursor: str | None = Field(None, max_length=64)
    limit: int = Field(50, ge=1, le=200)


class ColleagueView(BaseModel):
    """A colleague with what they do now; `since` when, null for one who never signed in."""

    id: str
    name: str
    number: str
    extension: str
    team: str
    state: AgentState
    reason: str | None
    since: Instant | None


class NumberView(BaseModel):
    """What a number is that somebody has typed; `colleague`: whose extension it is."""

    number: str
    pretty: str
    reach: Reach
    allowed: bool
    area: dict[str, str]
    caller: str
    colleague: str | None
