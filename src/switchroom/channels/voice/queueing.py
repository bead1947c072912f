"""The call's part while it waits: agents are rung, and one of them takes it."""

from dataclasses import replace

from switchroom.channels.voice.acts import End, PlayPieces, Ring, Route, StopPlayback
from switchroom.channels.voice.call import Party, RingingAgent
from switchroom.channels.voice.callback import ring_back
from switchroom.channels.voice.flowing import finish_flow, queue_announcement
from switchroom.channels.voice.inputs import Assigned, LegDown, Offered, OfferRefused
from switchroom.channels.voice.parties import GIVE_UP, join
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.waiting import hush
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction.events import FactLearned
from switchroom.domain.routing.commands import AcceptOffer, EndWork, FailCause, FailOffer
from switchroom.domain.speaking.catalogue import announcement
from switchroom.domain.speaking.pieces import Language
from switchroom.kernel.time import MINUTE
from switchroom.ports.telephony import RingPlan

REJECTED = {17, 21}
"""Q.850 causes of an agent who pressed reject: user busy (486), call rejected (603)."""

LONGEST_RING = 10 * MINUTE
"""A last bound in the telephone engine; the routing ends offers long before."""


def offered(reaction: Reaction, offer: Offered) -> None:
    """Ring the agent's telephone; the desk shows the record meanwhile."""
    call = reaction.call
    if call.ended or not call.queue_token:
        return
    line = reaction.book.line(offer.agent)
    leg = f"agent-{offer.offer}"
    recording = offer.offer if line.recorded else ""
    call.ringing[leg] = RingingAgent(
        offer=offer.offer, agent=offer.agent, queue=offer.queue, leg=leg, recording=recording
    )
    plan = RingPlan(
        leg=leg,
        endpoint=line.endpoint,
        caller=call.caller,
        caller_name=call.caller_name,
        timeout=LONGEST_RING,
        recording=recording or None,
        headers={
            "X-Switchroom-Offer": offer.offer,
            "X-Switchroom-Interaction": call.interaction,
        },
        interaction=call.interaction,
    )
    reaction.act(Ring(plan=plan))


def offer_expiring(reaction: Reaction, offer: str) -> None:
    """Stop ringing; whether it counts as missed is seen when the leg has ended."""
    ringing = _ringing(reaction, offer)
    if ringing:
        reaction.call.ringing[ringing.leg] = replace(ringing, expired=True)
        reaction.act(End(leg=ringing.leg, cause=GIVE_UP))


def offer_closed(reaction: Reaction, offer: str) -> None:
    """The routing does not want this agent any more."""
    ringing = _ringing(reaction, offer)
    if ringing:
        del reaction.call.ringing[ringing.leg]
        reaction.act(End(leg=ringing.leg))


def agent_answered(reaction: Reaction, ringing: RingingAgent) -> None:
    """The agent took the call: the routing says whether they were in time."""
    refused = OfferRefused(offer=ringing.offer)
    reaction.act(Route(command=AcceptOffer(offer=ringing.offer), refused=refused))


def offer_refused(reaction: Reaction, refused: OfferRefused) -> None:
    """The agent answered too late; the leg's end does the rest."""
    ringing = _ringing(reaction, refused.offer)
    if ringing:
        reaction.act(End(leg=ringing.leg))


def agent_missed(reaction: Reaction, ringing: RingingAgent, down: LegDown) -> None:
    """The agent's telephone gave up before an answer counted."""
    del reaction.call.ringing[ringing.leg]
    cause = _fail_cause(ringing, down)
    reaction.act(Route(command=FailOffer(offer=ringing.offer, cause=cause)))


def assigned(reaction: Reaction, assignment: Assigned) -> None:
    """Customer and agent talk from here on."""
    call = reaction.call
    ringing = _ringing(reaction, assignment.offer)
    if ringing is None or call.ended:
        offer_closed(reaction, assignment.offer)
        work = EndWork(interaction=call.interaction, agent=assignment.agent)
        reaction.act(Route(command=work))
        return
    del call.ringing[ringing.leg]
    reaction.act(StopPlayback(playback=queue_announcement(call.queue_token)))
    hush(reaction)
    call.queue, call.queue_token, call.waits = ringing.queue, "", None
    finish_flow(reaction, "queued")
    party = _served(reaction, ringing)
    if call.callback:
        ring_back(reaction, party)
    elif number := reaction.book.line(party.agent).number:
        _announce_agent(reaction, party, number)


def _served(reaction: Reaction, ringing: RingingAgent) -> Party:
    line = reaction.book.line(ringing.agent)
    party = Party(
        leg=ringing.leg,
        kind="agent",
        purpose="served",
        endpoint=line.endpoint,
        agent=ringing.agent,
        number=line.extension,
        queue=ringing.queue,
        segment=ringing.offer,
        recording=ringing.recording,
        browser=line.browser,
    )
    reaction.call.parties[party.leg] = party
    return join(reaction, party)


def _announce_agent(reaction: Reaction, party: Party, number: str) -> None:
    call = reaction.call
    language: Language = "en" if call.language == "en" else "zh"
    pieces = (
        Spoken(kind="text", value=announcement("agent-number", language)),
        Spoken(kind="digits", value=number),
        Spoken(kind="text", value=announcement("at-your-service", language)),
    )
    call.announcing = f"{call.interaction}.number.{party.segment}"
    said = PlayPieces(leg=call.leg, playback=call.announcing, pieces=pieces, language=call.language)
    reaction.act(said)
    told = FactLearned(interaction=call.interaction, name="announced", value=number)
    reaction.record(told)  # so that the agent sees under which number they were presented


def _ringing(reaction: Reaction, offer: str) -> RingingAgent | None:
    rings = reaction.call.ringing.values()
    return next((ringing for ringing in rings if ringing.offer == offer), None)


def _fail_cause(ringing: RingingAgent, down: LegDown) -> FailCause:
    if ringing.expired:
        return "no-answer" if down.rang else "unreachable"
    if down.cause in REJECTED:
        return "rejected"
    return "no-answer" if down.cause == GIVE_UP and down.rang else "unreachable"
