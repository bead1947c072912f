"""What customers answered by keys, for the record and for reports; a later answer replaces."""

from sqlalchemy import bindparam, delete, insert

from switchroom.domain.interaction.events import CallbackRequested, Rated
from switchroom.features.interactions.lifecycle import CHANGE, OF
from switchroom.features.interactions.tables import ratings
from switchroom.ports.store import Transaction

_rating = ratings.c
_FORGET = delete(ratings).where(_rating.interaction == OF, _rating.question == bindparam("asked"))
_KEEP = insert(ratings)


def rated(tx: Transaction, _: str, event: Rated) -> None:
    """A question was answered."""
    tx.connection.execute(_FORGET, {"of": event.interaction, "asked": event.question})
    row = {
        "interaction": event.interaction,
        "question": event.question,
        "value": event.value,
        "agent": event.agent,
        "at": tx.now,
    }
    tx.connection.execute(_KEEP, row)


def callback_requested(tx: Transaction, _: str, event: CallbackRequested) -> None:
    """It goes on as a callback."""
    tx.connection.execute(CHANGE, {"of": event.interaction, "channel": "callback"})


PROJECTORS = ((Rated, rated), (CallbackRequested, callback_requested))
