"""An interaction's row from its opening to its end.

Policy of `state`. `menu`: a flow has it, or nobody yet. `waiting`: in a queue. `offered`: an agent
is asked. `talking` and `held`: with an agent, or with somebody to whom the flow transferred it.
`wrap-up`: the contact is over, and somebody still writes it up. `ended`: all is done. A contact
that is over never goes back: what the routing tells late (a withdrawal after the hang-up) changes
figures, not the state.

An event is one statement on the row. Statements are built once, since building one costs more than
running it; a parameter with a column's name sets that column.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    bindparam,
    case,
    func,
    insert,
    null,
    update,
)

from switchroom.domain.interaction.events import (
    CallTransferred,
    CustomerIdentified,
    Disposed,
    FlowStarted,
    InteractionEnded,
    InteractionOpened,
    LanguageChosen,
    RecordingStarted,
)
from switchroom.features.interactions.tables import interactions
from switchroom.ports.store import Transaction

OF = bindparam("of", type_=Text)
"""The interaction that is meant."""

NOW = bindparam("now", type_=BigInteger)
"""The moment of the event."""

_row = interactions.c


def unless_over(state: str) -> ColumnElement[str]:
    """The state of a contact that is not over; one that is keeps its own."""
    return case((_row.ended.is_(None), state), else_=_row.state)


def _since(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return case((moment.is_(None), 0), else_=NOW - moment)


CLOCKS_STOPPED = {
    "talked": _row.talked + _since(_row.talking_since),
    "held": _row.held + _since(_row.held_since),
    "talking_since": null(),
    "held_since": null(),
}
"""What talk and hold amount to when neither goes on."""

CHANGE = update(interactions).where(_row.id == OF)
"""Change columns of one interaction."""

TALK = CHANGE.values(
    state=unless_over("talking"),
    connected=func.coalesce(_row.connected, NOW),
    talking_since=NOW,
)
"""Talk goes on from now."""

_OPEN = insert(interactions)
_first = _row.flow == ""
_START_FLOW = CHANGE.values(
    flow=case((_first, bindparam("name", type_=Text)), else_=_row.flow),
    flow_version=case((_first, bindparam("number", type_=BigInteger)), else_=_row.flow_version),
)
_RECORD = CHANGE.values(recordings=_row.recordings + 1)
_over = case((_row.wrapping > 0, "wrap-up"), else_="ended")
_END = CHANGE.values(CLOCKS_STOPPED | {"ended": NOW, "state": _over})


def opened(tx: Transaction, _: str, event: InteractionOpened) -> None:
    """There is a new interaction."""
    row = {
        "id": event.interaction,
        "channel": event.channel,
        "direction": event.direction,
        "state": "menu",
        "caller": event.caller,
        "caller_name": event.caller_name,
        "called": event.called,
        "trunk": event.trunk,
        "site": event.site,
        "department": event.department,
        "opened": tx.now,
    }
    tx.connection.execute(_OPEN, row)


def identified(tx: Transaction, _: str, event: CustomerIdentified) -> None:
    """It is known whose it is."""
    tx.connection.execute(CHANGE, {"of": event.interaction, "customer": event.customer})


def flow_started(tx: Transaction, _: str, event: FlowStarted) -> None:
    """A flow has it; the row names the first one, as a survey may follow the talk."""
    flow = {"name": event.flow, "number": event.version}
    tx.connection.execute(_START_FLOW, {"of": event.interaction, **flow})


def language_chosen(tx: Transaction, _: str, event: LanguageChosen) -> None:
    """The customer's language is known."""
    tx.connection.execute(CHANGE, {"of": event.interaction, "language": event.language})


def transferred(tx: Transaction, _: str, event: CallTransferred) -> None:
    """Somebody outside the queues talks with the customer."""
    tx.connection.execute(TALK, {"of": event.interaction, "now": tx.now})


def recording_started(tx: Transaction, _: str, event: RecordingStarted) -> None:
    """There is one recording more."""
    tx.connection.execute(_RECORD, {"of": event.interaction})


def disposed(tx: Transaction, _: str, event: Disposed) -> None:
    """It is summed up."""
    summary = {"disposition": event.disposition, "note": event.note}
    tx.connection.execute(CHANGE, {"of": event.interaction, **summary})


def ended(tx: Transaction, _: str, event: InteractionEnded) -> None:
    """It is over."""
    why = {"cause": event.cause, "code": event.code}
    tx.connection.execute(_END, {"of": event.interaction, "now": tx.now, **why})


PROJECTORS = (
    (InteractionOpened, opened),
    (CustomerIdentified, identified),
    (FlowStarted, flow_started),
    (LanguageChosen, language_chosen),
    (CallTransferred, transferred),
    (RecordingStarted, recording_started),
    (Disposed, disposed),
    (InteractionEnded, ended),
)
