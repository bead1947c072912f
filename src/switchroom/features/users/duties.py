"""What somebody must do before anything else: choose a password, or enrol a second factor."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from sqlalchemy import Connection, select

from switchroom.features.users.rules import read_rules
from switchroom.features.users.second_factor import has_second_factor
from switchroom.features.users.tables import users

Duty: TypeAlias = Literal["password", "second-factor"]


def duties_of(connection: Connection, user: str, roles: Iterable[str]) -> frozenset[Duty]:
    """What a user with these roles has left to do."""
    found: set[Duty] = set()
    if connection.execute(select(users.c.must_change).where(users.c.id == user)).scalar():
        found.add("password")
    demanded = {*read_rules(connection).second_factor_roles} & {*roles}
    if demanded and not has_second_factor(connection, user):
        found.add("second-factor")
    return frozenset(found)
