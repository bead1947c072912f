"""Alarms over HTTP; whenever they change, the live topic `alarms` tells all of now."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.features.alarms.finding import Search, search
from switchroom.features.alarms.panel import AlarmPanel
from switchroom.features.alarms.schemas import AlarmView, PageQuery, SearchQuery, alarm_view
from switchroom.features.alarms.service import Alarm
from switchroom.kernel.time import Instant
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import Centre, TheCentre
from switchroom.runtime.web.export import Cell, csv_response
from switchroom.runtime.web.paging import Page
from switchroom.runtime.web.topics import declare

router = APIRouter(prefix="/api/alarms", tags=["alarms"])
declare("alarms.view", "alarms")
HEADER = (
    *("id", "severity", "kind", "subject", "detail", "raised", "cleared", "count", "last"),
    *("acknowledged", "acknowledged_by"),
)
EXPORTED_AT_ONCE = 500


async def _panel(connection: HTTPConnection) -> AlarmPanel:
    return cast("AlarmPanel", connection.app.state.alarms)


ThePanel = Annotated[AlarmPanel, Depends(_panel)]
"""The living alarms; `app` sets them as `state.alarms`."""
Viewer = Annotated[Identity, allows("alarms.view")]


@router.get("")
async def current(_: Viewer, panel: ThePanel) -> list[AlarmView]:
    """What is wrong now, the gravest first; known without the database."""
    return [alarm_view(alarm) for alarm in panel.current()]


@router.get("/history")
async def history(
    _: Viewer, centre: TheCentre, asked: Annotated[PageQuery, Query()]
) -> Page[AlarmView]:
    """Alarms of now and before, the newest first."""
    limit, wanted = asked.limit, asked.search()
    found = await centre.store.read(lambda c: search(c, wanted, asked.cursor, limit + 1))
    items = [alarm_view(alarm) for alarm in found[:limit]]
    return Page(items=items, next=items[-1].id if len(found) > limit else None)


@router.get("/export.csv")
async def export(
    _: Viewer, centre: TheCentre, asked: Annotated[SearchQuery, Query()]
) -> StreamingResponse:
    """All alarms of a search as a CSV file."""
    return csv_response("alarms.csv", HEADER, _pages(centre, asked.search()))


@router.post("/{alarm}/acknowledge")
async def acknowledge(
    alarm: str, who: Annotated[Identity, allows("alarms.acknowledge")], panel: ThePanel
) -> AlarmView:
    """Take note of what is wrong now; only the first time counts."""
    return alarm_view(await panel.acknowledge(alarm, who.user, who.display_name))


async def _pages(centre: Centre, wanted: Search) -> AsyncIterator[list[Sequence[Cell]]]:
    after = None

    def query(connection: Connection) -> Sequence[Alarm]:
        return search(connection, wanted, after, EXPORTED_AT_ONCE)

    while found := await centre.store.read(query):
        yield [_cells(alarm) for alarm in found]
        after = found[-1].id


def _cells(alarm: Alarm) -> Sequence[Cell]:
    return (
        *(alarm.id, alarm.severity, alarm.kind, alarm.subject, alarm.detail),
        *(_moment(alarm.raised), _moment(alarm.cleared), alarm.count, _moment(alarm.last)),
        *(_moment(alarm.acknowledged_at), alarm.acknowledged_by_name),
    )


def _moment(instant: Instant | None) -> str | None:
    if instant is None:
        return None
    return datetime.fromtimestamp(instant // 1000, UTC).isoformat()
