"""The board for whoever asks once, one call's steps, and trunks with a live test."""

from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends
from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.requests import HTTPConnection

from switchroom.features.supervision.board import LiveBoard
from switchroom.features.supervision.views import Lore
from switchroom.kernel.errors import NotFoundError
from switchroom.ports.trunks import CONDITIONS, Trunks, describe
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre
from switchroom.runtime.web.scope import scope_of

router = APIRouter(prefix="/api", tags=["supervision"])


class TrunkStanding(BaseModel):
    """A trunk as it is known now; `round_trip` in milliseconds."""

    id: str
    condition: str
    says: dict[str, str]
    round_trip: float | None


class TrunkTried(BaseModel):
    """What came of a test, also as a sentence in both languages."""

    id: str
    outcome: str
    says: dict[str, str]
    round_trip: float | None
    status: int


async def _board(connection: HTTPConnection) -> LiveBoard:
    return cast("LiveBoard", connection.app.state.board)


async def _lore(connection: HTTPConnection) -> Lore:
    return cast("Lore", connection.app.state.board_lore)


async def _trunks(connection: HTTPConnection) -> Trunks:
    return cast("Trunks", connection.app.state.trunks)


Viewer = Annotated[Identity, allows("supervise.view")]
TheTrunks = Annotated[Trunks, Depends(_trunks)]


@router.get("/supervision/board")
async def board(who: Viewer, shown: Annotated[LiveBoard, Depends(_board)]) -> dict[str, Any]:
    """Agents, running calls and trunks, as the live topic `board` begins."""
    return dict(await shown.seen_by(scope_of(who)))


@router.get("/supervision/calls/{interaction}")
async def call(
    interaction: str, who: Viewer, centre: TheCentre, lore: Annotated[Lore, Depends(_lore)]
) -> dict[str, Any]:
    """A running call, and its steps so far."""

    def query(connection: Connection) -> dict[str, Any]:
        running = lore.calls(connection, [interaction]).get(interaction)
        if running is None or not lore.may_see(connection, who, interaction):
            raise NotFoundError("There is no such running call.")
        return {"call": running.view, "lines": lore.lines(connection, interaction, 0)}

    return await centre.store.read(query)


@router.get("/trunks/states")
async def states(_: Viewer, trunks: TheTrunks) -> list[TrunkStanding]:
    """Every trunk: whether it answers, and how fast."""
    return [
        TrunkStanding(
            id=one.trunk,
            condition=one.condition,
            says=dict(CONDITIONS[one.condition]),
            round_trip=one.round_trip,
        )
        for one in await trunks.states()
    ]


@router.post("/trunks/{trunk}/test")
async def test(
    trunk: str, _: Annotated[Identity, allows("settings.edit")], trunks: TheTrunks
) -> TrunkTried:
    """Ask a trunk now whether it is there; takes a few seconds when it is not."""
    tried = await trunks.test(trunk)
    return TrunkTried(
        id=trunk,
        outcome=tried.outcome,
        says=describe(tried),
        round_trip=tried.round_trip,
        status=tried.status,
    )
