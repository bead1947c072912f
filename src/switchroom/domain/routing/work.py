"""Work and wrap-up."""

from switchroom.domain.presence import states
from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.commands import EndWork, FinishWrapUp
from switchroom.domain.routing.events import (
    AgentNotReady,
    AgentReady,
    WorkEnded,
    WrapUpEnded,
    WrapUpStarted,
)
from switchroom.domain.routing.state import Agent, Work
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant

HANDLING_MEMORY = 32
"""Over about so many works the average handling time runs."""


def end_work(turn: Turn, command: EndWork) -> None:
    """The agent's part is over; wrap-up by the queue's rule begins."""
    work = turn.state.works.get(command.interaction)
    if work is None or work.agent != command.agent:
        raise NotFoundError("The agent does not work on this interaction.")
    agent, queue = turn.state.agents[work.agent], turn.state.queues[work.queue]
    del turn.state.works[work.interaction]
    states.end_work(agent.presence, work.interaction, turn.now)
    agent.worked += turn.now - work.since
    agent.idle_since = turn.now
    turn.emit(WorkEnded(interaction=work.interaction, agent=work.agent, queue=work.queue))
    if queue.rule.wrap_up > 0:
        _begin_wrap_up(turn, agent, work, turn.now + queue.rule.wrap_up)
    else:
        _served(turn, agent, work)
        if not agent.presence.occupied:
            _say_readiness(turn, agent)
    turn.stir(agent)


def finish_wrap_up(turn: Turn, command: FinishWrapUp) -> None:
    """The agent is done with all of it; no error when there is none."""
    agent = turn.agent(command.agent)
    if end_wrap_ups(turn, agent):
        _resume(turn, agent)


def wrap_up_is_over(turn: Turn, agent: Agent, interaction: str) -> None:
    """The time for writing up one work is over."""
    _end_wrap_up(turn, agent, interaction)
    if not agent.presence.wrap_ups:
        _resume(turn, agent)


def end_wrap_ups(turn: Turn, agent: Agent) -> bool:
    """End whatever wrap-up there is; whether there was any. What follows is the caller's."""
    interactions = list(agent.presence.wrap_ups)
    for interaction in interactions:
        _end_wrap_up(turn, agent, interaction)
    return bool(interactions)


def _begin_wrap_up(turn: Turn, agent: Agent, work: Work, until: Instant) -> None:
    agent.wrapping[work.interaction] = work
    states.begin_wrap_up(agent.presence, work.interaction, until, turn.now)
    turn.state.alarms.set(Alarm(until, "wrap-up", work.agent, work.interaction))
    turn.emit(
        WrapUpStarted(
            agent=work.agent,
            interaction=work.interaction,
            queue=work.queue,
            until=until,
            since=work.since,
        )
    )


def _end_wrap_up(turn: Turn, agent: Agent, interaction: str) -> None:
    states.end_wrap_up(agent.presence, interaction, turn.now)
    agent.idle_since = turn.now
    _served(turn, agent, agent.wrapping.pop(interaction))
    turn.emit(WrapUpEnded(agent=agent.rule.agent, interaction=interaction))


def _served(turn: Turn, agent: Agent, work: Work) -> None:
    queue = turn.state.queues[work.queue]
    del queue.serving[work.interaction, agent.rule.agent]
    taken = turn.now - work.since
    if queue.handling is None:
        queue.handling = float(taken)
    else:
        queue.handling += (taken - queue.handling) / HANDLING_MEMORY


def _resume(turn: Turn, agent: Agent) -> None:
    _say_readiness(turn, agent)
    turn.stir(agent)


def _say_readiness(turn: Turn, agent: Agent) -> None:
    presence, name = agent.presence, agent.rule.agent
    if presence.ready:
        agent.misses = 0
        turn.emit(AgentReady(agent=name))
    else:
        pending = presence.occupied
        turn.emit(AgentNotReady(agent=name, reason=presence.reason, pending=pending))
