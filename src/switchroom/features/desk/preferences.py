"""How an agent likes to work, the same at whatever computer."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy import Connection, delete, insert, select

from switchroom.features.desk.tables import desk_preferences
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre

router = APIRouter(prefix="/api", tags=["agent"])
AnAgent = Annotated[Identity, allows("agent.work")]


class Preferences(BaseModel):
    """How somebody likes to work.

    Attributes:
        answer: `automatic`: what is offered is answered by the page, after a short tone.
        toured: the guided tour was taken or declined.
    """

    answer: Literal["manual", "automatic"] = "manual"
    toured: bool = False


def preferences_of(connection: Connection, agent: str) -> Preferences:
    """An agent's own, or the usual ones."""
    one = select(desk_preferences).where(desk_preferences.c.agent == agent)
    row = connection.execute(one).first()
    return Preferences(answer=row.answer, toured=row.toured) if row else Preferences()


@router.get("/agent/preferences")
async def preferences(who: AnAgent, centre: TheCentre) -> Preferences:
    """One's own."""
    return await centre.store.read(lambda c: preferences_of(c, who.user))


@router.put("/agent/preferences", status_code=204)
async def put_preferences(given: Preferences, who: AnAgent, centre: TheCentre) -> None:
    """Change one's own."""

    def unit(tx: Transaction) -> None:
        own = delete(desk_preferences).where(desk_preferences.c.agent == who.user)
        tx.connection.execute(own)
        tx.connection.execute(insert(desk_preferences), {"agent": who.user, **given.model_dump()})

    await centre.store.write(unit)
