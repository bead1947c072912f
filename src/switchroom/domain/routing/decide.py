"""The one way in which the routing's state changes."""

from collections.abc import Callable
from typing import Any

from switchroom.domain.routing import commands
from switchroom.domain.routing.defining import define_agent, define_queue, remove_queue
from switchroom.domain.routing.desk import make_not_ready, make_ready, sign_in, sign_out
from switchroom.domain.routing.entering import enqueue, withdraw
from switchroom.domain.routing.events import RoutingEvent
from switchroom.domain.routing.intercepting import intercept
from switchroom.domain.routing.matching import match
from switchroom.domain.routing.offers import accept_offer, fail_offer, pick_up
from switchroom.domain.routing.overflow import overflow
from switchroom.domain.routing.reserving import reserve, unreserve
from switchroom.domain.routing.state import RoutingState
from switchroom.domain.routing.ticking import tick
from switchroom.domain.routing.turn import Turn
from switchroom.domain.routing.work import end_work, finish_wrap_up, start_work
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import Instant

# Each handler takes the command under which it stands; a dict's type cannot say so.
_HANDLERS: dict[type[commands.RoutingCommand], Callable[[Turn, Any], None]] = {
    commands.DefineQueue: define_queue,
    commands.RemoveQueue: remove_queue,
    commands.DefineAgent: define_agent,
    commands.SignIn: sign_in,
    commands.SignOut: sign_out,
    commands.MakeReady: make_ready,
    commands.MakeNotReady: make_not_ready,
    commands.Enqueue: enqueue,
    commands.Withdraw: withdraw,
    commands.AcceptOffer: accept_offer,
    commands.FailOffer: fail_offer,
    commands.PickUp: pick_up,
    commands.StartWork: start_work,
    commands.EndWork: end_work,
    commands.FinishWrapUp: finish_wrap_up,
    commands.Reserve: reserve,
    commands.Unreserve: unreserve,
    commands.Intercept: intercept,
    commands.Tick: tick,
}


def decide(
    state: RoutingState, command: commands.RoutingCommand, now: Instant, ids: Ids
) -> list[RoutingEvent]:
    """Carry out a command: advances `state`, and says what has happened.

    Args:
        state: owned by the caller; unchanged, but for its version, when the command is refused.
        command: what is asked.
        now: this moment; never earlier than the one before.
        ids: where the ids of offers come from.

    Raises:
        ConflictError: the state has moved on.
        NotFoundError: no such queue, agent, interaction or work.
        InvalidError: the command makes no sense.
    """
    state.version += 1
    turn = Turn(state, now, ids)
    _HANDLERS[type(command)](turn, command)
    while turn.free or turn.moved or turn.thinned:
        match(turn)
        if turn.moved or turn.thinned:
            overflow(turn)
    return turn.events
