"""Who serves the customer, from when to when."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent

SegmentCause = Literal[
    "agent-hung-up",
    "customer-hung-up",
    "transferred",
    "returned-to-flow",
    "left",
    "agent-lost",
    "taken-over",
    "dropped",
    "released",
    "failed",
]
"""Why a party's part is over. `left`: the call went on with others."""


class AgentConnected(InteractionEvent, frozen=True, kw_only=True):
    """The agent serves the customer from here on: out of a queue, or from another agent."""

    segment: str
    agent: str
    queue: str
    leg: str


class CustomerHeld(InteractionEvent, frozen=True, kw_only=True):
    """The customer hears music."""

    agent: str


class CustomerResumed(InteractionEvent, frozen=True, kw_only=True):
    """They talk again."""

    agent: str


class AgentLost(InteractionEvent, frozen=True, kw_only=True):
    """The agent's telephone is gone without a word; the agent is waited for."""

    agent: str
    leg: str
    until: int


class AgentReturned(InteractionEvent, frozen=True, kw_only=True):
    """The agent is back, on another leg."""

    agent: str
    segment: str
    leg: str


class SegmentEnded(InteractionEvent, frozen=True, kw_only=True):
    """The agent's part is over."""

    segment: str
    agent: str
    cause: SegmentCause


MESSAGES: tuple[type[InteractionEvent], ...] = (
    AgentConnected,
    CustomerHeld,
    CustomerResumed,
    AgentLost,
    AgentReturned,
    SegmentEnded,
)
