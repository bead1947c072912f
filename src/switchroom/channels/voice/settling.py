"""What holds after every input, whatever it was: who leads, who listens, and who is where."""

from dataclasses import replace

from switchroom.channels.voice.acts import Dissolve, StopPlayback
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.placing import moves, places, talking
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.supervising import end_stray_monitors
from switchroom.channels.voice.talking import set_customer_held
from switchroom.domain.interaction.events import AgentConnected, CallTransferred, PartyResumed


def settle(before: Call, reaction: Reaction) -> None:
    """Complete a reaction."""
    if not reaction.call.ended:
        _leave_nobody_held(reaction)
        _say_who_serves(before, reaction)
    end_stray_monitors(reaction)
    _move(before, reaction)


def _leave_nobody_held(reaction: Reaction) -> None:
    """A party held by one who has left is in the talk again."""
    call = reaction.call
    joined = call.joined
    if not joined or any(party.state != "held" for party in joined):
        return
    for party in joined:
        call.parties[party.leg] = replace(party, state="in")
        reaction.record(PartyResumed(interaction=call.interaction, leg=party.leg))


def _say_who_serves(before: Call, reaction: Reaction) -> None:
    """Whoever leads from now on serves the customer, who is with them at once."""
    call = reaction.call
    was, now = _serving(before), _serving(call)
    if now == was or not now:
        return
    if was and call.customer_held:
        set_customer_held(reaction, was, held=False)
    lead = call.lead
    if lead:
        reaction.record(
            AgentConnected(
                interaction=call.interaction,
                segment=lead.segment,
                agent=lead.agent,
                queue=lead.queue,
                leg=lead.leg,
            )
        )
    else:
        party = call.joined[0]
        reaction.record(
            CallTransferred(interaction=call.interaction, endpoint=party.endpoint, leg=party.leg)
        )


def _serving(call: Call) -> str:
    """The segment or the leg of the one who serves the customer; empty while nobody does."""
    there = len(call.joined) > 1 if call.internal else call.reached and not call.gone
    if not there or not call.joined:
        return ""
    return call.lead.segment if call.lead else call.joined[0].leg


def _move(before: Call, reaction: Reaction) -> None:
    """Everybody to their places, before anything else is done."""
    call = reaction.call
    was, now = places(before), places(call)
    if call.announcing and was.get(call.leg) == "talk" != now.get(call.leg):
        reaction.act(StopPlayback(playback=call.announcing))
        call.announcing = ""
    there = {leg: place for leg, place in was.items() if leg in call.legs or leg in now}
    reaction.acts[:0] = moves(call, there, now)
    if talking(was) and not talking(now):
        reaction.act(Dissolve(bridge=call.bridge))
