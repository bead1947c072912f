"""Taking data out of the journal for a person's sake, without a break of its chain of seals."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, update

from switchroom.domain.chain.events import EntriesErased, Erasure
from switchroom.domain.chain.links import Line, digest_of
from switchroom.ports.store import Transaction
from switchroom.runtime.journal import ENTRIES
from switchroom.runtime.tables import journal

STREAM = "journal"
_REPLACE = (
    update(journal)
    .where(journal.c.position == bindparam("line"))
    .values(data=bindparam("remaining"))
)


def erase_entries(
    tx: Transaction, remaining: Mapping[int, str], reason: str, actor: str = ""
) -> None:
    """Replace the data of lines, by position, with what may remain; that is journalled itself.

    What remains must still be JSON of the line's event, since it may be projected again. Lines
    that do not exist (yet) are left out.
    """
    rows = [{"line": position, "remaining": data} for position, data in remaining.items()]
    if rows:
        tx.connection.execute(_REPLACE, rows)
    if erasures := _as_they_stand(tx.connection, remaining):
        tx.record(STREAM, EntriesErased(erasures=erasures, reason=reason), actor=actor)


def _as_they_stand(connection: Connection, positions: Mapping[int, str]) -> tuple[Erasure, ...]:
    those = ENTRIES.where(journal.c.position.in_(list(positions)))
    lines = [Line(*row) for row in connection.execute(those.order_by(journal.c.position))]
    return tuple(Erasure(position=line.position, digest=digest_of(line)) for line in lines)
