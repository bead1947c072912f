"""Contacts over HTTP."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Query
from pydantic import TypeAdapter
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.features.interactions.finding import Filter, condition, cursor_of, find, may_see
from switchroom.features.interactions.schemas import (
    FilterQuery,
    InteractionDetail,
    InteractionLine,
    InteractionQuery,
    JournalLine,
    Summary,
)
from switchroom.features.interactions.service import dispose
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.telling import journal_lines
from switchroom.features.interactions.views import detail_view, line_view
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.export import Cell, csv_response
from switchroom.runtime.web.paging import Page

router = APIRouter(prefix="/api", tags=["interactions"])
EXPORTED_AT_ONCE = 500
EXPORTED = (
    *("id", "channel", "direction", "state", "caller", "called", "language", "queue", "agent"),
    *("customer", "opened_at", "queued_at", "connected_at", "ended_at", "waited", "talked"),
    *("held", "cause", "disposition", "note"),
)
MOMENTS = frozenset(name for name in EXPORTED if name.endswith("_at"))
LENGTHS = frozenset({"waited", "talked", "held"})
HEADER = tuple(f"{name}_ms" if name in LENGTHS else name for name in EXPORTED)
_LINES = TypeAdapter(list[InteractionLine])


async def _surroundings(connection: HTTPConnection) -> Surroundings:
    return cast("Surroundings", connection.app.state.surroundings)


TheSurroundings = Annotated[Surroundings, Depends(_surroundings)]
Viewer = Annotated[Identity, allows("interactions.view")]


@router.get("/interactions")
async def interaction_list(
    centre: TheCentre,
    identity: Viewer,
    asked: Annotated[InteractionQuery, Query()],
    around: TheSurroundings,
) -> Page[InteractionLine]:
    """Contacts by a filter, the newest first."""
    limit = asked.limit

    def query(connection: Connection) -> tuple[list[dict[str, Any]], str | None]:
        chosen = condition(connection, asked.filter(), identity, around)
        rows = find(connection, chosen, asked.cursor, limit + 1)
        following = cursor_of(rows[limit - 1]) if len(rows) > limit else None
        names = around.remembering()
        return [line_view(connection, row, names) for row in rows[:limit]], following

    lines, following = await centre.store.read(query)
    return Page(items=_LINES.validate_python(lines), next=following)


@router.get("/interactions/export.csv")
async def export(
    centre: TheCentre,
    identity: Annotated[Identity, allows("interactions.export")],
    asked: Annotated[FilterQuery, Query()],
    around: TheSurroundings,
) -> StreamingResponse:
    """All contacts of a filter as a CSV file, the newest first."""
    pages = _pages(centre.store, asked.filter(), identity, around)
    return csv_response("interactions.csv", HEADER, pages)


@router.get("/interactions/{interaction}")
async def one(
    interaction: str, centre: TheCentre, identity: Viewer, around: TheSurroundings
) -> InteractionDetail:
    """One contact with everything."""

    def query(connection: Connection) -> dict[str, Any] | None:
        _require_seen(connection, identity, interaction)
        return detail_view(connection, interaction, around)

    return InteractionDetail.model_validate(await centre.store.read(query))


@router.get("/interactions/{interaction}/journal")
async def journal(
    interaction: str, centre: TheCentre, identity: Viewer, around: TheSurroundings
) -> list[JournalLine]:
    """Everything that happened in a contact, in order."""

    def query(connection: Connection) -> list[JournalLine]:
        _require_seen(connection, identity, interaction)
        return journal_lines(connection, interaction, around)

    return await centre.store.read(query)


@router.put("/interactions/{interaction}/disposition", status_code=204)
async def sum_up(
    interaction: str,
    given: Summary,
    centre: TheCentre,
    identity: Annotated[Identity, allows("agent.work")],
    around: TheSurroundings,
) -> None:
    """Sum up a contact that one handled: during it, in wrap-up, or later."""

    def unit(tx: Transaction) -> None:
        offered = around.dispositions(tx.connection)
        dispose(tx, interaction, identity.user, given.disposition, given.note, offered)

    await centre.store.write(unit)


def _require_seen(connection: Connection, identity: Identity, interaction: str) -> None:
    if not may_see(connection, identity, interaction):
        raise NotFoundError("There is no such contact.")


async def _pages(
    store: Store, wanted: Filter, identity: Identity, around: Surroundings
) -> AsyncIterator[list[Sequence[Cell]]]:
    cursor: str | None = None

    def query(connection: Connection) -> tuple[list[Sequence[Cell]], str | None]:
        chosen = condition(connection, wanted, identity, around)
        rows = find(connection, chosen, cursor, EXPORTED_AT_ONCE)
        names = around.remembering()
        cells = [_cells(line_view(connection, row, names)) for row in rows]
        return cells, cursor_of(rows[-1]) if rows else None

    while True:
        cells, cursor = await store.read(query)
        if not cells:
            return
        yield cells


def _cells(line: dict[str, Any]) -> Sequence[Cell]:
    """Queue and agent by id, the customer by name, moments in UTC as ISO 8601 writes them."""
    shown = line | {name: (line[name] or {}).get("id") for name in ("queue", "agent")}
    shown["customer"] = (line["customer"] or {}).get("name")
    shown |= {name: _moment(line[name]) for name in MOMENTS}
    return [shown[name] for name in EXPORTED]


def _moment(instant: Instant | None) -> str | None:
    if instant is None:
        return None
    return datetime.fromtimestamp(instant // 1000, UTC).isoformat()
