"""Visits to queues. One visit is one row, however often the contact is offered and comes back.

A contact is in one queue at a time: told to wait where it waits already (after a restart) it stays
in its visit; told to wait elsewhere it has `moved`.

`outcome` is `answered`, `overflowed`, or why it was withdrawn: `abandoned`, `voicemail` ...
"""

from sqlalchemy import BigInteger, bindparam, func, insert, select, update

from switchroom.domain.routing.events import (
    InteractionAssigned,
    InteractionOffered,
    InteractionOverflowed,
    InteractionQueued,
    InteractionWithdrawn,
)
from switchroom.features.interactions.lifecycle import CHANGE, NOW, OF, unless_over
from switchroom.features.interactions.tables import interactions, queue_visits
from switchroom.ports.store import Transaction

_row = interactions.c
_visit = queue_visits.c

_LAST = select(queue_visits).where(_visit.interaction == OF).order_by(_visit.visit.desc()).limit(1)
_ENTER = insert(queue_visits)
_LEAVE = update(queue_visits).where(_visit.interaction == OF, _visit.left.is_(None))
_GO = _LEAVE.values(left=NOW, waited=NOW - _visit.entered)

_spent = select(func.sum(_visit.left - _visit.entered)).where(_visit.interaction == _row.id)
_waited = func.coalesce(_spent.scalar_subquery(), 0)
_WAIT = CHANGE.values(state=unless_over("waiting"))
_WAIT_IN = _WAIT.values(
    waited=_waited,
    queued=func.coalesce(_row.queued, bindparam("entered", type_=BigInteger)),
)
_OFFER = CHANGE.values(
    state=unless_over("offered"),
    offered=func.coalesce(_row.offered, NOW),
    offers=_row.offers + 1,
)
_ASSIGN = CHANGE.values(waited=_waited)
_RETURN = CHANGE.values(state=unless_over("menu"), waited=_waited)


def queued(tx: Transaction, _: str, event: InteractionQueued) -> None:
    """It waits, for the first time in this queue or again after an offer."""
    if event.returned:
        tx.connection.execute(_WAIT, {"of": event.interaction})
        return
    _enter(tx, event.interaction, event.request.queue)
    where = {"queue": event.request.queue, "entered": event.request.entered}
    tx.connection.execute(_WAIT_IN, {"of": event.interaction, **where})


def offered(tx: Transaction, _: str, event: InteractionOffered) -> None:
    """An agent is asked."""
    tx.connection.execute(_OFFER, {"of": event.interaction, "now": tx.now})


def assigned(tx: Transaction, _: str, event: InteractionAssigned) -> None:
    """An agent took it."""
    end = {"left": tx.now, "outcome": "answered", "waited": event.waited, "agent": event.agent}
    tx.connection.execute(_LEAVE, {"of": event.interaction, **end})
    who = {"agent": event.agent, "queue": event.queue}
    tx.connection.execute(_ASSIGN, {"of": event.interaction, **who})


def withdrawn(tx: Transaction, _: str, event: InteractionWithdrawn) -> None:
    """It waits no more."""
    end = {"left": tx.now, "outcome": event.cause, "waited": event.waited}
    tx.connection.execute(_LEAVE, {"of": event.interaction, **end})
    tx.connection.execute(_RETURN, {"of": event.interaction})


def overflowed(tx: Transaction, _: str, event: InteractionOverflowed) -> None:
    """It left the queue by itself; one that was not let in has no visit."""
    _go(tx, event.interaction, "overflowed")
    tx.connection.execute(_RETURN, {"of": event.interaction})


def _enter(tx: Transaction, interaction: str, queue: str) -> None:
    last = tx.connection.execute(_LAST, {"of": interaction}).one_or_none()
    if last is not None and last.left is None:
        if last.queue == queue:
            return
        _go(tx, interaction, "moved")
    number = 1 if last is None else last.visit + 1
    visit = {"interaction": interaction, "visit": number, "queue": queue, "entered": tx.now}
    tx.connection.execute(_ENTER, visit)


def _go(tx: Transaction, interaction: str, outcome: str) -> None:
    tx.connection.execute(_GO, {"of": interaction, "now": tx.now, "outcome": outcome})


PROJECTORS = (
    (InteractionQueued, queued),
    (InteractionOffered, offered),
    (InteractionAssigned, assigned),
    (InteractionWithdrawn, withdrawn),
    (InteractionOverflowed, overflowed),
)
