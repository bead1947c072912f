"""What happens to agents' settings; stream `agent-settings:<id>`."""

from collections.abc import Mapping
from dataclasses import dataclass

from switchroom.kernel.messages import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSet(Event):
    """How an agent stands from now on; the routing is told by `app`."""

    agent: str
    number: str
    extension: str
    team: str
    skills: Mapping[str, int]
    queues: tuple[str, ...] | None
    capacity: Mapping[str, int]
    interrupts: Mapping[str, tuple[str, ...]]
    recorded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRemoved(Event):
    """The user is an agent no more."""

    agent: str


MESSAGES = (AgentSet, AgentRemoved)
"""The feature's own kinds of message."""
