"""Whom a notice can be sent to, and who of them somebody may address."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias, cast

from fastapi import Depends
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.kernel.time import Millis
from switchroom.runtime.web.access import Identity, SignedIn
from switchroom.runtime.web.scope import scope_of
from switchroom.runtime.web.topics import declare

declare(SignedIn.permission, "notice")

Kind: TypeAlias = Literal["everybody", "teams", "queues", "agents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An agent who can be told something, and whose they are."""

    id: str
    name: str
    team: str
    queues: Collection[str]
    site: str
    departments: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Composed of the features by `app`, which sets it as `state.audience`.

    Attributes:
        members: all agents who may work.
        tell: sends a message to all open pages of a user.
        keeps: so long are notices kept after their end.
    """

    members: Callable[[Connection], Sequence[Member]]
    tell: Callable[[str, Mapping[str, Any]], None]
    keeps: Callable[[Connection], Millis]

    def seen_by(self, connection: Connection, who: Identity) -> list[Member]:
        """The agents within somebody's limits."""
        scope = scope_of(who)
        return [one for one in self.members(connection) if scope.sees(one)]


def addressed(members: Iterable[Member], kind: Kind, ids: Collection[str]) -> list[Member]:
    """Those of some agents who are meant."""
    match kind:
        case "everybody":
            return [*members]
        case "teams":
            return [one for one in members if one.team in ids]
        case "queues":
            return [one for one in members if not set(ids).isdisjoint(one.queues)]
        case "agents":
            return [one for one in members if one.id in ids]


async def _audience(connection: HTTPConnection) -> Audience:
    return cast("Audience", connection.app.state.audience)


TheAudience = Annotated[Audience, Depends(_audience)]
"""The parameter of a route that tells agents something."""
