"""The configuration over HTTP: what agents choose from, and every kind for administrators."""

from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any, cast

from fastapi import APIRouter, Body, Depends
from sqlalchemy import Connection
from starlette.requests import HTTPConnection
from starlette.responses import StreamingResponse

from switchroom.features.settings.catalogue import DISPOSITIONS, REASONS, every, find
from switchroom.features.settings.editing import kind_of, put_given, remove_unused, shown
from switchroom.features.settings.references import Around, require_unused, users_of
from switchroom.features.settings.schemas import (
    Choice,
    Choices,
    DispositionChoice,
    ReferenceView,
)
from switchroom.features.settings.sheet import sheet
from switchroom.features.settings.trail import setting_history, undo
from switchroom.kernel.errors import NotFoundError, SwitchroomError
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.changes import ChangeView, TheNames, Undoing, change_views
from switchroom.runtime.web.export import Rows, csv_response

router = APIRouter(prefix="/api", tags=["settings"])
Setting = dict[str, Any]
"""A piece of configuration; its fields are those of its kind in `records`."""

Editor = Annotated[Identity, allows("settings.edit")]


async def _around(connection: HTTPConnection) -> Around:
    return cast("Around", getattr(connection.app.state, "settings_around", Around()))


TheAround = Annotated[Around, Depends(_around)]
"""What the configuration touches elsewhere; `app` sets it as `state.settings_around`."""


@router.get("/agent/choices", dependencies=[allows("agent.work")])
async def choices(centre: TheCentre) -> Choices:
    """The reasons for not being ready, and the dispositions."""
    return await centre.store.read(_choices)


@router.get("/settings/{kind}", dependencies=[allows("settings.view")])
async def settings(kind: str, centre: TheCentre) -> list[Setting]:
    """All of a kind, in their order; secrets are masked."""
    wanted = kind_of(kind)
    found = await centre.store.read(lambda c: every(c, wanted))
    return [shown(one) for one in found]


@router.get("/settings/{kind}/export.csv", dependencies=[allows("settings.view")])
async def export(kind: str, centre: TheCentre) -> StreamingResponse:
    """All of a kind as a table; secrets are masked."""
    wanted = kind_of(kind)
    found = await centre.store.read(lambda c: every(c, wanted))
    header, rows = sheet(wanted, [shown(one) for one in found])
    return csv_response(f"{kind}.csv", header, _at_once(rows))


@router.get("/settings/{kind}/{setting}", dependencies=[allows("settings.view")])
async def one_setting(kind: str, setting: str, centre: TheCentre) -> Setting:
    """One of a kind; secrets are masked."""
    wanted = kind_of(kind)
    found = await centre.store.read(lambda c: find(c, wanted, setting))
    if found is None:
        raise NotFoundError(f"There is no {kind} {setting}.")
    return shown(found)


@router.put("/settings/{kind}/{setting}", status_code=204)
async def put_setting(
    kind: str,
    setting: str,
    given: Annotated[Setting, Body()],
    centre: TheCentre,
    around: TheAround,
    identity: Editor,
) -> None:
    """Add or replace one; a masked secret stays as it is."""
    wanted = kind_of(kind)
    data: Mapping[str, Any] = given | {"id": setting}

    def unit(tx: Transaction) -> None:
        put_given(tx, wanted, data, identity.user, around)

    await centre.store.write(unit)


@router.delete("/settings/{kind}/{setting}", status_code=204)
async def remove_setting(
    kind: str, setting: str, centre: TheCentre, around: TheAround, identity: Editor
) -> None:
    """Remove one. 409 `in-use` names what refers to it."""
    wanted = kind_of(kind)

    def unit(tx: Transaction) -> None:
        remove_unused(tx, wanted, setting, identity.user, around)

    await centre.store.read(lambda c: require_unused(c, (kind, setting), around))
    await around.leaving(kind, setting)
    try:
        await centre.store.write(unit)
    except SwitchroomError:
        await around.staying(kind, setting)
        raise


@router.get("/settings/{kind}/{setting}/references", dependencies=[allows("settings.view")])
async def references(
    kind: str, setting: str, centre: TheCentre, around: TheAround
) -> list[ReferenceView]:
    """What refers to it."""
    found = await centre.store.read(lambda c: users_of(c, (kind, setting), around))
    return [ReferenceView.model_validate(one) for one in found]


@router.get("/settings/{kind}/{setting}/history", dependencies=[allows("settings.view")])
async def changes(
    kind: str, setting: str, centre: TheCentre, name_of: TheNames
) -> list[ChangeView]:
    """All its changes, the newest first; also of what is gone."""
    return await centre.store.read(
        lambda c: change_views(c, setting_history(c, kind, setting), name_of)
    )


@router.post("/settings/{kind}/{setting}/undo", status_code=204)
async def undo_change(
    kind: str,
    setting: str,
    given: Undoing,
    centre: TheCentre,
    around: TheAround,
    identity: Editor,
) -> None:
    """Let it stand as it did before a change."""

    def unit(tx: Transaction) -> None:
        undo(tx, kind, setting, given.position, identity.user, around)

    await centre.store.write(unit)


async def _at_once(rows: Rows) -> AsyncIterator[Rows]:
    yield rows


def _choices(connection: Connection) -> Choices:
    return Choices(
        reasons=[Choice.model_validate(one) for one in every(connection, REASONS)],
        dispositions=[
            DispositionChoice.model_validate(one) for one in every(connection, DISPOSITIONS)
        ],
    )
