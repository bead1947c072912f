"""Long lists as CSV files that spreadsheets open.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, since its text may
come from a stranger (owasp.org, CSV injection). The byte order mark makes Excel read UTF-8.
"""

import csv
from collections.abc import AsyncIterator, Iterable, Sequence
from io import StringIO

from starlette.responses import StreamingResponse

BYTE_ORDER_MARK = "\ufeff"
Cell = str | int | None
Rows = Iterable[Sequence[Cell]]


def csv_response(name: str, header: Sequence[str], pages: AsyncIterator[Rows]) -> StreamingResponse:
    """A file that is written while it is read."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(_text(header, pages), media_type="text/csv", headers=headers)


def csv_text(rows: Rows) -> str:
    """Rows as RFC 4180 writes them."""
    written = StringIO()
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


async def _text(header: Sequence[str], pages: AsyncIterator[Rows]) -> AsyncIterator[str]:
    yield BYTE_ORDER_MARK + csv_text([header])
    async for rows in pages:
        yield csv_text(rows)


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple("=+-@\t\r\n")) else cell
