"""Commands ask for something to happen; events say that it did.

They are structs rather than dataclasses because every decision and every unit of work makes some,
and a frozen struct is built several times as quickly.
"""

from msgspec import Struct


class Command(Struct, frozen=True, kw_only=True):
    """Imperative (`OfferInteraction`): one handler, whose error reaches the sender."""


class Event(Struct, frozen=True, kw_only=True):
    """Past tense (`InteractionOffered`): any number of handlers; a failing one stops nobody."""
