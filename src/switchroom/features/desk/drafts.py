"""What is being typed about a contact: kept at every pause, and shown to all who work on it.

Policy. Only those in whose work the contact is write the draft, so that it goes on with whoever
takes it over; who writes up has their own, in their page, until they sum up. A draft is forgotten
some days after its last change: by then it was summed up, or never will be.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import Connection, delete, insert, select

from switchroom.features.desk.board import TheDesk
from switchroom.features.desk.tables import drafts
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import DAY
from switchroom.ports.store import Transaction
from switchroom.runtime.web.access import Identity, allows
from switchroom.runtime.web.centre import TheCentre, TheRouting

router = APIRouter(prefix="/api", tags=["desk"])
KEPT = 3 * DAY


class Draft(BaseModel):
    """A summary that is not one yet."""

    disposition: str = Field("", max_length=64)
    note: str = Field("", max_length=8_000)


def draft_of(connection: Connection, interaction: str) -> Mapping[str, Any] | None:
    """What was typed about a contact, and by whom last."""
    one = select(drafts).where(drafts.c.interaction == interaction)
    row = connection.execute(one).mappings().first()
    return dict(row) if row else None


def keep_draft(tx: Transaction, interaction: str, given: Draft, by: str) -> None:
    """Keep what is typed now, and forget what is old."""
    old = (drafts.c.interaction == interaction) | (drafts.c.at < tx.now - KEPT)
    tx.connection.execute(delete(drafts).where(old))
    row = {"interaction": interaction, **given.model_dump(), "by": by, "at": tx.now}
    tx.connection.execute(insert(drafts), row)


@router.put("/interactions/{interaction}/draft", status_code=204)
async def put_draft(
    interaction: str,
    given: Draft,
    who: Annotated[Identity, allows("agent.work")],
    centre: TheCentre,
    routing: TheRouting,
    desk: TheDesk,
) -> None:
    """Keep what is typed; the others who work on the contact see it."""
    working = routing.works(interaction)
    if who.agent not in working:
        raise ConflictError("You do not work on this contact.")
    await centre.store.write(lambda tx: keep_draft(tx, interaction, given, who.user))
    draft = {"interaction": interaction, **given.model_dump(), "by": who.user}
    for agent in working:
        if agent != who.agent:
            desk.hub.tell(agent, {"topic": "draft", "draft": draft})
