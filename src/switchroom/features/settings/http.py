"""What the desk reads of the configuration."""

from fastapi import APIRouter
from sqlalchemy import Connection

from switchroom.features.settings.catalogue import DISPOSITIONS, REASONS, every
from switchroom.features.settings.schemas import Choice, Choices, DispositionChoice
from switchroom.runtime.web.access import allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["settings"])


@router.get("/agent/choices", dependencies=[allows("agent.work")])
async def choices(centre: TheCentre) -> Choices:
    """The reasons for not being ready, and the dispositions."""
    return await centre.store.read(_choices)


def _choices(connection: Connection) -> Choices:
    return Choices(
        reasons=[Choice.model_validate(one) for one in every(connection, REASONS)],
        dispositions=[
            DispositionChoice.model_validate(one) for one in every(connection, DISPOSITIONS)
        ],
    )
