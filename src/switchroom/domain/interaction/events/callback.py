"""Customers who keep their place in a queue and are rung back."""

from switchroom.domain.interaction.events.base import InteractionEvent


class CallbackRequested(InteractionEvent, frozen=True, kw_only=True):
    """The customer keeps the place in a queue and is rung back there; they may hang up."""

    number: str
    queue: str


class CallbackTried(InteractionEvent, frozen=True, kw_only=True):
    """An agent is there, and the customer is rung."""

    agent: str
    number: str
    attempt: int


class CallbackFailed(InteractionEvent, frozen=True, kw_only=True):
    """The customer did not answer; `again` says whether they will be rung once more."""

    attempt: int
    cause: int
    again: bool


MESSAGES: tuple[type[InteractionEvent], ...] = (CallbackRequested, CallbackTried, CallbackFailed)
