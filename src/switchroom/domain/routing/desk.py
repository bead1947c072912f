"""At the desk or away, ready or not: by choice, or forced. See `presence.states`."""

from switchroom.domain.presence import states
from switchroom.domain.routing.commands import MakeNotReady, MakeReady, SignIn, SignOut
from switchroom.domain.routing.events import (
    AgentNotReady,
    AgentReady,
    AgentSignedIn,
    AgentSignedOut,
)
from switchroom.domain.routing.intercepting import end_intercepts_by, end_intercepts_of
from switchroom.domain.routing.offers import lose_offer
from switchroom.domain.routing.state import Agent
from switchroom.domain.routing.turn import Turn
from switchroom.domain.routing.work import end_wrap_ups
from switchroom.kernel.errors import ConflictError, InvalidError


def sign_in(turn: Turn, command: SignIn) -> None:
    """At the desk, not ready yet."""
    agent = turn.agent(command.agent)
    if states.sign_in(agent.presence, turn.now):
        agent.misses = agent.worked = 0
        turn.emit(AgentSignedIn(agent=command.agent))
        turn.stir(agent)


def sign_out(turn: Turn, command: SignOut) -> None:
    """Away; what was offered goes back to its queue, wrap-up and intercepts end."""
    agent = turn.agent(command.agent)
    if agent.presence.works:
        raise ConflictError("An agent cannot sign out while work runs.")
    if not agent.presence.signed_in:
        return
    _withdraw_offer(turn, agent)
    end_wrap_ups(turn, agent)
    end_intercepts_of(turn, command.agent)
    end_intercepts_by(turn, command.agent)
    states.sign_out(agent.presence, turn.now)
    turn.emit(AgentSignedOut(agent=command.agent, by=command.by))
    turn.staff(agent)
    turn.stir(agent)


def make_ready(turn: Turn, command: MakeReady) -> None:
    """Takes work from now on; wrap-up ends."""
    agent = turn.agent(command.agent)
    states.require_signed_in(agent.presence)
    wrapped_up = end_wrap_ups(turn, agent)
    if not states.make_ready(agent.presence, turn.now) and not wrapped_up:
        return
    agent.misses, agent.idle_since = 0, turn.now
    turn.emit(AgentReady(agent=command.agent, by=command.by))
    turn.staff(agent)
    turn.stir(agent)


def make_not_ready(turn: Turn, command: MakeNotReady) -> None:
    """Takes nothing new; an offer that stands goes back to its queue."""
    agent = turn.agent(command.agent)
    if not command.reason:
        raise InvalidError("Not ready needs a reason.")
    states.require_signed_in(agent.presence)
    _withdraw_offer(turn, agent)
    if not states.make_not_ready(agent.presence, command.reason, turn.now):
        return
    pending = agent.presence.occupied
    turn.emit(
        AgentNotReady(agent=command.agent, reason=command.reason, pending=pending, by=command.by)
    )
    turn.staff(agent)
    turn.stir(agent)


def _withdraw_offer(turn: Turn, agent: Agent) -> None:
    if agent.presence.offer is not None:
        lose_offer(turn, turn.state.offers[agent.presence.offer], "withdrawn")
