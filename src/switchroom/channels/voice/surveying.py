"""The call's part after the talk: the customer who stays on the line is asked to rate it by keys.

Policy. The queue that the call came out of names the flow that asks. It begins when the last agent
hangs up before the customer does, or when the one who leads the call asks for it; the agent's part
is over then. However the flow ends, the call has ended as it did for the agent.
"""

from switchroom.channels.voice.call import Party
from switchroom.channels.voice.flowing import take
from switchroom.channels.voice.parties import leading, part
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.asking import RATED_AGENT
from switchroom.domain.flow.engine import begin
from switchroom.domain.flow.state import Step
from switchroom.domain.interaction.commands import RequestRating
from switchroom.kernel.errors import ConflictError


def ask_instead_of_ending(reaction: Reaction, party: Party) -> bool:
    """The last agent has left: begin the questions, if there are any; whether it was done."""
    if reaction.call.parties:
        return False
    step = _questions(reaction, party)
    if step is None:
        return False
    _ask(reaction, step)
    return True


def request(reaction: Reaction, wish: RequestRating) -> None:
    """The agent leaves the customer with the questions."""
    party = leading(reaction, wish.agent)
    if len(reaction.call.parties) > 1:
        raise ConflictError("Others are in this call.")
    step = _questions(reaction, party)
    if step is None:
        raise ConflictError("There are no questions to ask in this call.")
    part(reaction, party, "agent-hung-up")
    _ask(reaction, step)


def _ask(reaction: Reaction, step: Step) -> None:
    reaction.call.closing = "agent-hung-up"
    reaction.call.customer_held = False
    take(reaction, step)


def _questions(reaction: Reaction, party: Party) -> Step | None:
    """The first step of the flow that asks; None where nobody is to be asked."""
    call = reaction.call
    there = bool(call.leg) and call.reached and not call.gone and not call.ended
    flow = reaction.book.survey(call.queue) if there and call.queue else ""
    if not flow or party.kind != "agent" or reaction.flows.find(flow) is None:
        return None
    facts = call.facts({RATED_AGENT: party.agent})
    return begin(reaction.flows, flow, None, facts, reaction.now)
