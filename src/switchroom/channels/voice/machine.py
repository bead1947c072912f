"""What follows when something happens to a call. Pure: no clock, no telephone, no database.

Policy.
- A call is in exactly one part: its flow runs (also while it waits in a queue, or for a message or
  a transfer), or customer and agent talk, or it has ended.
- While it waits, any number of agents may be rung; the routing decides who has it (`Assigned`),
  never the order in which telephones answer.
- Whoever hangs up ends the conversation for both. The interaction ends once, with one cause.
- Whatever the call leaves behind is told to the routing: an offer that failed, work that ended, a
  place in a queue given up. An assignment that comes too late is ended at once.
- An input that fits nothing (a leg forgotten, a timer stopped) changes nothing.
"""

from switchroom.channels.voice.call import Call
from switchroom.channels.voice.ending import (
    customer_gone,
    leg_down,
    message_recorded,
    transfer_answered,
)
from switchroom.channels.voice.flowing import answered
from switchroom.channels.voice.inputs import (
    Answered,
    Assigned,
    CallInput,
    HangUpByAgent,
    Hold,
    LegDown,
    LegUp,
    Lost,
    MessageRecorded,
    OfferClosed,
    Offered,
    OfferExpiring,
    Resume,
)
from switchroom.channels.voice.queueing import (
    agent_answered,
    assigned,
    offer_closed,
    offer_expiring,
    offered,
)
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import hang_up, hold, resume
from switchroom.domain.flow.library import Flows
from switchroom.kernel.time import Instant


def react(call: Call, happened: CallInput, flows: Flows, now: Instant) -> Reaction:
    """What follows; `call` itself stays as it is.

    Raises:
        ConflictError: an agent asked for something that they cannot do with this call.
    """
    reaction = Reaction(call.copy(), flows, now)
    _dispatch(reaction, happened)
    return reaction


def _dispatch(reaction: Reaction, happened: CallInput) -> None:  # noqa: C901 one case an input
    match happened:
        case Answered(input=answer):
            answered(reaction, answer)
        case Offered():
            offered(reaction, happened)
        case OfferExpiring(offer=offer):
            offer_expiring(reaction, offer)
        case OfferClosed(offer=offer):
            offer_closed(reaction, offer)
        case Assigned():
            assigned(reaction, happened)
        case LegUp(leg=leg):
            _leg_up(reaction, leg)
        case LegDown():
            leg_down(reaction, happened)
        case MessageRecorded():
            message_recorded(reaction, happened)
        case Hold(agent=agent):
            hold(reaction, agent)
        case Resume(agent=agent):
            resume(reaction, agent)
        case HangUpByAgent(agent=agent):
            hang_up(reaction, agent)
        case Lost():
            customer_gone(reaction, 0, "lost")


def _leg_up(reaction: Reaction, leg: str) -> None:
    call = reaction.call
    if leg in call.ringing:
        agent_answered(reaction, call.ringing[leg])
    elif call.transfer and leg == call.transfer.leg:
        transfer_answered(reaction)
