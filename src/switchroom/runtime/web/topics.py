"""What is told over the live WebSocket, and to whom.

A topic is refused, by default, unless it has been declared with a permission: nobody can subscribe
to it, and a message of it cannot be made (`require_declared`). Some topics come by themselves;
others only to a page that asks for them, and only while it does: see `Subscription`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from switchroom.kernel.errors import DeniedError, NotFoundError
from switchroom.runtime.web.access import Identity, SignedIn

DECLARED: dict[str, str] = {}
"""Every topic that has been declared, with the permission that hearing it needs."""


class Listener(Protocol):
    """An open page."""

    @property
    def identity(self) -> Identity:
        """Who is before it."""
        ...

    def push(self, text: str) -> None:
        """Send a message, as JSON text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What becomes of a page that asks for a topic; `key` is what follows its colon, as `call:7`.

    Attributes:
        enter: begins to tell it; may refuse with a `SwitchroomError`.
        leave: ends that, also for a page that never entered.
    """

    enter: Callable[[Listener, str], Awaitable[None]]
    leave: Callable[[Listener, str], None]


class Subscriptions:
    """The topics of this process that pages can ask for."""

    def __init__(self) -> None:
        self._known: dict[str, Subscription] = {}

    def offer(self, topic: str, subscription: Subscription) -> None:
        """Let pages ask for a topic that has been declared."""
        require_declared(topic)
        self._known[topic] = subscription

    async def enter(self, listener: Listener, name: str) -> None:
        """Tell a page of a topic from now on.

        Raises:
            NotFoundError: there is no such topic.
            DeniedError: its user may not hear it.
        """
        topic, _, key = name.partition(":")
        subscription = self._known.get(topic)
        if subscription is None:
            raise NotFoundError("There is no such topic.")
        if not may_hear(listener.identity, topic):
            raise DeniedError("You have no permission for this.")
        await subscription.enter(listener, key)

    def leave(self, listener: Listener, name: str) -> None:
        """Tell it no more; no error when it was not told."""
        topic, _, key = name.partition(":")
        if topic in self._known:
            self._known[topic].leave(listener, key)


def declare(permission: str, *topics: str) -> None:
    """Say which permission hearing these topics needs."""
    DECLARED.update(dict.fromkeys(topics, permission))


def require_declared(name: str) -> None:
    """Refuse a topic that nobody has declared."""
    if name.partition(":")[0] not in DECLARED:
        raise ValueError(f"the topic {name} declares no permission")


def may_hear(identity: Identity, name: str) -> bool:
    """Whether somebody may hear a topic."""
    permission = DECLARED.get(name.partition(":")[0])
    return permission == SignedIn.permission or permission in identity.permissions
