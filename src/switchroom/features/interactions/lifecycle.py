"""An interaction's row from its opening to its end.

Policy of `state`. `menu`: a flow has it, or nobody yet. `waiting`: in a queue. `offered`: an agent
is asked. `talking` and `held`: with an agent, or with somebody to whom the flow transferred it.
`wrap-up`: the contact is over, and somebody still writes it up. `ended`: all is done. A contact
that is over never goes back: what the routing tells late (a withdrawal after the hang-up) changes
figures, not the state.
"""

from typing import Any

from sqlalchemy import ColumnElement, case, insert, null, update

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
from switchroom.kernel.time import Instant
from switchroom.ports.store import Transaction

OVER = case((interactions.c.wrapping > 0, "wrap-up"), else_="ended")
"""The state of a contact that is over."""


def change(tx: Transaction, interaction: str, **values: object) -> None:
    """Change columns of one interaction."""
    same = interactions.c.id == interaction
    tx.connection.execute(update(interactions).where(same).values(**values))


def set_state(tx: Transaction, interaction: str, state: str) -> None:
    """Change the state of a contact that is not over."""
    running = (interactions.c.id == interaction) & interactions.c.ended.is_(None)
    tx.connection.execute(update(interactions).where(running).values(state=state))


def clocks_stopped(now: Instant) -> dict[str, ColumnElement[Any]]:
    """What talk and hold amount to when neither goes on."""
    columns = interactions.c
    talking = case((columns.talking_since.is_(None), 0), else_=now - columns.talking_since)
    holding = case((columns.held_since.is_(None), 0), else_=now - columns.held_since)
    return {
        "talked": columns.talked + talking,
        "held": columns.held + holding,
        "talking_since": null(),
        "held_since": null(),
    }


def opened(tx: Transaction, _: str, event: InteractionOpened) -> None:
    """There is a new interaction."""
    row = insert(interactions).values(
        id=event.interaction,
        channel=event.channel,
        direction=event.direction,
        state="menu",
        caller=event.caller,
        caller_name=event.caller_name,
        called=event.called,
        trunk=event.trunk,
        site=event.site,
        department=event.department,
        opened=tx.now,
    )
    tx.connection.execute(row)


def identified(tx: Transaction, _: str, event: CustomerIdentified) -> None:
    """It is known whose it is."""
    change(tx, event.interaction, customer=event.customer)


def flow_started(tx: Transaction, _: str, event: FlowStarted) -> None:
    """A flow has it."""
    change(tx, event.interaction, flow=event.flow, flow_version=event.version)


def language_chosen(tx: Transaction, _: str, event: LanguageChosen) -> None:
    """The customer's language is known."""
    change(tx, event.interaction, language=event.language)


def transferred(tx: Transaction, _: str, event: CallTransferred) -> None:
    """Somebody outside the queues talks with the customer."""
    set_state(tx, event.interaction, "talking")
    connect(tx, event.interaction)


def connect(tx: Transaction, interaction: str) -> None:
    """Talk goes on from now."""
    first = case((interactions.c.connected.is_(None), tx.now), else_=interactions.c.connected)
    change(tx, interaction, connected=first, talking_since=tx.now)


def recording_started(tx: Transaction, _: str, event: RecordingStarted) -> None:
    """There is one recording more."""
    change(tx, event.interaction, recordings=interactions.c.recordings + 1)


def disposed(tx: Transaction, _: str, event: Disposed) -> None:
    """It is summed up."""
    change(tx, event.interaction, disposition=event.disposition, note=event.note)


def ended(tx: Transaction, _: str, event: InteractionEnded) -> None:
    """It is over."""
    over = {"ended": tx.now, "cause": event.cause, "code": event.code, "state": OVER}
    change(tx, event.interaction, **over, **clocks_stopped(tx.now))


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
