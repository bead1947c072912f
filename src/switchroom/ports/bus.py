"""How the storeys speak: commands to one, events to many."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from switchroom.kernel.messages import Command, Event

C = TypeVar("C", bound=Command)
E = TypeVar("E", bound=Event)


class Bus(Protocol):
    """Carries commands and events within the centre."""

    def serve(self, kind: type[C], handler: Callable[[C], Awaitable[Any]]) -> None:
        """Name the one handler of a kind of command; a second one is an error."""
        ...

    def watch(self, kind: type[E], handler: Callable[[str, E], Awaitable[None]]) -> None:
        """Add a handler, called as `handler(stream, event)`; its errors are logged."""
        ...

    async def send(self, command: Command) -> Any:  # noqa: ANN401 each command has its own answer
        """Have a command handled; its answer or its error comes back."""
        ...

    async def publish(self, stream: str, event: Event) -> None:
        """Tell everybody at once; returns when all have heard. Called by the store.

        Handlers are started in the order in which events were written, and run beside each other.
        """
        ...
