"""Changes as the desk shows them: who, when, before, after."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, cast

from fastapi import Depends
from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.kernel.time import Instant
from switchroom.runtime.history import Change

PersonName = Callable[[Connection, str], str]
"""What somebody is called; empty for who is not known."""


class ChangeView(BaseModel):
    """One change; `actor` is empty for the centre itself."""

    position: int
    at: Instant
    type: str
    actor: str
    actor_name: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


class Undoing(BaseModel):
    """The change to undo."""

    position: int


def change_views(
    connection: Connection, changes: Iterable[Change], name_of: PersonName
) -> list[ChangeView]:
    """Changes with their actors' names."""
    return [
        ChangeView(
            position=change.position,
            at=change.at,
            type=change.type,
            actor=change.actor,
            actor_name=name_of(connection, change.actor) or change.actor,
            before=change.before,
            after=change.after,
        )
        for change in changes
    ]


async def _name_of(connection: HTTPConnection) -> PersonName:
    return cast("PersonName", getattr(connection.app.state, "person_name", _unknown))


def _unknown(_: Connection, __: str) -> str:
    return ""


TheNames = Annotated[PersonName, Depends(_name_of)]
"""The parameter of a route that names people; `app` sets it as `state.person_name`."""
