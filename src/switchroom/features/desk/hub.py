"""Who is connected, and what may be sent to whom.

A message says its `topic`; it goes only to those who may hear that (`runtime.web.topics`).
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import json

from switchroom.runtime.web.access import Identity, SignedIn
from switchroom.runtime.web.topics import declare, may_hear, require_declared

Message = Mapping[str, Any]
BACKLOG = 500
"""Messages that may wait for a slow page; beyond that it is cut off, and asks anew."""


declare(
    SignedIn.permission,
    *("hello", "pong", "refused", "agent", "offer", "offer-ended", "interaction", "draft"),
    *("party-failed", "speakers", "planned", "ring-back-ended", "help-seen", "monitoring"),
)
declare("queues.view", "queues")
declare("supervise.view", "help")


class Page:
    """One open page; `again`: it was connected before, and has kept its telephone."""

    def __init__(self, identity: Identity, *, again: bool = False) -> None:
        self.identity = identity
        self.again = again
        self._messages: asyncio.Queue[str | None] = asyncio.Queue(BACKLOG)

    def push(self, text: str) -> None:
        """Send when it can take it; a page that is too slow is closed."""
        try:
            self._messages.put_nowait(text)
        except asyncio.QueueFull:
            self.close()

    def close(self) -> None:
        """Send no more."""
        while not self._messages.empty():
            self._messages.get_nowait()
        self._messages.put_nowait(None)

    async def next(self) -> str | None:
        """The next message; None when the page is to be closed."""
        return await self._messages.get()


def _anybody(_: Identity) -> bool:
    return True


class Hub:
    """All open pages of this process."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, set[Page]] = defaultdict(set)

    def enter(self, page: Page) -> None:
        """A page is open."""
        self._pages[page.identity.user].add(page)

    def leave(self, page: Page) -> bool:
        """A page is closed; whether it was the user's last."""
        pages = self._pages[page.identity.user]
        pages.discard(page)
        if not pages:
            del self._pages[page.identity.user]
        return not pages

    def present(self, user: str) -> bool:
        """Whether the user has a page open."""
        return user in self._pages

    def alone(self, page: Page) -> bool:
        """Whether it is the user's only page."""
        return self._pages.get(page.identity.user) == {page}

    def end_session(self, session: str) -> None:
        """Close the pages of a session that has ended."""
        for page in list(self._all()):
            if page.identity.session == session:
                page.close()

    def tell(self, user: str, message: Message) -> None:
        """Send to all pages of one user."""
        if user in self._pages:
            text = encode(message)
            for page in self._pages[user]:
                page.push(text)

    def broadcast(self, message: Message, to: Callable[[Identity], bool] = _anybody) -> None:
        """Send to all pages whose user may hear it, of those that it is meant for."""
        text = encode(message)
        for page in self._all():
            if may_hear(page.identity, message["topic"]) and to(page.identity):
                page.push(text)

    def watched(self, topic: str) -> bool:
        """Whether anybody is there who may hear a topic."""
        return any(may_hear(page.identity, topic) for page in self._all())

    def _all(self) -> Iterable[Page]:
        return (page for pages in self._pages.values() for page in pages)


def encode(message: Message) -> str:
    """A message as JSON text; its topic must have been declared."""
    require_declared(message["topic"])
    return json.encode(message).decode()
