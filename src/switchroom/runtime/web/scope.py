"""Whose data somebody sees: those of their site and their departments, and what belongs to all."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, and_, true

from switchroom.runtime.web.access import Identity

ALL_SITES = "*"
OF_ALL = ""
"""The site or department of what belongs to everybody."""


class Owned(Protocol):
    """What belongs to a site (empty or `*`: to all) and to departments (none: to all)."""

    @property
    def site(self) -> str:
        """Whose it is."""
        ...

    @property
    def departments(self) -> Collection[str]:
        """Whose it is there."""
        ...


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody sees: all who see the same are told the same."""

    site: str
    departments: frozenset[str]

    def sees(self, owned: Owned) -> bool:
        """Whether something is within it."""
        site = self.site == ALL_SITES or owned.site in {self.site, OF_ALL, ALL_SITES}
        own = not self.departments or not owned.departments
        return site and (own or not self.departments.isdisjoint(owned.departments))


def scope_of(identity: Identity) -> Scope:
    """What somebody sees."""
    return Scope(identity.site, identity.departments)


def within(
    identity: Identity, site: ColumnElement[str], department: ColumnElement[str]
) -> ColumnElement[bool]:
    """The condition that leaves only the rows which somebody may see."""
    conditions: list[ColumnElement[bool]] = []
    if identity.site != ALL_SITES:
        conditions.append(site.in_([identity.site, OF_ALL]))
    if identity.departments:
        conditions.append(department.in_([*sorted(identity.departments), OF_ALL]))
    return and_(true(), *conditions)
