"""Work and wrap-up. Several agents may work on one interaction, each once."""

from switchroom.domain.presence import states
from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.commands import EndWork, FinishWrapUp, StartWork
from switchroom.domain.routing.events import (
    AgentNotReady,
    AgentReady,
    WorkEnded,
    WorkStarted,
    WrapUpEnded,
    WrapUpStarted,
)
from switchroom.domain.routing.state import Agent, Work
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import Instant, Millis

HANDLING_MEMORY = 32
"""Over about so many works the average handling time runs."""


def start_work(turn: Turn, command: StartWork) -> None:
    """The agent works on what was not offered; wrap-up ends."""
    interaction, name = command.interaction, command.agent
    agent, channel = turn.agent(name), command.channel
    queue = turn.queue(command.queue) if command.queue else None
    if queue is not None:
        channel = queue.rule.channel
    require_free(agent, interaction, channel)
    end_wrap_ups(turn, agent)
    work = Work(interaction, name, command.queue, turn.now, command.wrap_up)
    turn.state.works.setdefault(interaction, {})[name] = work
    if queue is not None:
        queue.serving[interaction, name] = agent
    states.begin_work(agent.presence, interaction, channel, turn.now)
    turn.stir(agent)
    turn.emit(
        WorkStarted(
            interaction=interaction,
            agent=name,
            queue=command.queue,
            channel=channel,
            wrap_up=command.wrap_up,
        )
    )


def require_free(agent: Agent, interaction: str, channel: str) -> None:
    """Refuse an agent who cannot turn to an interaction now, ready or not."""
    if interaction in agent.presence.works:
        raise ConflictError("The agent works on this interaction already.")
    states.require_room(agent.presence, channel, agent.rule.capacity)


def end_work(turn: Turn, command: EndWork) -> None:
    """The agent's part is over; wrap-up by the queue's rule begins."""
    work = _take(turn, command)
    agent = turn.state.agents[work.agent]
    states.end_work(agent.presence, work.interaction, turn.now)
    agent.worked += turn.now - work.since
    agent.idle_since = turn.now
    turn.emit(WorkEnded(interaction=work.interaction, agent=work.agent, queue=work.queue))
    length = _wrap_up_after(turn, work) if command.wrap_up else 0
    if length > 0:
        _begin_wrap_up(turn, agent, work, turn.now + length)
    else:
        _served(turn, work, counts=command.wrap_up)
        if not agent.presence.occupied:
            _say_readiness(turn, agent)
    turn.stir(agent)


def finish_wrap_up(turn: Turn, command: FinishWrapUp) -> None:
    """The agent is done with all of it; no error when there is none."""
    agent = turn.agent(command.agent)
    if end_wrap_ups(turn, agent):
        _say_readiness(turn, agent)
        turn.stir(agent)


def wrap_up_is_over(turn: Turn, agent: Agent, interaction: str) -> None:
    """The time for writing up one work is over."""
    _end_wrap_up(turn, agent, interaction)
    if not agent.presence.wrap_ups:
        _say_readiness(turn, agent)
    turn.stir(agent)


def end_wrap_ups(turn: Turn, agent: Agent) -> bool:
    """End whatever wrap-up there is; whether there was any. What follows is the caller's."""
    interactions = list(agent.presence.wrap_ups)
    for interaction in interactions:
        _end_wrap_up(turn, agent, interaction)
    return bool(interactions)


def _take(turn: Turn, command: EndWork) -> Work:
    by_agent = turn.state.works.get(command.interaction, {})
    work = by_agent.pop(command.agent, None)
    if work is None:
        raise NotFoundError("The agent does not work on this interaction.")
    if not by_agent:
        del turn.state.works[command.interaction]
    return work


def _wrap_up_after(turn: Turn, work: Work) -> Millis:
    return turn.state.queues[work.queue].rule.wrap_up if work.queue and work.wrap_up else 0


def _begin_wrap_up(turn: Turn, agent: Agent, work: Work, until: Instant) -> None:
    agent.wrapping[work.interaction] = work
    turn.state.wrap_ups.setdefault(work.interaction, {})[work.agent] = work
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
    _served(turn, agent.wrapping.pop(interaction))
    by_agent = turn.state.wrap_ups[interaction]
    del by_agent[agent.rule.agent]
    if not by_agent:
        del turn.state.wrap_ups[interaction]
    turn.emit(WrapUpEnded(agent=agent.rule.agent, interaction=interaction))


def _served(turn: Turn, work: Work, counts: bool = True) -> None:
    if not work.queue:
        return
    queue = turn.state.queues[work.queue]
    del queue.serving[work.interaction, work.agent]
    if not counts:
        return
    taken = turn.now - work.since
    if queue.handling is None:
        queue.handling = float(taken)
    else:
        queue.handling += (taken - queue.handling) / HANDLING_MEMORY


def _say_readiness(turn: Turn, agent: Agent) -> None:
    presence, name = agent.presence, agent.rule.agent
    if presence.ready:
        agent.misses = 0
        turn.emit(AgentReady(agent=name))
    else:
        pending = presence.occupied
        turn.emit(AgentNotReady(agent=name, reason=presence.reason, pending=pending))
