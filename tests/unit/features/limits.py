"""Whose contacts and agents are, as a test says."""

from collections.abc import Mapping
from dataclasses import dataclass

from switchroom.ports.store import Store
from switchroom.runtime.web.scope import scope_of
from switchroom.runtime.web.sight import Sight


@dataclass(frozen=True, slots=True)
class Place:
    """A site, and departments of it."""

    site: str
    departments: tuple[str, ...] = ()


NOBODY: Mapping[str, Place] = {}


def sight(
    store: Store,
    contacts: Mapping[str, Place],
    agents: Mapping[str, Place],
    customers: Mapping[str, Place] = NOBODY,
) -> Sight:
    """Sees by scope, among those that are named."""
    return Sight(
        store=store,
        sees_contact=lambda _, who, one: one in contacts and scope_of(who).sees(contacts[one]),
        sees_customer=lambda _, who, one: one in customers and scope_of(who).sees(customers[one]),
        agent=lambda _, one: agents.get(one),
    )
