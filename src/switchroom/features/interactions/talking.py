"""Segments: who handled it from when to when, with hold and wrap-up."""

from sqlalchemy import ColumnElement, case, func, insert, select, update

from switchroom.domain.interaction.events import (
    AgentConnected,
    CustomerHeld,
    CustomerResumed,
    SegmentEnded,
)
from switchroom.domain.routing.events import WrapUpEnded, WrapUpStarted
from switchroom.features.interactions.lifecycle import (
    OVER,
    change,
    clocks_stopped,
    connect,
    set_state,
)
from switchroom.features.interactions.tables import interactions, segments
from switchroom.ports.store import Transaction


def connected(tx: Transaction, _: str, event: AgentConnected) -> None:
    """Customer and agent talk."""
    row = insert(segments).values(
        interaction=event.interaction,
        segment=event.segment,
        agent=event.agent,
        queue=event.queue,
        started=tx.now,
    )
    tx.connection.execute(row)
    set_state(tx, event.interaction, "talking")
    connect(tx, event.interaction)
    change(tx, event.interaction, agent=event.agent)


def held(tx: Transaction, _: str, event: CustomerHeld) -> None:
    """The customer hears music."""
    set_state(tx, event.interaction, "held")
    change(tx, event.interaction, **clocks_stopped(tx.now) | {"held_since": tx.now})


def resumed(tx: Transaction, _: str, event: CustomerResumed) -> None:
    """They talk again."""
    set_state(tx, event.interaction, "talking")
    change(tx, event.interaction, **clocks_stopped(tx.now) | {"talking_since": tx.now})


def segment_ended(tx: Transaction, _: str, event: SegmentEnded) -> None:
    """The agent's part is over; the contact may go on elsewhere."""
    same = (segments.c.interaction == event.interaction) & (segments.c.segment == event.segment)
    values = {"ended": tx.now, "cause": event.cause}
    tx.connection.execute(update(segments).where(same).values(values))
    set_state(tx, event.interaction, "menu")
    change(tx, event.interaction, **clocks_stopped(tx.now))


def wrap_up_started(tx: Transaction, _: str, event: WrapUpStarted) -> None:
    """An agent writes it up."""
    last = _last_segment(event.interaction, event.agent)
    tx.connection.execute(update(segments).where(last).values(wrap_up_started=tx.now))
    change(tx, event.interaction, wrapping=interactions.c.wrapping + 1)
    _settle(tx, event.interaction)


def wrap_up_ended(tx: Transaction, _: str, event: WrapUpEnded) -> None:
    """It is written up."""
    last = _last_segment(event.interaction, event.agent)
    tx.connection.execute(update(segments).where(last).values(wrap_up_ended=tx.now))
    change(
        tx,
        event.interaction,
        wrapping=case((interactions.c.wrapping > 0, interactions.c.wrapping - 1), else_=0),
        wrapped=_wrapped(event.interaction),
    )
    _settle(tx, event.interaction)


def _settle(tx: Transaction, interaction: str) -> None:
    over = (interactions.c.id == interaction) & interactions.c.ended.is_not(None)
    tx.connection.execute(update(interactions).where(over).values(state=OVER))


def _last_segment(interaction: str, agent: str) -> ColumnElement[bool]:
    own = (segments.c.interaction == interaction) & (segments.c.agent == agent)
    newest = select(segments.c.segment).where(own).order_by(segments.c.started.desc()).limit(1)
    return own & (segments.c.segment == newest.scalar_subquery())


def _wrapped(interaction: str) -> ColumnElement[int]:
    spent = func.sum(segments.c.wrap_up_ended - segments.c.wrap_up_started)
    total = select(spent).where(segments.c.interaction == interaction).scalar_subquery()
    return func.coalesce(total, 0)


PROJECTORS = (
    (AgentConnected, connected),
    (CustomerHeld, held),
    (CustomerResumed, resumed),
    (SegmentEnded, segment_ended),
    (WrapUpStarted, wrap_up_started),
    (WrapUpEnded, wrap_up_ended),
)
