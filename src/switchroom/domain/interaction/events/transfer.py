"""A customer who is sent on."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent
from switchroom.domain.interaction.events.parties import PartyFailure


class TransferStarted(InteractionEvent, frozen=True, kw_only=True):
    """An agent sent the customer on, and has left."""

    by: str
    kind: Literal["queue", "agent", "number", "node"]
    target: str


class TransferCompleted(InteractionEvent, frozen=True, kw_only=True):
    """The customer is with the agent or the number `to`."""

    by: str
    to: str


class TransferFailed(InteractionEvent, frozen=True, kw_only=True):
    """Nobody took it; the customer goes back to the head of the queue."""

    by: str
    cause: PartyFailure


MESSAGES: tuple[type[InteractionEvent], ...] = (TransferStarted, TransferCompleted, TransferFailed)
