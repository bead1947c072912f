"""The call's part while more than two talk: parties are added, dropped and muted.

Policy. The agent who has been in the call the longest leads it: that one adds, drops and mutes, and
may mute themselves; every other agent may mute themselves and leave. Who is added is rung while the
talk goes on.
"""

from dataclasses import replace

from switchroom.channels.voice.acts import Mute
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.consulting import bring, bring_customer_back
from switchroom.channels.voice.parties import change, leading, own, part
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import go_on
from switchroom.domain.interaction.commands import AddParty, DropParty, MuteParty
from switchroom.domain.interaction.events import PartyMuted
from switchroom.kernel.errors import ConflictError, NotFoundError

MOST = 32
"""So many are in a conference at most, the customer among them."""


def add(reaction: Reaction, wish: AddParty) -> None:
    """Ring one more."""
    lead, call = leading(reaction, wish.agent), reaction.call
    if call.consulted:
        raise ConflictError("Bring the consulted one into the call first, or let them go.")
    if len(call.parties) + 1 >= MOST:
        raise ConflictError(f"There are {MOST} in this call already.")
    bring(reaction, wish.target, "add", lead)


def drop(reaction: Reaction, wish: DropParty) -> None:
    """Take somebody out."""
    leading(reaction, wish.agent)
    party = _party(reaction, wish.party)
    if party.agent == wish.agent:
        raise ConflictError("Hang up to leave the call yourself.")
    consulted = party.purpose == "consult"
    part(reaction, party, "dropped")
    if consulted:
        bring_customer_back(reaction, wish.agent)
    go_on(reaction, "agent-hung-up")


def mute(reaction: Reaction, wish: MuteParty) -> None:
    """Let nobody hear somebody, or everybody again; asking twice does it once."""
    party = _party(reaction, wish.party)
    if own(reaction, wish.agent) != party:
        leading(reaction, wish.agent)
    if not party.up or party.muted == wish.muted:
        return
    change(reaction, replace(party, muted=wish.muted))
    reaction.record(
        PartyMuted(interaction=reaction.call.interaction, leg=party.leg, muted=wish.muted)
    )
    reaction.act(Mute(leg=party.leg, on=wish.muted))


def _party(reaction: Reaction, leg: str) -> Party:
    party = reaction.call.parties.get(leg)
    if party is None:
        raise NotFoundError("This party is not in the call any more.")
    return party
