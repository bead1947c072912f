"""What an agent can do with a running interaction."""

from dataclasses import dataclass

from switchroom.kernel.messages import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCustomer(Command):
    """Let the customer hear music."""

    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCustomer(Command):
    """Talk again."""

    interaction: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUpInteraction(Command):
    """End it for all."""

    interaction: str
    agent: str
