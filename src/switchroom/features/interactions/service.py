"""What people change about contacts."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from switchroom.domain.interaction.events import Disposed
from switchroom.features.interactions.tables import interactions, segments
from switchroom.kernel.errors import DeniedError, InvalidError, NotFoundError
from switchroom.ports.store import Transaction


def dispose(
    tx: Transaction,
    interaction: str,
    agent: str,
    disposition: str,
    note: str,
    offered: Collection[str],
) -> None:
    """Sum a contact up, or only note something, by an agent who handled it; again replaces it.

    A disposition that is not offered any more may stay on a contact that has it.
    """
    before = _require_handled(tx.connection, interaction, agent)
    if disposition not in {"", before, *offered}:
        raise InvalidError(f"There is no disposition {disposition}.")
    event = Disposed(interaction=interaction, agent=agent, disposition=disposition, note=note)
    tx.record(f"interaction:{interaction}", event, actor=agent)


def _require_handled(connection: Connection, interaction: str, agent: str) -> str:
    """How the contact is summed up already."""
    one = select(interactions.c.disposition).where(interactions.c.id == interaction)
    found = connection.execute(one).first()
    if found is None:
        raise NotFoundError("There is no such contact.")
    own = (segments.c.interaction == interaction) & (segments.c.agent == agent)
    if connection.execute(select(segments.c.segment).where(own)).first() is None:
        raise DeniedError("Only those who handled a contact sum it up.")
    return str(found.disposition)
