"""What an agent can do with a running interaction."""

from switchroom.kernel.messages import Command


class HoldCustomer(Command, frozen=True, kw_only=True):
    """Let the customer hear music."""

    interaction: str
    agent: str


class ResumeCustomer(Command, frozen=True, kw_only=True):
    """Talk again."""

    interaction: str
    agent: str


class HangUpInteraction(Command, frozen=True, kw_only=True):
    """End it for all."""

    interaction: str
    agent: str
