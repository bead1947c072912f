"""The configuration over HTTP: what agents choose from, and every kind for administrators."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body
from sqlalchemy import Connection

from switchroom.features.settings.catalogue import DISPOSITIONS, REASONS, every
from switchroom.features.settings.editing import kind_of, put_given, shown
from switchroom.features.settings.schemas import Choice, Choices, DispositionChoice
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["settings"])
Setting = dict[str, Any]
"""A piece of configuration; its fields are those of its kind in `records`."""


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


@router.put("/settings/{kind}/{setting}", status_code=204)
async def put_setting(
    kind: str,
    setting: str,
    given: Annotated[Setting, Body()],
    centre: TheCentre,
    identity: Annotated[Identity, allows("settings.edit")],
) -> None:
    """Add or replace one; a masked secret stays as it is."""
    wanted = kind_of(kind)
    data: Mapping[str, Any] = given | {"id": setting}

    def unit(tx: Transaction) -> None:
        put_given(tx, wanted, data, actor=identity.user)

    await centre.store.write(unit)


def _choices(connection: Connection) -> Choices:
    return Choices(
        reasons=[Choice.model_validate(one) for one in every(connection, REASONS)],
        dispositions=[
            DispositionChoice.model_validate(one) for one in every(connection, DISPOSITIONS)
        ],
    )
