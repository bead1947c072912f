"""The throttle before signing in.

Ten failed attempts at one username from one address close that pair for fifteen minutes: its
owner elsewhere, and sessions that live, are not touched. An attempt counts as failed when it
begins, so that a hundred at the same moment are ten; a success forgets them.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from switchroom.features.users.events import SignInRefused
from switchroom.features.users.service import username_key
from switchroom.features.users.tables import sign_in_failures, users
from switchroom.kernel.errors import UnauthenticatedError
from switchroom.kernel.time import MINUTE
from switchroom.ports.store import Transaction

ATTEMPTS = 10
LOCKED_FOR = 15 * MINUTE


class LockedOutError(UnauthenticatedError):
    """Too many failed attempts; the same answer for names that exist and names that do not."""

    code = "locked-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An attempt to sign in; one at an unknown name has neither user nor hash."""

    username: str
    address: str
    number: int
    user: str | None = None
    password_hash: str | None = None


def begin_attempt(tx: Transaction, username: str, address: str) -> Attempt:
    """Count an attempt; fails when there were too many."""
    name = username_key(username)
    tx.connection.execute(
        delete(sign_in_failures).where(sign_in_failures.c.last <= tx.now - LOCKED_FOR)
    )
    number = _failures(tx.connection, name, address) + 1
    if number > ATTEMPTS:
        raise LockedOutError("Too many attempts. Please try again in a quarter of an hour.")
    forget_failures(tx, name, address)
    row = {"username": name, "address": address, "failures": number, "last": tx.now}
    tx.connection.execute(insert(sign_in_failures), row)
    user, password_hash = _password_of(tx.connection, name)
    return Attempt(
        username=name, address=address, number=number, user=user, password_hash=password_hash
    )


def record_failure(tx: Transaction, attempt: Attempt) -> None:
    """Tell the audit of a failed attempt at somebody who exists."""
    if attempt.user is not None:
        locked = attempt.number >= ATTEMPTS
        event = SignInRefused(user=attempt.user, address=attempt.address, locked=locked)
        tx.record(f"user:{attempt.user}", event)


def forget_failures(tx: Transaction, username: str, address: str) -> None:
    """Begin to count from nothing."""
    same = (sign_in_failures.c.username == username) & (sign_in_failures.c.address == address)
    tx.connection.execute(delete(sign_in_failures).where(same))


def _failures(connection: Connection, username: str, address: str) -> int:
    same = (sign_in_failures.c.username == username) & (sign_in_failures.c.address == address)
    return connection.execute(select(sign_in_failures.c.failures).where(same)).scalar() or 0


def _password_of(connection: Connection, username: str) -> tuple[str | None, str | None]:
    active = select(users.c.id, users.c.password_hash).where(
        users.c.username == username, users.c.active
    )
    row = connection.execute(active).one_or_none()
    return (row.id, row.password_hash) if row else (None, None)
