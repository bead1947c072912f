"""Rules come and change while everything runs."""

from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.commands import DefineAgent, DefineQueue, RemoveQueue
from switchroom.domain.routing.rules import QueueRule
from switchroom.domain.routing.skills import meets, needs_after, needs_at_least
from switchroom.domain.routing.standing import stand, step_out
from switchroom.domain.routing.state import Agent, Entry, Queue
from switchroom.domain.routing.turn import Turn, stand_up
from switchroom.kernel.errors import ConflictError, InvalidError


def define_queue(turn: Turn, command: DefineQueue) -> None:
    """A new queue, or a new rule for one; what waits stays, in the order of the new rule."""
    rule = command.rule
    _check(turn, rule)
    queue = turn.state.queues.setdefault(rule.queue, Queue(rule))
    standing = _standing(turn, queue)
    for entry in standing:
        step_out(turn, entry)
    for agent in list(queue.members.values()):
        _leave(turn, agent, queue)
    queue.rule, queue.needs = rule, needs_after(rule.needs, 0)
    queue.relaxes = any(need.relax_after is not None for need in rule.needs)
    for agent in turn.state.agents.values():
        _join(turn, agent, queue)
    for entry in (*standing, *queue.ringing.values()):
        entry.claim = claim(entry.request, rule.weight)
    for entry in standing:
        stand(turn, entry)


def remove_queue(turn: Turn, command: RemoveQueue) -> None:
    """Forget a queue from which nothing waits, rings or is being served."""
    queue = turn.queue(command.queue)
    if _is_used(queue):
        raise ConflictError("The queue is still in use.")
    for agent in list(queue.members.values()):
        _leave(turn, agent, queue)
    del turn.state.queues[command.queue]


def define_agent(turn: Turn, command: DefineAgent) -> None:
    """A new agent, or a new rule for one."""
    rule = command.rule
    agent = turn.state.agents.setdefault(rule.agent, Agent(rule))
    for queue in list(agent.queues.values()):
        _leave(turn, agent, queue)
    agent.rule = rule
    for queue in turn.state.queues.values():
        _join(turn, agent, queue)
    turn.stir(agent)


def _check(turn: Turn, rule: QueueRule) -> None:
    if rule.weight < 0 or rule.offer_timeout <= 0 or rule.wrap_up < 0 or rule.retry_pause < 0:
        raise InvalidError("A weight or a time of the queue is out of its range.")
    if any(overflow.after is not None and overflow.after <= 0 for overflow in rule.overflows):
        raise InvalidError("Overflow by time needs a time.")
    known = turn.state.queues.get(rule.queue)
    if known and known.rule.channel != rule.channel and _is_used(known):
        raise ConflictError("The channel of a queue cannot change while it is in use.")


def _standing(turn: Turn, queue: Queue) -> list[Entry]:
    return [
        turn.state.entries[interaction]
        for lane in queue.lanes.values()
        for _, _, interaction in lane.line
    ]


def _is_used(queue: Queue) -> bool:
    return bool(queue.length or queue.ringing or queue.serving)


def _join(turn: Turn, agent: Agent, queue: Queue) -> None:
    if _is_member(agent, queue.rule):
        agent.queues[queue.rule.queue] = queue
        queue.members[agent.rule.agent] = agent
        if agent.presence.ready:
            queue.staffed[agent.rule.agent] = agent
        turn.stir(agent)


def _leave(turn: Turn, agent: Agent, queue: Queue) -> None:
    stand_up(agent)
    del agent.queues[queue.rule.queue], queue.members[agent.rule.agent]
    queue.staffed.pop(agent.rule.agent, None)
    turn.thinned[queue.rule.queue] = queue
    turn.stir(agent)


def _is_member(agent: Agent, rule: QueueRule) -> bool:
    served = agent.rule.queues
    return (
        agent.rule.capacity.get(rule.channel, 0) > 0
        and (not rule.agents or agent.rule.agent in rule.agents)
        and (served is None or rule.queue in served)
        and meets(agent.rule.skills, needs_at_least(rule.needs))
    )
