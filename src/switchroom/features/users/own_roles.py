"""Roles that a centre made for itself, beside those that come with the product.

The product's own roles (`roles.ROLES`) cannot be changed, so that what a new version can do is
permitted to whom it is meant for; to change one, copy it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import convert, to_builtins
from sqlalchemy import Connection, delete, insert, select

from switchroom.features.users.events import RolePut, RoleRemoved
from switchroom.features.users.roles import PERMISSIONS, ROLES, permissions_of
from switchroom.features.users.tables import roles, user_roles, users
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.ports.store import Transaction
from switchroom.runtime.history import Change, Reading, history

READINGS: Mapping[str, Reading] = {
    "RolePut": lambda _, said: said,
    "RoleRemoved": lambda _, __: None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRole:
    """A role of one's own; `name` in both languages."""

    id: str
    name: Mapping[str, str]
    permissions: tuple[str, ...]
    position: int = 0


def own_roles(connection: Connection) -> list[OwnRole]:
    """All roles of one's own, in their order."""
    rows = connection.execute(select(roles).order_by(roles.c.position, roles.c.id)).mappings()
    return [convert({str(name): row[name] for name in row}, OwnRole) for row in rows]


def granted(connection: Connection, wanted: Iterable[str]) -> frozenset[str]:
    """What somebody with these roles may do; what this version does not know is left out."""
    mine = [*wanted]
    own = connection.execute(select(roles.c.permissions).where(roles.c.id.in_(mine))).scalars()
    return permissions_of(mine) | {one for found in own for one in found if one in PERMISSIONS}


def require_roles(connection: Connection, wanted: Iterable[str]) -> None:
    """Fail unless all these roles are there."""
    known = {*ROLES, *connection.execute(select(roles.c.id)).scalars()}
    unknown = sorted({*wanted} - known)
    if unknown:
        raise InvalidError(f"There is no role {unknown[0]}.")


def put_role(tx: Transaction, role: OwnRole, actor: str = "") -> None:
    """Add or replace a role of one's own."""
    if role.id in ROLES:
        raise ConflictError("This role comes with the product; copy it to change it.")
    unknown = sorted({*role.permissions} - PERMISSIONS.keys())
    if unknown:
        raise InvalidError(f"There is no permission {unknown[0]}.")
    if not any(text.strip() for text in role.name.values()):
        raise InvalidError("A role needs a name.")
    row: dict[str, Any] = to_builtins(role) | {"permissions": sorted({*role.permissions})}
    if [row] == [to_builtins(one) for one in own_roles(tx.connection) if one.id == role.id]:
        return
    tx.connection.execute(delete(roles).where(roles.c.id == role.id))
    tx.connection.execute(insert(roles), row)
    said = {name: value for name, value in row.items() if name != "id"}
    tx.record(f"role:{role.id}", convert({"role": role.id, **said}, RolePut), actor=actor)


def remove_role(tx: Transaction, role: str, actor: str = "") -> None:
    """Remove a role of one's own that nobody has."""
    having = (
        select(users.c.username)
        .join(user_roles, user_roles.c.user == users.c.id)
        .where(user_roles.c.role == role)
        .order_by(users.c.username)
    )
    names = list(tx.connection.execute(having).scalars())
    if names:
        raise ConflictError(f"The role is that of {', '.join(names)}.")
    if tx.connection.execute(delete(roles).where(roles.c.id == role)).rowcount == 0:
        raise NotFoundError("There is no such role of your own.")
    tx.record(f"role:{role}", RoleRemoved(role=role), actor=actor)


def role_history(connection: Connection, role: str) -> list[Change]:
    """All changes of a role of one's own, the newest first."""
    return history(connection, f"role:{role}", READINGS)
