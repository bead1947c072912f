"""Commands and events as JSON, by the name of their type."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from switchroom.kernel.messages import Command, Event

M = TypeVar("M", Command, Event)


class UnknownMessageError(LookupError):
    """A stored message has a type that this version does not know."""


class MessageTypes:
    """All kinds of commands and events that can be stored; named explicitly at start."""

    def __init__(self, kinds: Iterable[type[Command] | type[Event]]) -> None:
        self._kinds: dict[str, type[Command] | type[Event]] = {}
        for kind in kinds:
            if self._kinds.setdefault(kind.__name__, kind) is not kind:
                raise ValueError(f"two kinds of message are called {kind.__name__}")

    def encode(self, message: Command | Event) -> str:
        """The JSON of a message; its type must be known, or nobody could read it again."""
        if type(message).__name__ not in self._kinds:
            raise UnknownMessageError(type(message).__name__)
        return msgspec.json.encode(message).decode()

    def decode(self, name: str, data: str) -> Command | Event:
        """The message of a type from its JSON; fields added later take their defaults."""
        if name not in self._kinds:
            raise UnknownMessageError(name)
        return msgspec.json.decode(data, type=self._kinds[name])
