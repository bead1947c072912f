"""Who asks, and whether the number they want is within their reach."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from switchroom.domain.numbers.reach import Reach
from switchroom.features.calls.schemas import Target
from switchroom.kernel.errors import DeniedError
from switchroom.ports.directory import Book
from switchroom.runtime.web.access import Identity

DENIED: dict[Reach, str] = {
    "internal": "You may not call colleagues.",
    "local": "You may not dial local numbers.",
    "national": "You may not dial national numbers.",
    "international": "You may not dial international numbers.",
}


async def _book(connection: HTTPConnection) -> Book:
    return cast("Book", connection.app.state.book)


TheBook = Annotated[Book, Depends(_book)]
"""The parameter of a route that needs to know how people are reached; `app` sets `state.book`."""


def agent_of(who: Identity) -> str:
    """The agent that the user is."""
    if who.agent is None:
        raise DeniedError("You are not set up as an agent.")
    return who.agent


def require_reach(who: Identity, book: Book, number: str, caller: str = "") -> None:
    """Refuse a number that the asker may not dial, by how far it is."""
    reach = book.way(number, agent_of(who), caller).reach
    if f"calls.dial.{reach}" not in who.permissions:
        raise DeniedError(DENIED[reach])


def require_target(who: Identity, book: Book, target: Target) -> None:
    """Refuse a target that the asker may not ring."""
    if target.kind == "number":
        require_reach(who, book, target.id)
    elif target.kind == "agent" and "calls.dial.internal" not in who.permissions:
        raise DeniedError(DENIED["internal"])
