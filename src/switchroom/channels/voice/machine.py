"""What follows when something happens to a call. Pure: no clock, no telephone, no database.

Policy.
- The customer is in a flow (also while waiting in a queue, for a message or a transfer), or with
  **parties**: agents and numbers outside. Each party is rung, in the talk, held, or lost and waited
  for; the agent longest in the call leads it. See `talking`, `consulting`, `conferring`,
  `transferring`, `dialling`, `supervising`, `losing`, each of which opens with its own policy.
- What each leg hears is said in one place, `placing`, for whatever the call is: nobody is left in
  silence because an act forgot them.
- While a customer waits, any number of agents may be rung; the routing decides who has the call
  (`Assigned`), never the order in which telephones answer. It also has to agree to every agent who
  is brought in otherwise (`Started`), so nobody is in two calls.
- Whatever the call leaves behind is told to the routing: an offer that failed, work that ended, a
  place in a queue given up. An assignment that comes too late is ended at once.
- The interaction ends once, with one cause. An input that fits nothing (a leg forgotten, a timer
  stopped) changes nothing.
"""

from collections.abc import Callable
from typing import Any

from switchroom.channels.voice import (
    callback,
    conferring,
    consulting,
    ending,
    losing,
    queueing,
    supervising,
    surveying,
    talking,
    transferring,
    waiting,
)
from switchroom.channels.voice.call import Call
from switchroom.channels.voice.flowing import answered
from switchroom.channels.voice.inputs import (
    Answered,
    Assigned,
    CallInput,
    LegDown,
    LegUp,
    Lost,
    MessageRecorded,
    NotStarted,
    OfferClosed,
    Offered,
    OfferExpiring,
    OfferRefused,
    Resumed,
    RingAgain,
    RingBack,
    Standing,
    Started,
    WaitedEnough,
)
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.resuming import resumed
from switchroom.channels.voice.settling import settle
from switchroom.domain.interaction import commands
from switchroom.kernel.time import Instant
from switchroom.ports.directory import Book

Handler = Callable[[Reaction, Any], None]

HANDLERS: dict[type[Any], Handler] = {
    Answered: lambda r, i: answered(r, i.input),
    Standing: waiting.told,
    Offered: queueing.offered,
    OfferExpiring: lambda r, i: queueing.offer_expiring(r, i.offer),
    OfferClosed: lambda r, i: queueing.offer_closed(r, i.offer),
    OfferRefused: queueing.offer_refused,
    Assigned: queueing.assigned,
    Started: lambda r, i: ending.started(r, i.agent),
    NotStarted: lambda r, i: ending.not_started(r, i.leg),
    LegUp: lambda r, i: ending.leg_up(r, i.leg),
    LegDown: ending.leg_down,
    MessageRecorded: ending.message_recorded,
    RingBack: lambda r, _: callback.wait(r),
    RingAgain: lambda r, i: losing.ring_again(r, i.segment),
    WaitedEnough: lambda r, i: losing.waited_enough(r, i.segment),
    Resumed: resumed,
    Lost: lambda r, _: ending.customer_down(r, LegDown(leg=r.call.leg, cause=0), "lost"),
    commands.AgentGone: lambda r, i: losing.agent_gone(r, i.agent),
    commands.AgentBack: lambda r, i: losing.agent_back(r, i.agent),
    commands.HoldCustomer: lambda r, i: talking.hold(r, i.agent),
    commands.ResumeCustomer: lambda r, i: consulting.resume(r, i.agent),
    commands.HangUpInteraction: talking.hang_up,
    commands.SendDigits: talking.send_digits,
    commands.PlayPrompt: talking.play_prompt,
    commands.BlindTransfer: transferring.transfer,
    commands.ReturnToFlow: transferring.return_to_flow,
    commands.Consult: consulting.consult,
    commands.CompleteTransfer: lambda r, i: consulting.complete(r, i.agent),
    commands.CancelConsult: lambda r, i: consulting.cancel(r, i.agent),
    commands.Swap: lambda r, i: consulting.swap(r, i.agent),
    commands.MergeConference: lambda r, i: consulting.merge(r, i.agent),
    commands.AddParty: conferring.add,
    commands.DropParty: conferring.drop,
    commands.MuteParty: conferring.mute,
    commands.Monitor: supervising.monitor,
    commands.Barge: supervising.barge,
    commands.TakeOver: supervising.barge,
    commands.Release: supervising.release,
    commands.RequestRating: surveying.request,
}
"""Who answers what."""


def react(call: Call, happened: CallInput, book: Book, now: Instant) -> Reaction:
    """What follows; `call` itself stays as it is.

    Raises:
        ConflictError: somebody asked for something that cannot be done with this call now.
    """
    reaction = Reaction(call.copy(), book, now, actor=_actor(happened))
    HANDLERS[type(happened)](reaction, happened)
    settle(call, reaction)
    return reaction


def _actor(happened: CallInput) -> str:
    match happened:
        case commands.AgentCommand(agent=agent):
            return agent
        case commands.SupervisorCommand(supervisor=supervisor):
            return supervisor
        case _:
            return ""
