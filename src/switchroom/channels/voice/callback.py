"""The call's part when a customer keeps the place in a queue and is rung back: the agent first.

Policy.
- A flow asks for it after a queue was left by a key or by its own rule. When the customer has hung
  up, the interaction waits in that queue with the waiting time that it had, and stays there.
- An agent is offered it like any call, and hears the customer being rung. Nobody is rung who is one
  of us, and abroad only who had called from there, so that nobody telephones at our cost.
- Who does not answer is rung again after a pause, a few times; then they count as not reached. The
  agent writes up no call that never was. An agent who leaves before the answer ends a try as well.
"""

from collections.abc import Iterator
from dataclasses import replace

from switchroom.channels.voice.acts import Act, Later, Route
from switchroom.channels.voice.call import Call, Party
from switchroom.channels.voice.dialling import ring_customer
from switchroom.channels.voice.flowing import finish_flow, queue_refused
from switchroom.channels.voice.inputs import LegDown, RingBack
from switchroom.channels.voice.parties import part
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.interaction.events import CallbackFailed, CallbackTried
from switchroom.kernel.errors import SwitchroomError
from switchroom.ports.directory import Way

NO_WAY = 28
"""Q.850: invalid number format."""


def customer_away(reaction: Reaction, down: LegDown) -> bool:
    """The customer's leg has ended; whether that belongs to a callback, which then goes on."""
    call = reaction.call
    if call.callback is None or call.ended:
        return False
    waited = call.reached
    call.leg, call.gone, call.reached = "", True, False
    if waited:
        finish_flow(reaction, "hung-up")
        wait(reaction)
    else:
        _not_reached(reaction, down.cause)
    return True


def ring_back(reaction: Reaction, party: Party) -> None:
    """An agent is there: ring the customer."""
    call = reaction.call
    if call.callback is None:
        return
    call.callback = replace(call.callback, attempts=call.callback.attempts + 1)
    reaction.record(
        CallbackTried(
            interaction=call.interaction,
            agent=party.agent,
            number=call.callback.number,
            attempt=call.callback.attempts,
        )
    )
    way = _way(reaction, call.callback.number, party.agent)
    if way is None:
        _not_reached(reaction, NO_WAY)
        return
    call.leg = f"callback-{call.interaction}-{call.callback.attempts}"
    call.gone, call.reached = False, False
    ring_customer(reaction, way.endpoint, way.caller)


def wait(reaction: Reaction) -> None:
    """Wait in the queue at the kept place; an agent's offer follows."""
    call = reaction.call
    if call.callback is None or call.ended or call.parties or call.queue_token:
        return
    call.count += 1
    call.queue_token, call.queue_keys = f"{call.interaction}.callback.{call.count}", ()
    call.waits, call.queue = call.callback.waits, call.callback.waits.queue
    reaction.act(Route(command=call.waits, refused=queue_refused(call.queue_token)))


def reached(reaction: Reaction) -> None:
    """The customer is there: a call like any other from here on."""
    call = reaction.call
    call.reached = True
    call.callback = None


def wait_again(call: Call) -> Iterator[Act]:
    """After a restart the pause between two tries begins anew, at once over."""
    if call.callback and not (call.parties or call.queue_token or call.leg):
        yield Later(happened=RingBack(), after=0)


def _way(reaction: Reaction, number: str, agent: str) -> Way | None:
    try:
        way = reaction.book.way(number, agent)
    except SwitchroomError:
        return None
    abroad = way.reach == "international" and number != reaction.call.caller
    return None if way.agent or abroad else way


def _not_reached(reaction: Reaction, cause: int) -> None:
    call, rule = reaction.call, reaction.book.callbacks()
    if call.callback is None:
        return
    again = call.callback.attempts < rule.tries and cause != NO_WAY
    reaction.record(
        CallbackFailed(
            interaction=call.interaction,
            attempt=call.callback.attempts,
            cause=cause,
            again=again,
        )
    )
    for party in list(call.parties.values()):
        part(reaction, party, "failed", wrap_up=False)
    if again:
        reaction.act(Later(happened=RingBack(), after=rule.pause))
    else:
        reaction.end("not-reached", cause)
