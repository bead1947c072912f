"""The journal's part of `verify`: every line, from the first to the end."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, LargeBinary, Row, cast

from switchroom.app.integrity.end import end_of
from switchroom.app.progress import Progress
from switchroom.domain.chain.findings import Finding
from switchroom.domain.chain.links import Line
from switchroom.domain.chain.walking import Walk
from switchroom.runtime.journal import ENTRIES
from switchroom.runtime.tables import journal

AT_ONCE = 5_000
KINDS = (int, str, str, int, str, str)
SEAL = cast(journal.c.seal, LargeBinary).label("seal")
SEALED = ENTRIES.add_columns(SEAL).order_by(journal.c.position).limit(AT_ONCE)


def verify_journal(reader: Engine, walk: Walk, progress: Progress) -> Iterator[Finding]:
    """Walk along the whole journal.

    Page after page, each in a short transaction, so that nothing waits for the end of a long one;
    lines are only ever appended, so the pages fit each other. The last page is read together with
    where the writer says that the end is.
    """
    after: int | None = None
    while True:
        with reader.connect() as connection:
            rows, end = _page(connection, after), end_of(connection)
        for row in rows:
            yield from _step(walk, row)
        progress("Journal", walk.position, end.position)
        if len(rows) < AT_ONCE:
            break
        after = rows[-1].position
    yield from walk.finish(*end)


def _page(connection: Connection, after: int | None) -> Sequence[Row[Any]]:
    following = SEALED if after is None else SEALED.where(journal.c.position > after)
    return connection.execute(following).all()


def _step(walk: Walk, row: Row[Any]) -> Iterator[Finding]:
    """One line; SQLite would let a tamperer put any value into any column."""
    values: tuple[Any, ...] = tuple(row[:-1])
    if all(map(isinstance, values, KINDS)):
        yield from walk.step(Line._make(values), row.seal)
    else:
        says = "holds values of a kind that no entry has"
        yield Finding(kind="changed", what=f"entry {row.position!r}", says=says)
