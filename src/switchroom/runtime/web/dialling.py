"""Whom somebody may ring, for routes that place calls or mean to."""

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from switchroom.domain.numbers.reach import Reach
from switchroom.kernel.errors import DeniedError
from switchroom.ports.directory import Book, Way
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


def require_reach(who: Identity, book: Book, number: str, caller: str = "") -> Way:
    """The way to a number; refuse one that the asker may not dial, by how far it is."""
    way = book.way(number, agent_of(who), caller)
    if f"calls.dial.{way.reach}" not in who.permissions:
        raise DeniedError(DENIED[way.reach])
    return way
