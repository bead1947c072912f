"""Which contacts, agents and customers somebody may act upon: those within their limits.

Policy. A permission says what somebody may do, their limits (site and departments) to whom. What is
outside of these is as if it were not there: refused in the same words as what never was.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.kernel.errors import NotFoundError
from switchroom.ports.store import Store
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.scope import Owned, scope_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Composed of the features by `app`, which sets it as `state.sight`.

    Attributes:
        store: where they are found.
        sees_contact: whether somebody may see a contact.
        sees_customer: whether somebody may see a customer.
        agent: whose an agent is; None: there is none.
    """

    store: Store
    sees_contact: Callable[[Connection, Identity, str], bool]
    sees_customer: Callable[[Connection, Identity, str], bool]
    agent: Callable[[Connection, str], Owned | None]

    def sees_agent(self, connection: Connection, who: Identity, agent: str) -> bool:
        """Whether somebody may see an agent."""
        owned = self.agent(connection, agent)
        return owned is not None and scope_of(who).sees(owned)

    async def contacts(self, who: Identity, asked: Collection[str]) -> set[str]:
        """Those of some contacts that somebody may see."""
        return await self.store.read(lambda c: {i for i in asked if self.sees_contact(c, who, i)})

    async def require_contact(self, who: Identity, interaction: str) -> None:
        """Refuse a contact outside of somebody's limits."""
        if not await self.contacts(who, [interaction]):
            raise NotFoundError("There is no such contact.")

    async def require_agent(self, who: Identity, agent: str) -> None:
        """Refuse an agent outside of somebody's limits."""
        if not await self.store.read(lambda c: self.sees_agent(c, who, agent)):
            raise NotFoundError(f"There is no agent {agent}.")

    async def require_customer(self, who: Identity, customer: str) -> None:
        """Refuse a customer outside of somebody's limits; empty: there is none to refuse."""
        if customer and not await self.store.read(lambda c: self.sees_customer(c, who, customer)):
            raise NotFoundError("There is no such customer.")


async def _sight(connection: HTTPConnection) -> Sight:
    return cast("Sight", connection.app.state.sight)


TheSight = Annotated[Sight, Depends(_sight)]
"""The parameter of a route that acts upon others' contacts or agents."""
