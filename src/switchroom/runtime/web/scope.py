"""Whose data somebody sees: those of their site and their departments, and what belongs to all."""

from sqlalchemy import ColumnElement, and_, true

from switchroom.runtime.web.access import Identity

ALL_SITES = "*"
OF_ALL = ""
"""The site or department of what belongs to everybody."""


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
