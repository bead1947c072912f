"""The call's part when an agent's telephone is gone without a word: a reload, a crash, a cut line.

Policy.
- A telephone in a page is lost when its leg ends without the far end's hanging up, or when the desk
  says that the page is gone; one that stands by itself hangs up when it ends, whatever the reason.
- The agent is waited for as long as the centre has set; whom they leave alone hears music. The
  telephone is rung again when the page is back, and every `AGAIN` after it could not be reached. It
  answers by itself; with that they talk again, in the same segment.
- One who does not come back is out of the call without wrap-up, and not ready (`disconnected`). A
  customer who is alone then goes to the head of the queue.
"""

from dataclasses import replace

from switchroom.channels.voice.acts import End, Later, Ring, Route
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.inputs import LegDown, RingAgain, WaitedEnough
from switchroom.channels.voice.parties import (
    change,
    close_recording,
    note_recording,
    part,
    plan,
)
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import go_on
from switchroom.channels.voice.transferring import back_to_queue
from switchroom.domain.interaction.events import AgentLost, AgentReturned
from switchroom.domain.routing.commands import MakeNotReady
from switchroom.kernel.time import SECOND, Millis

AGAIN: Millis = SECOND
DISCONNECTED = "disconnected"


def agent_gone(reaction: Reaction, agent: str) -> None:
    """The desk says that the agent's last page is gone."""
    party = reaction.call.party_of(agent)
    if party and party.browser and party.state in {"in", "held"}:
        lose(reaction, party)


def agent_back(reaction: Reaction, agent: str) -> None:
    """The agent has a new page: its telephone is rung at once."""
    party = reaction.call.party_of(agent)
    if party is None or not party.browser or not party.joined:
        return
    if party.state != "lost":
        party = lose(reaction, party)
    elif party.up:
        reaction.act(End(leg=party.leg))
    _ring(reaction, party)


def telephone_gone(reaction: Reaction, party: Party, down: LegDown) -> bool:
    """A party's leg has ended; whether that is taken for a loss."""
    if party.state == "lost":
        if party.up:
            change(reaction, replace(party, up=False))
            reaction.act(Later(happened=RingAgain(segment=party.segment), after=AGAIN))
        return True
    if not party.browser or not party.joined or down.by_far_end:
        return False
    lose(reaction, party, gone=True)
    reaction.act(Later(happened=RingAgain(segment=party.segment), after=AGAIN))
    return True


def lose(reaction: Reaction, party: Party, *, gone: bool = False) -> Party:
    """Wait for the agent."""
    close_recording(reaction, party, gone=gone)
    if not gone:
        reaction.act(End(leg=party.leg))
    patience = reaction.book.patience()
    until = reaction.now + patience
    reaction.record(
        AgentLost(
            interaction=reaction.call.interaction,
            agent=party.agent,
            leg=party.leg,
            until=until,
        )
    )
    reaction.act(Later(happened=WaitedEnough(segment=party.segment), after=patience))
    return change(reaction, replace(party, state="lost", up=False, until=until))


def ring_again(reaction: Reaction, segment: str) -> None:
    """Another try, unless one is under way or the agent is back."""
    party = _lost(reaction, segment)
    if party and not party.up:
        _ring(reaction, party)


def returned(reaction: Reaction, party: Party) -> None:
    """The agent is back."""
    party = change(reaction, replace(party, state="in", until=0, muted=False))
    reaction.record(
        AgentReturned(
            interaction=reaction.call.interaction,
            agent=party.agent,
            segment=party.segment,
            leg=party.leg,
        )
    )
    note_recording(reaction, party)


def waited_enough(reaction: Reaction, segment: str) -> None:
    """The agent did not come back."""
    party = _lost(reaction, segment)
    if party is None or party.until > reaction.now:
        return
    part(reaction, party, "agent-lost", gone=not party.up, wrap_up=False)
    reaction.act(Route(command=MakeNotReady(agent=party.agent, reason=DISCONNECTED)))
    call = reaction.call
    if call.parties or call.internal or call.gone:
        go_on(reaction, "agent-hung-up")
    else:
        back_to_queue(reaction)


def _lost(reaction: Reaction, segment: str) -> Party | None:
    parties = reaction.call.parties.values()
    return next((p for p in parties if p.segment == segment and p.state == "lost"), None)


def _ring(reaction: Reaction, party: Party) -> None:
    """Ring on a new leg, in the same place among the parties."""
    call, number = reaction.call, party.legs + 1
    renewed = replace(
        party,
        leg=f"agent-{party.segment}-{number}",
        recording=f"{party.segment}-{number}" if party.recording else "",
        up=True,
        legs=number,
    )
    call.parties = {
        (renewed.leg if leg == party.leg else leg): (renewed if leg == party.leg else other)
        for leg, other in call.parties.items()
    }
    reaction.act(Ring(plan=plan(reaction, renewed, call.caller, auto_answer=True)))
