"""Back to a running state from rows, after a restart."""

from collections.abc import Iterable
from copy import deepcopy
from typing import NoReturn

from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.claim import claim
from switchroom.domain.routing.commands import DefineAgent, DefineQueue
from switchroom.domain.routing.defining import define_agent, define_queue
from switchroom.domain.routing.rows import AgentRow, EntryRow, Rows
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.standing import stand, wake
from switchroom.domain.routing.state import Entry, RoutingState
from switchroom.domain.routing.turn import Turn
from switchroom.kernel.time import Instant


def restore(
    queues: Iterable[QueueRule], agents: Iterable[AgentRule], rows: Rows, now: Instant
) -> RoutingState:
    """The state that the rows amount to; nothing happens by it.

    All that waits is due at once, so the first `Tick` catches up with the time that has passed and
    with rules that have changed meanwhile.
    """
    turn = Turn(RoutingState(), now, _NoIds())
    for queue_rule in queues:
        define_queue(turn, DefineQueue(rule=queue_rule))
    for agent_rule in agents:
        define_agent(turn, DefineAgent(rule=agent_rule))
    for agent_row in rows.agents.values():
        _restore_agent(turn, agent_row)
    for entry_row in rows.entries.values():
        _restore_entry(turn, entry_row, rows)
    _restore_works(turn, rows)
    turn.state.intercepts.update(rows.intercepts)
    for agent in turn.state.agents.values():
        turn.staff(agent)
        turn.stir(agent)
    turn.rest()
    return turn.state


def _restore_agent(turn: Turn, row: AgentRow) -> None:
    if row.agent not in turn.state.agents:
        nothing = AgentRule(agent=row.agent, capacity={})
        define_agent(turn, DefineAgent(rule=nothing))
    agent = turn.state.agents[row.agent]
    agent.presence, agent.turns = deepcopy(row.presence), dict(row.turns)
    agent.idle_since, agent.misses, agent.worked = row.idle_since, row.misses, row.worked


def _restore_entry(turn: Turn, row: EntryRow, rows: Rows) -> None:
    state, request = turn.state, row.request
    queue = turn.queue(request.queue)
    offers = {
        offer.offer: offer.agent
        for offer in rows.offers.values()
        if offer.interaction == request.interaction
    }
    entry = Entry(request, claim(request, queue.rule.weight), dict(row.failed), offers)
    state.entries[request.interaction] = entry
    state.order = max(state.order, request.order + 1)
    if offers:
        queue.ringing[request.interaction] = entry
    else:
        stand(turn, entry)
        wake(turn, entry, turn.now)


def _restore_works(turn: Turn, rows: Rows) -> None:
    state = turn.state
    for offer in rows.offers.values():
        state.offers[offer.offer] = offer
        state.alarms.set(Alarm(offer.expires, "offer", offer.offer))
    for work in rows.works.values():
        state.works.setdefault(work.interaction, {})[work.agent] = work
        if work.queue:
            turn.queue(work.queue).serving[work.interaction, work.agent] = state.agents[work.agent]
    for work in rows.wrap_ups.values():
        agent = state.agents[work.agent]
        agent.wrapping[work.interaction] = work
        state.wrap_ups.setdefault(work.interaction, {})[work.agent] = work
        turn.queue(work.queue).serving[work.interaction, work.agent] = agent
        until = agent.presence.wrap_ups[work.interaction]
        if until is not None:
            state.alarms.set(Alarm(until, "wrap-up", work.agent, work.interaction))


class _NoIds:
    """A restart offers nothing, so it needs no ids."""

    def new(self) -> NoReturn:
        raise AssertionError("nothing is offered by a restart")
