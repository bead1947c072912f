"""Commands ask for something to happen; events say that it did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Imperative (`OfferInteraction`): one handler, whose error reaches the sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Past tense (`InteractionOffered`): any number of handlers; a failing one stops nobody."""
