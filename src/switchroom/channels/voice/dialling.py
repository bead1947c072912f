"""The call's part when an agent calls: the agent's telephone first, then the number.

Policy.
- The agent has to be free, as the routing knows; their telephone is rung and answers by itself
  where it can, then the number is rung while the agent hears it ring.
- A number outside becomes the customer's leg; a colleague a party, and the call is internal.
- Whoever does not answer ends the call, and the desk is told why: busy, no answer, refused, no such
  number. Nobody writes up a call that never was.
"""

from switchroom.channels.voice.acts import Ring
from switchroom.channels.voice.call import Call, Dialled
from switchroom.channels.voice.inputs import LegDown
from switchroom.channels.voice.parties import bring_agent, failure
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import end_all
from switchroom.domain.interaction.events import InteractionOpened, PartyFailed
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import MINUTE, Instant
from switchroom.ports.directory import Way
from switchroom.ports.telephony import RingPlan

LONGEST_DIALLED = MINUTE
"""So long a number outside may ring."""


def dialled_call(interaction: str, way: Way, customer: str, now: Instant) -> Call:
    """The call that an agent makes."""
    return Call(
        interaction=interaction,
        leg="",
        caller=way.caller,
        caller_name="",
        called=way.number,
        arrived=now,
        direction="out",
        customer=customer,
        reached=False,
        gone=bool(way.agent),
        dialled=Dialled(
            number=way.number, endpoint=way.endpoint, caller=way.caller, agent=way.agent
        ),
    )


def begin(reaction: Reaction, agent: str, way: Way) -> None:
    """The call is there, and the agent is asked for."""
    if way.agent == agent:
        raise ConflictError("That is your own number.")
    call = reaction.call
    reaction.record(
        InteractionOpened(
            interaction=call.interaction,
            channel="voice",
            direction="out",
            caller=call.caller,
            called=call.called,
            trunk=way.trunk,
            site=way.site,
            department=way.department,
        )
    )
    bring_agent(reaction, agent, "dial", by=agent)


def ring_number(reaction: Reaction, by: str) -> None:
    """The agent is there: ring whom they want."""
    call = reaction.call
    if call.dialled is None:
        return
    if call.dialled.agent:
        bring_agent(reaction, call.dialled.agent, "dial", by=by)
        return
    call.leg = f"customer-{call.interaction}"
    ring_customer(reaction, call.dialled.endpoint, call.dialled.caller)


def ring_customer(reaction: Reaction, endpoint: str, caller: str) -> None:
    """Ring whom an agent waits for, on the customer's leg; `caller` is shown to them."""
    call = reaction.call
    ring = RingPlan(
        leg=call.leg,
        endpoint=endpoint,
        caller=caller,
        caller_name="",
        timeout=LONGEST_DIALLED,
        interaction=call.interaction,
    )
    reaction.act(Ring(plan=ring))


def number_failed(reaction: Reaction, down: LegDown) -> None:
    """The number did not answer."""
    call = reaction.call
    call.gone = True
    reaction.record(
        PartyFailed(
            interaction=call.interaction, leg=call.leg, cause=failure(down), code=down.cause
        )
    )
    end_all(reaction, "not-reached", "failed", down.cause, wrap_up=False)
