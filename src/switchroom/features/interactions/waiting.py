"""Visits to queues. One visit is one row, however often the contact is offered and comes back.

A contact is in one queue at a time: told to wait where it waits already (after a restart) it stays
in its visit; told to wait elsewhere it has `moved`.

`outcome` is `answered`, `overflowed`, or why it was withdrawn: `abandoned`, `voicemail` ...
"""

from sqlalchemy import ColumnElement, func, insert, select, update

from switchroom.domain.routing.events import (
    InteractionAssigned,
    InteractionOffered,
    InteractionOverflowed,
    InteractionQueued,
    InteractionWithdrawn,
)
from switchroom.features.interactions.lifecycle import change, set_state
from switchroom.features.interactions.tables import interactions, queue_visits
from switchroom.ports.store import Transaction


def queued(tx: Transaction, _: str, event: InteractionQueued) -> None:
    """It waits, for the first time in this queue or again after an offer."""
    set_state(tx, event.interaction, "waiting")
    if event.returned:
        return
    request = event.request
    _enter(tx, event.interaction, request.queue)
    first = func.coalesce(interactions.c.queued, request.entered)
    change(tx, event.interaction, queue=request.queue, queued=first)


def offered(tx: Transaction, _: str, event: InteractionOffered) -> None:
    """An agent is asked."""
    set_state(tx, event.interaction, "offered")
    first = func.coalesce(interactions.c.offered, tx.now)
    change(tx, event.interaction, offered=first, offers=interactions.c.offers + 1)


def assigned(tx: Transaction, _: str, event: InteractionAssigned) -> None:
    """An agent took it."""
    change(tx, event.interaction, agent=event.agent, queue=event.queue)
    _leave(tx, event.interaction, "answered", event.waited, event.agent)


def withdrawn(tx: Transaction, _: str, event: InteractionWithdrawn) -> None:
    """It waits no more."""
    set_state(tx, event.interaction, "menu")
    _leave(tx, event.interaction, event.cause, event.waited)


def overflowed(tx: Transaction, _: str, event: InteractionOverflowed) -> None:
    """It left the queue by itself; one that was not let in has no visit."""
    set_state(tx, event.interaction, "menu")
    _leave(tx, event.interaction, "overflowed", tx.now - queue_visits.c.entered)


def _enter(tx: Transaction, interaction: str, queue: str) -> None:
    own = queue_visits.c.interaction == interaction
    last = select(queue_visits).where(own).order_by(queue_visits.c.visit.desc()).limit(1)
    row = tx.connection.execute(last).one_or_none()
    if row is not None and row.left is None:
        if row.queue == queue:
            return
        _leave(tx, interaction, "moved", tx.now - queue_visits.c.entered)
    number = 1 if row is None else row.visit + 1
    visit = {"interaction": interaction, "visit": number, "queue": queue, "entered": tx.now}
    tx.connection.execute(insert(queue_visits).values(visit))


def _leave(
    tx: Transaction,
    interaction: str,
    outcome: str,
    waited: int | ColumnElement[int],
    agent: str = "",
) -> None:
    same = queue_visits.c.interaction == interaction
    still = same & queue_visits.c.left.is_(None)
    values = {"left": tx.now, "outcome": outcome, "waited": waited, "agent": agent}
    tx.connection.execute(update(queue_visits).where(still).values(values))
    total = select(func.sum(queue_visits.c.left - queue_visits.c.entered))
    closed = total.where(same, queue_visits.c.left.is_not(None)).scalar_subquery()
    change(tx, interaction, waited=func.coalesce(closed, 0))


PROJECTORS = (
    (InteractionQueued, queued),
    (InteractionOffered, offered),
    (InteractionAssigned, assigned),
    (InteractionWithdrawn, withdrawn),
    (InteractionOverflowed, overflowed),
)
