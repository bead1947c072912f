"""The centre's options, and the trail of all changes, over HTTP."""

from collections.abc import Iterable
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query
from msgspec import json, to_builtins
from sqlalchemy import Connection
from starlette.requests import Request

from switchroom.features.settings.schemas import OptionChange, OptionGiven, TrailLine
from switchroom.features.settings.switches import read_options, set_option
from switchroom.features.settings.trail import latest_changes, options_history
from switchroom.ports.store import Transaction
from switchroom.runtime.journal import Entry
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import TheNames, change_views
from switchroom.runtime.web.paging import Page

router = APIRouter(prefix="/api", tags=["settings"])
OWN_KINDS = ("SettingPut", "SettingRemoved", "FlowAdded", "FlowPublished")
Options = dict[str, Any]
"""All options by their keys."""


@router.get("/options", dependencies=[allows("settings.view")])
async def options(centre: TheCentre) -> Options:
    """All options, as they stand."""
    return cast("Options", to_builtins(await centre.store.read(read_options)))


@router.put("/options/{key}", status_code=204)
async def put_option(
    key: str,
    given: OptionGiven,
    centre: TheCentre,
    identity: Annotated[Identity, allows("settings.edit")],
) -> None:
    """Change one option."""

    def unit(tx: Transaction) -> None:
        set_option(tx, key, given.value, identity.user)

    await centre.store.write(unit)


@router.get("/options/history", dependencies=[allows("settings.view")])
async def option_changes(centre: TheCentre, name_of: TheNames) -> list[OptionChange]:
    """All changes of all options, the newest first; undone as those of the kind `option`."""
    found = await centre.store.read(
        lambda c: [
            (key, change_views(c, [change], name_of)[0]) for key, change in options_history(c)
        ]
    )
    return [OptionChange(key=key, **view.model_dump()) for key, view in found]


@router.get("/changes", dependencies=[allows("settings.view")])
async def trail(
    request: Request,
    centre: TheCentre,
    name_of: TheNames,
    cursor: Annotated[int | None, Query(ge=1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Page[TrailLine]:
    """All changes of what is configured, the newest first; `app` names kinds of other features."""
    kinds: Iterable[str] = getattr(request.app.state, "configured_by", OWN_KINDS)

    def query(connection: Connection) -> list[TrailLine]:
        return [
            _line(entry, name_of(connection, entry.actor))
            for entry in latest_changes(connection, kinds, cursor, limit)
        ]

    lines = await centre.store.read(query)
    more = str(lines[-1].position) if len(lines) == limit else None
    return Page(items=lines, next=more)


def _line(entry: Entry, name: str) -> TrailLine:
    return TrailLine(
        position=entry.position,
        at=entry.at,
        type=entry.type,
        stream=entry.stream,
        actor=entry.actor,
        actor_name=name or entry.actor,
        data=json.decode(entry.data),
    )
