"""The call's part while an agent sends the customer on, and what follows when nobody takes it.

Policy.
- Blind: the agent leaves at once. To a queue: the customer keeps the waiting time that they have
  had since they called. To a colleague or a number: it is rung, and the customer hears it ring. To
  a node of a flow: the flow goes on there, with what the agent entered.
- A customer whom nobody takes goes back to the head of the queue that the call came out of; one
  who came out of none (we had called them) is released.
- A queue that somebody is sent back to leads out, if it must, as the queue in the call's flow does.
"""

from switchroom.channels.voice.acts import Route, StartMusic
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.consulting import alone_with_customer, bring
from switchroom.channels.voice.flowing import queue_refused, take
from switchroom.channels.voice.parties import part
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import end_all
from switchroom.domain.flow.returning import enter, wait_again
from switchroom.domain.interaction.commands import BlindTransfer, ReturnToFlow, Target
from switchroom.domain.interaction.events import (
    FlowResumed,
    PartyFailure,
    TransferFailed,
    TransferStarted,
)
from switchroom.domain.routing.commands import Enqueue
from switchroom.kernel.errors import InvalidError

HEAD = 100
"""The highest priority: before all who have not been served yet."""


def transfer(reaction: Reaction, wish: BlindTransfer) -> None:
    """Send the customer on and leave."""
    target = wish.target
    if target.kind == "node":
        flow, _, node = target.id.rpartition("/")
        return_to_flow(
            reaction,
            ReturnToFlow(interaction=wish.interaction, agent=wish.agent, flow=flow, node=node),
        )
        return
    lead, call = alone_with_customer(reaction, wish.agent), reaction.call
    reaction.record(
        TransferStarted(
            interaction=call.interaction, by=wish.agent, kind=target.kind, target=target.id
        )
    )
    _send(reaction, target, lead)
    call.customer_held = False


def return_to_flow(reaction: Reaction, wish: ReturnToFlow) -> None:
    """Give the customer back to a flow."""
    lead, call = alone_with_customer(reaction, wish.agent), reaction.call
    flow = wish.flow or (call.flow.root if call.flow else "")
    known = call.flow or call.facts({})
    step = enter(reaction.flows, flow, wish.node, known, wish.variables, reaction.now)
    reaction.record(
        FlowResumed(
            interaction=call.interaction,
            flow=flow,
            version=step.state.version,
            node=wish.node,
            by=wish.agent,
        )
    )
    part(reaction, lead, "returned-to-flow")
    call.customer_held = False
    take(reaction, step)


def not_taken(reaction: Reaction, by: str, cause: PartyFailure) -> None:
    """Nobody took a customer who was sent on."""
    call = reaction.call
    reaction.record(TransferFailed(interaction=call.interaction, by=by, cause=cause))
    back_to_queue(reaction)


def back_to_queue(reaction: Reaction) -> None:
    """The customer waits again, before all others."""
    if reaction.call.queue:
        enqueue(reaction, reaction.call.queue, priority=HEAD)
    else:
        end_all(reaction, "transfer-failed", "failed")


def enqueue(reaction: Reaction, queue: str, *, priority: int) -> None:
    """The customer waits in a queue, with the waiting time they have had, and hears music."""
    call = reaction.call
    call.queue_token, call.queue_keys = _queue_token(reaction), ()
    call.queue, call.customer_held = queue, False
    call.waits = Enqueue(
        interaction=call.interaction, queue=queue, priority=priority, entered=call.arrived
    )
    refused = queue_refused(call.queue_token)
    reaction.act(StartMusic(leg=call.leg), Route(command=call.waits, refused=refused))


def _send(reaction: Reaction, target: Target, lead: Party) -> None:
    if target.kind == "queue":
        if not reaction.book.is_queue(target.id):
            raise InvalidError("Please say which queue; there is no such one.")
        part(reaction, lead, "transferred")
        enqueue(reaction, target.id, priority=reaction.call.priority)
    else:
        bring(reaction, target, "transfer", lead)
        part(reaction, lead, "transferred")


def _queue_token(reaction: Reaction) -> str:
    """The flow is told when the queue is left; a call without one gets a token of its own."""
    call = reaction.call
    step = wait_again(reaction.flows, call.flow) if call.flow else None
    if step is None or step.state.waiting is None:
        call.count += 1
        return f"{call.interaction}.back.{call.count}"
    call.flow = step.state
    return step.state.waiting.token
