"""What is asked of calls."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from switchroom.domain.interaction import commands

Id = Annotated[str, Field(min_length=1, max_length=128)]
Perhaps = Annotated[str, Field(max_length=128)]
Variables = Annotated[Mapping[str, Annotated[str, Field(max_length=256)]], Field(max_length=32)]


class Target(BaseModel):
    """A queue, a colleague, a number outside, or a node of a flow (`<flow>/<node>`)."""

    kind: Literal["queue", "agent", "number", "node"]
    id: Id

    def known(self) -> commands.Target:
        """As the call takes it."""
        return commands.Target(kind=self.kind, id=self.id)


class Transfer(BaseModel):
    """Where the customer goes: at once, or after a talk with whom they go to."""

    target: Target
    how: Literal["blind", "consult"] = "blind"


class Addition(BaseModel):
    """Who is to join."""

    target: Target


class Muting(BaseModel):
    """Whether somebody is heard by nobody."""

    muted: bool


class Keys(BaseModel):
    """Keys to press."""

    digits: Annotated[str, Field(pattern=r"^[0-9*#A-D]{1,64}$")]


class Prompt(BaseModel):
    """What everybody is to hear."""

    prompt: Id


class Return(BaseModel):
    """Where the flow goes on; empty: the call's own flow, and its start."""

    flow: Perhaps = ""
    node: Perhaps = ""
    variables: Variables = Field(default_factory=dict)


class Entry(BaseModel):
    """A place in a flow where agents may send callers; its name in both languages."""

    flow: str
    node: str
    name: Mapping[str, str]


class Leaving(BaseModel):
    """Whether the call ends for all."""

    for_all: bool = False


class Dialling(BaseModel):
    """Whom to call; `caller_id` one of our numbers, empty: the department's."""

    number: Annotated[str, Field(min_length=1, max_length=64)]
    caller_id: Perhaps = ""
    customer: Perhaps = ""
    case: Perhaps = ""


class Dialled(BaseModel):
    """The interaction that it became."""

    interaction: str


class Listening(BaseModel):
    """At whom, and how; no agent: at the one who leads the call."""

    agent: Perhaps = ""
    mode: Literal["listen", "whisper", "off"]


class Whom(BaseModel):
    """An agent; empty: the one who leads the call."""

    agent: Perhaps = ""


class Someone(BaseModel):
    """An agent."""

    agent: Id


class Interception(BaseModel):
    """Who gets another agent's contacts."""

    to: Id


class Forced(BaseModel):
    """The state that an agent is put in."""

    state: Literal["ready", "not-ready", "signed-out"]
    reason: Perhaps = ""
