"""Segments: who handled it from when to when, with hold and wrap-up."""

from sqlalchemy import Text, bindparam, case, func, insert, select, update

from switchroom.domain.interaction.events import (
    AgentConnected,
    CustomerHeld,
    CustomerResumed,
    FlowResumed,
    PartyJoined,
    SegmentEnded,
)
from switchroom.domain.routing.events import WrapUpEnded, WrapUpStarted
from switchroom.features.interactions.lifecycle import (
    CHANGE,
    CLOCKS_STOPPED,
    NOW,
    OF,
    TALK,
    unless_over,
)
from switchroom.features.interactions.tables import interactions, segments
from switchroom.ports.store import Transaction

_row = interactions.c
_segment = segments.c

_HOLD = CHANGE.values(CLOCKS_STOPPED | {"state": unless_over("held"), "held_since": NOW})
_RESUME = CHANGE.values(CLOCKS_STOPPED | {"state": unless_over("talking"), "talking_since": NOW})
_LET_GO = CHANGE.values(CLOCKS_STOPPED | {"state": unless_over("menu")}).where(
    _row.agent == bindparam("who", type_=Text)
)
_FLOW = CHANGE.values(state=unless_over("menu"))

_OPEN = insert(segments)
_KNOWN = select(_segment.segment).where(
    _segment.interaction == OF, _segment.segment == bindparam("which")
)
_CLOSE = update(segments).where(_segment.interaction == OF, _segment.segment == bindparam("which"))

_own = (_segment.interaction == OF) & (_segment.agent == bindparam("who", type_=Text))
_last = select(_segment.segment).where(_own).order_by(_segment.started.desc()).limit(1)
_WRITE_UP = update(segments).where(_own, _segment.segment == _last.scalar_subquery())

_spent = func.sum(_segment.wrap_up_ended - _segment.wrap_up_started)
_wrapped = select(_spent).where(_segment.interaction == _row.id).scalar_subquery()
_over = _row.ended.is_not(None)
_BEGIN_WRAP_UP = CHANGE.values(
    wrapping=_row.wrapping + 1,
    state=case((_over, "wrap-up"), else_=_row.state),
)
_END_WRAP_UP = CHANGE.values(
    wrapping=case((_row.wrapping > 0, _row.wrapping - 1), else_=0),
    wrapped=func.coalesce(_wrapped, 0),
    state=case((_over & (_row.wrapping > 1), "wrap-up"), (_over, "ended"), else_=_row.state),
)


def joined(tx: Transaction, _: str, event: PartyJoined) -> None:
    """An agent is in the call, though perhaps not with the customer yet."""
    if event.segment:
        _open(tx, event)


def connected(tx: Transaction, _: str, event: AgentConnected) -> None:
    """An agent serves the customer: the contact is theirs from here on."""
    known = {"of": event.interaction, "which": event.segment}
    if tx.connection.execute(_KNOWN, known).first() is None:
        _open(tx, event)
    tx.connection.execute(TALK, {"of": event.interaction, "now": tx.now, "agent": event.agent})


def _open(tx: Transaction, event: AgentConnected | PartyJoined) -> None:
    row = {
        "interaction": event.interaction,
        "segment": event.segment,
        "agent": event.agent,
        "queue": event.queue,
        "started": tx.now,
    }
    tx.connection.execute(_OPEN, row)


def held(tx: Transaction, _: str, event: CustomerHeld) -> None:
    """The customer hears music."""
    tx.connection.execute(_HOLD, {"of": event.interaction, "now": tx.now})


def resumed(tx: Transaction, _: str, event: CustomerResumed) -> None:
    """They talk again."""
    tx.connection.execute(_RESUME, {"of": event.interaction, "now": tx.now})


def segment_ended(tx: Transaction, _: str, event: SegmentEnded) -> None:
    """The agent's part is over; a contact that was theirs goes on elsewhere, or ends."""
    end = {"which": event.segment, "ended": tx.now, "cause": event.cause}
    tx.connection.execute(_CLOSE, {"of": event.interaction, **end})
    let_go = {"of": event.interaction, "now": tx.now, "who": event.agent}
    tx.connection.execute(_LET_GO, let_go)


def flow_resumed(tx: Transaction, _: str, event: FlowResumed) -> None:
    """A flow has it again."""
    flow = {"flow": event.flow, "flow_version": event.version}
    tx.connection.execute(_FLOW, {"of": event.interaction, **flow})


def wrap_up_started(tx: Transaction, _: str, event: WrapUpStarted) -> None:
    """An agent writes it up."""
    start = {"who": event.agent, "wrap_up_started": tx.now}
    tx.connection.execute(_WRITE_UP, {"of": event.interaction, **start})
    tx.connection.execute(_BEGIN_WRAP_UP, {"of": event.interaction})


def wrap_up_ended(tx: Transaction, _: str, event: WrapUpEnded) -> None:
    """It is written up."""
    end = {"who": event.agent, "wrap_up_ended": tx.now}
    tx.connection.execute(_WRITE_UP, {"of": event.interaction, **end})
    tx.connection.execute(_END_WRAP_UP, {"of": event.interaction})


PROJECTORS = (
    (PartyJoined, joined),
    (FlowResumed, flow_resumed),
    (AgentConnected, connected),
    (CustomerHeld, held),
    (CustomerResumed, resumed),
    (SegmentEnded, segment_ended),
    (WrapUpStarted, wrap_up_started),
    (WrapUpEnded, wrap_up_ended),
)
