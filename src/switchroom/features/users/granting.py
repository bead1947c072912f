"""Who may give what to whom.

Policy: nobody gives, or takes over, what they do not have themselves, so that managing users is
not a way to become an administrator; and somebody who may manage users always remains.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from switchroom.features.users.own_roles import granted
from switchroom.features.users.service import roles_of
from switchroom.features.users.tables import user_roles, users
from switchroom.kernel.errors import ConflictError, DeniedError

MANAGING = "users.edit"


class BeyondError(DeniedError):
    """Somebody would give or touch more than they have."""

    code = "beyond-your-rights"


class LastAdministratorError(ConflictError):
    """Nobody would be left who may manage users."""

    code = "last-administrator"


def require_giving(connection: Connection, giver: frozenset[str], roles: Iterable[str]) -> None:
    """Fail if these roles permit what their giver may not do."""
    require_having(giver, granted(connection, roles))


def require_having(giver: frozenset[str], permissions: Iterable[str]) -> None:
    """Fail if a giver lacks some permission."""
    lacking = sorted({*permissions} - giver)
    if lacking:
        raise BeyondError(f"You cannot give what you may not do yourself: {lacking[0]}.")


def require_reach(connection: Connection, giver: frozenset[str], user: str) -> None:
    """Fail if a user may do more than the one who would change them."""
    if not granted(connection, roles_of(connection, user)) <= giver:
        raise BeyondError("This user may do more than you.")


def require_administrator(connection: Connection) -> None:
    """Fail if nobody who may come in may manage users; asked within the change's own unit."""
    having = select(user_roles.c.role).join(users, users.c.id == user_roles.c.user)
    living = connection.execute(having.where(users.c.active).distinct()).scalars()
    if MANAGING not in granted(connection, living):
        raise LastAdministratorError("Somebody must remain who may manage users.")
