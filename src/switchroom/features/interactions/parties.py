"""Who is in a contact beside the customer, as it is now; a row for each leg while it is there.

`place` keeps their order: who joined first leads the call. An agent who was lost keeps the row,
which moves to the new leg when they are back.
"""

from sqlalchemy import (
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from switchroom.domain.interaction.events import (
    AgentConnected,
    AgentLost,
    AgentReturned,
    InteractionEnded,
    PartyFailed,
    PartyHeld,
    PartyJoined,
    PartyLeft,
    PartyMuted,
    PartyResumed,
    PartyRung,
    SegmentEnded,
)
from switchroom.features.interactions.lifecycle import CHANGE, OF
from switchroom.features.interactions.tables import interaction_parties, interactions
from switchroom.ports.store import Transaction

_party = interaction_parties.c
_behind = select(func.coalesce(func.max(_party.place), 0) + 1).where(_party.interaction == OF)
_LAST = _behind.scalar_subquery()
_ADD = insert(interaction_parties).values(place=_LAST).inline()
_OWN = (_party.interaction == OF) & (_party.leg == bindparam("on", type_=Text))
_AT = update(interaction_parties).where(_OWN)
_MOVE = _AT.values(place=_LAST)
_FORGET = delete(interaction_parties).where(_OWN)
_OF_SEGMENT = (_party.interaction == OF) & (_party.segment == bindparam("part", type_=Text))
_FORGET_SEGMENT = delete(interaction_parties).where(_OF_SEGMENT)
_RETURN = update(interaction_parties).where(_OF_SEGMENT)
_FORGET_ALL = delete(interaction_parties).where(_party.interaction == OF)
_FIRST_AGENT = CHANGE.where(interactions.c.agent == "")


def rung(tx: Transaction, _: str, event: PartyRung) -> None:
    """Somebody is to join."""
    tx.connection.execute(
        _ADD,
        {
            "of": event.interaction,
            "interaction": event.interaction,
            "leg": event.leg,
            "kind": event.kind,
            "purpose": event.purpose,
            "agent": event.agent,
            "number": event.number,
            "state": "ringing",
            "since": tx.now,
        },
    )


def joined(tx: Transaction, _: str, event: PartyJoined) -> None:
    """They answered; whoever dials is the contact's agent from here on."""
    _put(
        tx,
        event.interaction,
        event.leg,
        kind=event.kind,
        purpose=event.purpose,
        agent=event.agent,
        number=event.number,
        segment=event.segment,
    )
    if event.agent and event.purpose == "dial":
        tx.connection.execute(_FIRST_AGENT, {"of": event.interaction, "agent": event.agent})


def serves(tx: Transaction, _: str, event: AgentConnected) -> None:
    """An agent serves the customer: out of a queue, unless they were in the call before."""
    one = select(_party.leg).where(_OWN)
    there = tx.connection.execute(one, {"of": event.interaction, "on": event.leg}).first()
    if there is None:
        _put(
            tx,
            event.interaction,
            event.leg,
            kind="agent",
            purpose="served",
            agent=event.agent,
            segment=event.segment,
        )


def held(tx: Transaction, _: str, event: PartyHeld) -> None:
    """The party hears music."""
    _change(tx, event.interaction, event.leg, state="held")


def resumed(tx: Transaction, _: str, event: PartyResumed) -> None:
    """The party talks again."""
    _change(tx, event.interaction, event.leg, state="in")


def muted(tx: Transaction, _: str, event: PartyMuted) -> None:
    """The party is not heard, or is again."""
    _change(tx, event.interaction, event.leg, muted=event.muted)


def lost(tx: Transaction, _: str, event: AgentLost) -> None:
    """The agent is waited for."""
    _change(tx, event.interaction, event.leg, state="lost", lost_until=event.until)


def returned(tx: Transaction, _: str, event: AgentReturned) -> None:
    """The agent is back, on another leg."""
    now = {"leg": event.leg, "state": "in", "muted": False, "lost_until": None}
    tx.connection.execute(_RETURN, {"of": event.interaction, "part": event.segment, **now})


def gone(tx: Transaction, _: str, event: PartyFailed | PartyLeft) -> None:
    """The party is not in it any more."""
    tx.connection.execute(_FORGET, {"of": event.interaction, "on": event.leg})


def segment_ended(tx: Transaction, _: str, event: SegmentEnded) -> None:
    """An agent is not in it any more."""
    of = {"of": event.interaction, "part": event.segment}
    tx.connection.execute(_FORGET_SEGMENT, of)


def over(tx: Transaction, _: str, event: InteractionEnded) -> None:
    """Nobody is in it any more."""
    tx.connection.execute(_FORGET_ALL, {"of": event.interaction})


def _put(tx: Transaction, interaction: str, leg: str, **what: str) -> None:
    """In it from now on, behind the others; one that was not rung for (out of a queue) is added."""
    now = {"of": interaction, **what, "state": "in"}
    if tx.connection.execute(_MOVE, {"on": leg, **now}).rowcount == 0:
        row = {"interaction": interaction, "leg": leg, "since": tx.now}
        tx.connection.execute(_ADD, now | row)


def _change(tx: Transaction, interaction: str, leg: str, **what: str | bool | int) -> None:
    tx.connection.execute(_AT, {"of": interaction, "on": leg, **what})


PROJECTORS = (
    (PartyRung, rung),
    (PartyJoined, joined),
    (AgentConnected, serves),
    (PartyHeld, held),
    (PartyResumed, resumed),
    (PartyMuted, muted),
    (AgentLost, lost),
    (AgentReturned, returned),
    (PartyFailed, gone),
    (PartyLeft, gone),
    (SegmentEnded, segment_ended),
    (InteractionEnded, over),
)
