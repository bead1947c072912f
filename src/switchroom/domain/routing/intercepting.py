"""One agent's incoming work is offered to another, such as the quality desk.

Policy. What a queue would offer to an agent who is intercepted goes to the one who intercepts,
while that one is free: at the desk (ready or not), neither being asked nor wrapping up, with room
in the channel, not barred from this interaction. Otherwise it goes to the agent as ever. Skills are
not asked for. Nobody is intercepted in turn, and what is picked up is not intercepted.

An intercept ends when it is taken back, when either of the two signs out, and when the one who
intercepts does not answer or cannot be reached, since callers would wait for an empty desk.
"""

from switchroom.domain.presence.states import free_channels
from switchroom.domain.routing.choosing import is_barred
from switchroom.domain.routing.commands import Intercept
from switchroom.domain.routing.events import InterceptSet
from switchroom.domain.routing.state import Agent, Entry
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.errors import ConflictError, InvalidError


def intercept(turn: Turn, command: Intercept) -> None:
    """Set or end; what rings already stays."""
    agent = turn.agent(command.agent)
    if command.to == command.agent:
        raise InvalidError("Nobody intercepts their own calls.")
    if command.to is not None:
        for one in (agent, turn.agent(command.to)):
            if not one.presence.signed_in:
                raise ConflictError(f"The agent {one.rule.agent} is not signed in.")
    if turn.state.intercepts.get(command.agent) != command.to:
        _set(turn, command.agent, command.to, command.by)


def interceptor(turn: Turn, entry: Entry, agent: Agent) -> Agent | None:
    """Who is offered this interaction in place of an agent."""
    name = turn.state.intercepts.get(agent.rule.agent)
    if name is None:
        return None
    other = turn.state.agents[name]
    channel = turn.state.queues[entry.request.queue].rule.channel
    if channel not in free_channels(other.presence, other.rule.capacity, other.rule.interrupts):
        return None
    return None if is_barred(turn.state, entry, other, turn.now) else other


def end_intercepts_of(turn: Turn, agent: str) -> None:
    """The agent is intercepted no more."""
    if agent in turn.state.intercepts:
        _set(turn, agent, None)


def end_intercepts_by(turn: Turn, agent: str) -> None:
    """The agent intercepts nobody any more."""
    for name in [name for name, to in turn.state.intercepts.items() if to == agent]:
        _set(turn, name, None)


def _set(turn: Turn, agent: str, to: str | None, by: str = "") -> None:
    if to is None:
        del turn.state.intercepts[agent]
    else:
        turn.state.intercepts[agent] = to
    turn.state.agents[agent].changed = turn.state.version
    turn.emit(InterceptSet(agent=agent, to=to, by=by))
