"""What the designer must know of the rest of the centre; composed by `app`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Protocol, cast

from fastapi import Depends
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.domain.speaking.pieces import Piece
from switchroom.kernel.time import Instant
from switchroom.runtime.web.access import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that a flow can refer to; `name` in both languages."""

    id: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCall:
    """A call that a flow has in hand.

    Attributes:
        caller: the number as people read it.
        flow: the flow that its node belongs to, with its `version`; `root` is the outermost.
        waiting: what it waits for, as `domain.flow.state.Waiting.what`.
    """

    interaction: str
    caller: str
    arrived: Instant
    root: str
    flow: str
    version: int
    node: str
    waiting: str


class FlowWorld(Protocol):
    """`app` sets it as `state.flow_world`."""

    def known(self, connection: Connection) -> Mapping[str, Sequence[Named]]:
        """What is no configuration, by kind of reference: `query` and `prompt`."""
        ...

    def look_up(
        self, connection: Connection, query: str, parameters: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        """The row of a named query."""
        ...

    def variables(self, connection: Connection) -> Mapping[str, str]:
        """What every call knows of the centre."""
        ...

    def number(self, raw: str) -> str:
        """A caller's number as calls know it, however it is written."""
        ...

    def running(self, connection: Connection, identity: Identity) -> Sequence[RunningCall]:
        """The calls in flows now, as far as somebody may see them."""
        ...

    def people(self, connection: Connection) -> Mapping[str, str]:
        """Names of users, by id."""
        ...

    async def prepare(self, texts: Iterable[Piece]) -> None:
        """Have sentences spoken, as far as voices can, before the first caller asks for them."""
        ...


async def _world(connection: HTTPConnection) -> FlowWorld:
    return cast("FlowWorld", connection.app.state.flow_world)


TheWorld = Annotated[FlowWorld, Depends(_world)]
"""The parameter of a route that works with flows."""
