"""Where the chain ends in the database."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from switchroom.domain.chain.links import GENESIS
from switchroom.runtime.tables import journal, journal_end


class End(NamedTuple):
    """The last position that was given out, and the seal of its line."""

    position: int
    seal: bytes


def end_of(connection: Connection) -> End:
    """As the writer counts."""
    row = connection.execute(select(journal_end.c.position, journal_end.c.seal)).first()
    return End(row.position, row.seal or b"") if row else End(0, GENESIS)


def seal_at(connection: Connection, position: int) -> bytes | None:
    """The seal of one line; None when it is not there."""
    if position == 0:
        return GENESIS
    one = select(journal.c.seal).where(journal.c.position == position)
    return connection.execute(one).scalar()
