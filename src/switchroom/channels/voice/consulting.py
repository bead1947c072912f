"""The call's part while its lead talks with somebody else before the customer does.

Policy.
- One at a time is consulted, by the agent who leads the call, and only while that one is alone with
  the customer: what is said then is for the two of them. In a conference a party is added instead.
- The customer hears music from the moment the consulted one is rung.
- A consultation that comes to nothing, or that either of the two ends, brings the customer back.
- A customer who was resumed meanwhile is held again when the consulted one answers.
- Swapping holds the one and resumes the other; merging makes a conference of all.
"""

from dataclasses import replace

from switchroom.channels.voice.call import Party
from switchroom.channels.voice.parties import (
    bring_agent,
    bring_number,
    change,
    leading,
    part,
)
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import hand_over, require_customer, set_customer_held
from switchroom.domain.interaction.commands import Consult, Target
from switchroom.domain.interaction.events import (
    ConferenceStarted,
    PartyHeld,
    PartyResumed,
    Purpose,
)
from switchroom.kernel.errors import ConflictError, InvalidError


def consult(reaction: Reaction, wish: Consult) -> None:
    """Ring somebody while the customer hears music."""
    lead = alone_with_customer(reaction, wish.agent)
    if not reaction.call.customer_held:
        set_customer_held(reaction, wish.agent, held=True)
    bring(reaction, wish.target, "consult", lead)


def bring(reaction: Reaction, target: Target, purpose: Purpose, lead: Party) -> Party:
    """Ring a colleague or a number."""
    match target.kind:
        case "agent":
            if reaction.call.party_of(target.id):
                raise ConflictError("This colleague is in the call already.")
            return bring_agent(reaction, target.id, purpose, by=lead.agent, queue=lead.queue)
        case "number":
            return bring_number(reaction, target.id, purpose, by=lead.agent)
        case _:
            raise InvalidError("Only colleagues and numbers can be rung.")


def complete(reaction: Reaction, agent: str) -> None:
    """Leave the customer with the consulted one, who may still be ringing."""
    lead, consulted = leading(reaction, agent), _consulted(reaction)
    hand_over(reaction, lead, consulted)


def cancel(reaction: Reaction, agent: str) -> None:
    """Let the consulted one go."""
    leading(reaction, agent)
    part(reaction, _consulted(reaction), "left")
    bring_customer_back(reaction, agent)


def resume(reaction: Reaction, agent: str) -> None:
    """Talk with the customer again; who is consulted hears music then, or still rings."""
    leading(reaction, agent)
    require_customer(reaction)
    consulted = reaction.call.consulted
    if consulted and consulted.state == "in" and reaction.call.customer_held:
        swap(reaction, agent)
    else:
        bring_customer_back(reaction, agent)


def swap(reaction: Reaction, agent: str) -> None:
    """Talk with the other one."""
    leading(reaction, agent)
    consulted = _there(reaction)
    call = reaction.call
    if consulted.state == "held":
        change(reaction, replace(consulted, state="in"))
        reaction.record(PartyResumed(interaction=call.interaction, leg=consulted.leg))
        set_customer_held(reaction, agent, held=True)
    else:
        change(reaction, replace(consulted, state="held"))
        reaction.record(PartyHeld(interaction=call.interaction, leg=consulted.leg))
        set_customer_held(reaction, agent, held=False)


def merge(reaction: Reaction, agent: str) -> None:
    """Bring all together."""
    leading(reaction, agent)
    consulted = _there(reaction)
    call = reaction.call
    change(reaction, replace(consulted, purpose="add", state="in"))
    if consulted.state == "held":
        reaction.record(PartyResumed(interaction=call.interaction, leg=consulted.leg))
    bring_customer_back(reaction, agent)
    reaction.record(ConferenceStarted(interaction=call.interaction, by=agent))


def bring_customer_back(reaction: Reaction, agent: str) -> None:
    """The customer is in the talk again."""
    if reaction.call.customer_held:
        set_customer_held(reaction, agent, held=False)


def alone_with_customer(reaction: Reaction, agent: str) -> Party:
    """The part of an agent with whom nobody but the customer is in the call."""
    lead, call = leading(reaction, agent), reaction.call
    require_customer(reaction)
    if len(call.parties) > 1:
        raise ConflictError("Others are in this call too, or are being rung.")
    return lead


def _consulted(reaction: Reaction) -> Party:
    consulted = reaction.call.consulted
    if consulted is None:
        raise ConflictError("Nobody is being consulted.")
    return consulted


def _there(reaction: Reaction) -> Party:
    consulted = _consulted(reaction)
    if not consulted.joined:
        raise ConflictError("The consulted one has not answered yet.")
    return consulted
