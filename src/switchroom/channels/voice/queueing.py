"""The call's part while it waits: agents are rung, and one of them takes it."""

from dataclasses import replace

from switchroom.channels.voice.acts import End, Join, PlayPieces, Ring, Route, StopPlayback
from switchroom.channels.voice.call import RingingAgent, Talk
from switchroom.channels.voice.flowing import finish_flow, queue_announcement
from switchroom.channels.voice.inputs import Assigned, LegDown, Offered
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.messages import Spoken
from switchroom.domain.interaction.events import AgentConnected, RecordingStarted
from switchroom.domain.routing.commands import AcceptOffer, EndWork, FailCause, FailOffer
from switchroom.domain.speaking.catalogue import announcement
from switchroom.domain.speaking.pieces import Language
from switchroom.kernel.time import MINUTE
from switchroom.ports.telephony import RingPlan

REJECTED = {17, 21}
"""Q.850 causes of an agent who pressed reject: user busy (486), call rejected (603)."""

GIVE_UP = 19
"""Q.850: no answer from the user."""

LONGEST_RING = 10 * MINUTE
"""A last bound in the telephone engine; the routing ends offers long before."""


def offered(reaction: Reaction, offer: Offered) -> None:
    """Ring the agent's telephone; the desk shows the record meanwhile."""
    call = reaction.call
    if call.ended or not call.queue_token:
        return
    leg = f"agent-{offer.offer}"
    recording = offer.offer if offer.record else ""
    call.ringing[leg] = RingingAgent(
        offer=offer.offer, agent=offer.agent, queue=offer.queue, leg=leg, recording=recording
    )
    plan = RingPlan(
        leg=leg,
        endpoint=offer.endpoint,
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
    reaction.act(Route(command=AcceptOffer(offer=ringing.offer), else_end=ringing.leg))


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
        work = EndWork(interaction=call.interaction, agent=assignment.agent)
        reaction.act(Route(command=work))
        return
    del call.ringing[ringing.leg]
    reaction.act(StopPlayback(playback=queue_announcement(call.queue_token)))
    call.queue_token = ""
    finish_flow(reaction, "queued")
    _connect(reaction, ringing, assignment)


def _connect(reaction: Reaction, ringing: RingingAgent, assignment: Assigned) -> None:
    call = reaction.call
    talk = Talk(
        agent=ringing.agent,
        queue=ringing.queue,
        leg=ringing.leg,
        segment=ringing.offer,
        bridge=f"talk-{call.interaction}",
        recording=ringing.recording,
    )
    call.talk = talk
    reaction.record(
        AgentConnected(
            interaction=call.interaction,
            segment=talk.segment,
            agent=talk.agent,
            queue=talk.queue,
            leg=talk.leg,
        )
    )
    _note_recording(reaction, talk)
    reaction.act(Join(bridge=talk.bridge, legs=(call.leg, talk.leg)))
    if assignment.number:
        _announce_agent(reaction, talk, assignment.number)


def _note_recording(reaction: Reaction, talk: Talk) -> None:
    if talk.recording:
        reaction.record(
            RecordingStarted(
                interaction=reaction.call.interaction,
                recording=talk.recording,
                kind="conversation",
                agent=talk.agent,
                segment=talk.segment,
            )
        )


def _announce_agent(reaction: Reaction, talk: Talk, number: str) -> None:
    call = reaction.call
    language: Language = "en" if call.language == "en" else "zh"
    pieces = (
        Spoken(kind="text", value=announcement("agent-number", language)),
        Spoken(kind="digits", value=number),
        Spoken(kind="text", value=announcement("at-your-service", language)),
    )
    playback = f"{call.interaction}.number.{talk.segment}"
    reaction.act(PlayPieces(leg=call.leg, playback=playback, pieces=pieces, language=call.language))


def _ringing(reaction: Reaction, offer: str) -> RingingAgent | None:
    rings = reaction.call.ringing.values()
    return next((ringing for ringing in rings if ringing.offer == offer), None)


def _fail_cause(ringing: RingingAgent, down: LegDown) -> FailCause:
    if ringing.expired:
        return "no-answer" if down.rang else "unreachable"
    if down.cause in REJECTED:
        return "rejected"
    return "no-answer" if down.cause == GIVE_UP and down.rang else "unreachable"
