"""What happens to agents' settings; stream `agent-settings:<id>`."""

from collections.abc import Mapping

from switchroom.kernel.messages import Event


class AgentSet(Event, frozen=True, kw_only=True):
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


class AgentRemoved(Event, frozen=True, kw_only=True):
    """The user is an agent no more."""

    agent: str


MESSAGES = (AgentSet, AgentRemoved)
"""The feature's own kinds of message."""
