"""Leases: one holder at a time, by a row with an expiry and a fencing number.

The fencing number grows each time the lease changes hands. A holder checks it in the very
transaction that writes (`require`), so one that slept past its time cannot write any more. Both
lock the row until the commit, so that a lease cannot change hands between check and commit; SQLite,
with one writer at a time, needs no such lock.
Source: M. Kleppmann, Designing Data-Intensive Applications, chapter 8 (fencing tokens).
"""

from sqlalchemy import bindparam, insert, select, update

from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import Instant, Millis
from switchroom.ports.store import Transaction
from switchroom.runtime.tables import leases

FENCE = select(leases.c.fence).where(leases.c.name == bindparam("lease")).with_for_update(read=True)


class LeaseLostError(ConflictError):
    """Somebody else holds the lease now."""

    code = "lease-lost"


def acquire(tx: Transaction, name: str, holder: str, lasting: Millis) -> int | None:
    """Take or prolong a lease; its fencing number, or None while another holds it."""
    current = select(leases).where(leases.c.name == name).with_for_update()
    row = tx.connection.execute(current).one_or_none()
    expires = tx.now + lasting
    if row is None:
        values = {"name": name, "holder": holder, "fence": 1, "expires": expires}
        tx.connection.execute(insert(leases).values(values))
        return 1
    if row.holder != holder and row.expires > tx.now:
        return None
    fence: int = row.fence + (row.holder != holder)
    _set(tx, name, holder, fence, expires)
    return fence


def require(tx: Transaction, name: str, fence: int) -> None:
    """Fail, and so undo the unit, unless the lease still has this fencing number."""
    if tx.connection.execute(FENCE, {"lease": name}).scalar() != fence:
        raise LeaseLostError(f"The lease {name} has passed to another process.")


def release(tx: Transaction, name: str, fence: int) -> None:
    """Let another take it at once."""
    held = (leases.c.name == name) & (leases.c.fence == fence)
    tx.connection.execute(update(leases).where(held).values(expires=0))


def _set(tx: Transaction, name: str, holder: str, fence: int, expires: Instant) -> None:
    values = {"holder": holder, "fence": fence, "expires": expires}
    tx.connection.execute(update(leases).where(leases.c.name == name).values(values))
