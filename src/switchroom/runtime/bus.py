"""The bus within one process."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog

from switchroom.kernel.messages import Command, Event

log = structlog.get_logger(__name__)

C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


class LocalBus:
    """Carries commands and events between the parts of one process."""

    def __init__(self) -> None:
        self._servers: dict[type[Command], Callable[[Any], Awaitable[Any]]] = {}
        self._watchers: defaultdict[type[Event], list[Callable[[str, Any], Awaitable[None]]]]
        self._watchers = defaultdict(list)

    def serve(self, kind: type[C], handler: Callable[[C], Awaitable[Any]]) -> None:
        """Name the one handler of a kind of command."""
        if kind in self._servers:
            raise ValueError(f"{kind.__name__} is served already")
        self._servers[kind] = handler

    def watch(self, kind: type[E], handler: Callable[[str, E], Awaitable[None]]) -> None:
        """Add a handler of an event."""
        self._watchers[kind].append(handler)

    async def send(self, command: Command) -> Any:  # noqa: ANN401 each command has its own answer
        """Have a command handled; its answer or its error comes back."""
        return await self._servers[type(command)](command)

    async def publish(self, stream: str, event: Event) -> None:
        """Tell everybody at once; returns when all have heard."""
        handlers = self._watchers.get(type(event), ())
        await asyncio.gather(*(_tell(handler, stream, event) for handler in handlers))


async def _tell(handler: Callable[[str, Any], Awaitable[None]], stream: str, event: Event) -> None:
    try:
        await handler(stream, event)
    except Exception:  # an event's handlers must not stop each other
        log.exception("event handler failed", kind=type(event).__name__, stream=stream)
