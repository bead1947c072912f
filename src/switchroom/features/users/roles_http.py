"""Roles: those of the product, and one's own."""

from typing import Annotated

from fastapi import APIRouter, Path
from sqlalchemy import Connection

from switchroom.features.users import schemas
from switchroom.features.users.edge import Administrator, TheAuthentication, text_view
from switchroom.features.users.granting import require_administrator, require_having
from switchroom.features.users.own_roles import (
    OwnRole,
    own_roles,
    put_role,
    remove_role,
    role_history,
)
from switchroom.features.users.roles import PERMISSIONS, ROLES
from switchroom.ports.store import Transaction
from switchroom.runtime.history import change_at
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import ChangeView, TheNames, Undoing, change_views

router = APIRouter()
RoleId = Annotated[str, Path(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]


@router.get("/roles", dependencies=[allows("users.view")])
async def roles(centre: TheCentre) -> schemas.RoleCatalogue:
    """All roles and all that can be permitted."""
    return await centre.store.read(_catalogue)


@router.put("/roles/{role}", status_code=204)
async def put(
    role: RoleId,
    given: schemas.RoleGiven,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> None:
    """Add or change a role of one's own; it holds for who has it at once."""
    wanted = OwnRole(
        id=role,
        name=given.name.model_dump(),
        permissions=tuple(given.permissions),
        position=given.position,
    )
    await centre.store.write(lambda tx: _put(tx, wanted, identity))
    authentication.forget()


@router.delete("/roles/{role}", status_code=204)
async def remove(role: RoleId, centre: TheCentre, identity: Administrator) -> None:
    """Remove a role of one's own that nobody has."""
    await centre.store.write(lambda tx: remove_role(tx, role, actor=identity.user))


@router.get("/roles/{role}/history", dependencies=[allows("users.view")])
async def changes(role: RoleId, centre: TheCentre, name_of: TheNames) -> list[ChangeView]:
    """All changes of a role, the newest first."""
    return await centre.store.read(lambda c: change_views(c, role_history(c, role), name_of))


@router.post("/roles/{role}/undo", status_code=204)
async def undo(
    role: RoleId,
    given: Undoing,
    centre: TheCentre,
    authentication: TheAuthentication,
    identity: Administrator,
) -> None:
    """Let a role stand as before a change."""

    def unit(tx: Transaction) -> None:
        before = change_at(role_history(tx.connection, role), given.position).before
        if before is None:
            remove_role(tx, role, actor=identity.user)
        else:
            was = OwnRole(
                id=role,
                name=before["name"],
                permissions=tuple(before["permissions"]),
                position=before["position"],
            )
            _put(tx, was, identity)

    await centre.store.write(unit)
    authentication.forget()


def _put(tx: Transaction, role: OwnRole, identity: Identity) -> None:
    kept = next((one for one in own_roles(tx.connection) if one.id == role.id), None)
    new = {*role.permissions} - {*(kept.permissions if kept else ())}
    put_role(tx, role, actor=identity.user)
    require_having(identity.permissions, new)
    require_administrator(tx.connection)


def _catalogue(connection: Connection) -> schemas.RoleCatalogue:
    built_in = [
        schemas.RoleView(id=id_, name=text_view(role.name), permissions=sorted(role.permissions))
        for id_, role in ROLES.items()
    ]
    own = [
        schemas.RoleView(
            id=role.id,
            name=schemas.TextView.model_validate(role.name),
            permissions=sorted(role.permissions),
            built_in=False,
        )
        for role in own_roles(connection)
    ]
    permissions = [
        schemas.PermissionView(id=id_, name=text_view(name)) for id_, name in PERMISSIONS.items()
    ]
    return schemas.RoleCatalogue(roles=built_in + own, permissions=permissions)
