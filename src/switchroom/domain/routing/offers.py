"""Offers: made, accepted, failed, withdrawn.

An offer that fails on the agent's side sends the agent to the back of the idle and bars this pair
for the queue's retry pause; the interaction goes back to its old place when its last offer has
ended. Only `no-answer`, where the telephone really rang, counts as a miss; misses in a row end with
an acceptance, a rejection, and with the agent's becoming ready. An agent whose telephone cannot be
rung is not ready at once (`unreachable`), since nothing could reach them a moment later either.

A named agent who does not take what was meant for them alone is not waited for any longer: whoever
else serves the queue may take it then, so nobody who was transferred is stuck.

Who picks an interaction up out of turn is asked like anybody else, ready or not, and may fail to
take it like anybody else; whoever was being asked for it meanwhile has lost it through no fault.
"""

from msgspec.structs import replace

from switchroom.domain.presence import states
from switchroom.domain.routing.alarms import Alarm
from switchroom.domain.routing.commands import AcceptOffer, FailOffer, PickUp
from switchroom.domain.routing.events import (
    AgentNotReady,
    InteractionAssigned,
    InteractionOffered,
    InteractionQueued,
    OfferEnd,
    OfferEnded,
)
from switchroom.domain.routing.intercepting import end_intercepts_by
from switchroom.domain.routing.standing import stand, step_out
from switchroom.domain.routing.state import Agent, Entry, Offer, Work
from switchroom.domain.routing.turn import Turn
from switchroom.domain.routing.work import end_wrap_ups, require_free
from switchroom.kernel.errors import ConflictError, NotFoundError

MISSED = "missed"
"""Why an agent who missed too many offers is not ready."""

UNREACHABLE = "unreachable"
"""Why an agent whose telephone could not be rung is not ready."""


def pick_up(turn: Turn, command: PickUp) -> None:
    """Ask this agent at once, and whoever is being asked no more; wrap-up ends."""
    agent = turn.agent(command.agent)
    entry = turn.state.entries.get(command.interaction)
    if entry is None:
        raise NotFoundError("This interaction does not wait.")
    channel = turn.state.queues[entry.request.queue].rule.channel
    require_free(agent, command.interaction, channel)
    states.require_unreserved(agent.presence)
    end_wrap_ups(turn, agent)
    end_offers(turn, entry, "taken")
    make_offer(turn, entry, agent, picked_up=True, by=command.by)


def make_offer(
    turn: Turn,
    entry: Entry,
    agent: Agent,
    *,
    picked_up: bool = False,
    by: str = "",
    instead_of: str = "",
) -> None:
    """Ask an agent."""
    step_out(turn, entry)
    request, name = entry.request, agent.rule.agent
    queue = turn.state.queues[request.queue]
    expires = turn.now + queue.rule.offer_timeout
    offer = Offer(turn.ids.new(), request.interaction, name, request.queue, expires)
    turn.state.offers[offer.offer] = offer
    turn.state.alarms.set(Alarm(expires, "offer", offer.offer))
    entry.offers[offer.offer] = name
    queue.ringing[request.interaction] = entry
    agent.turns[request.queue] = turn.now
    states.begin_offer(agent.presence, offer.offer, turn.now)
    turn.stir(agent)
    turn.emit(
        InteractionOffered(
            interaction=request.interaction,
            offer=offer.offer,
            agent=name,
            queue=request.queue,
            expires=expires,
            picked_up=picked_up,
            by=by,
            instead_of=instead_of,
        )
    )


def accept_offer(turn: Turn, command: AcceptOffer) -> None:
    """The agent takes it; the other offers of the interaction end."""
    offer = _standing_offer(turn, command.offer)
    agent = turn.state.agents[offer.agent]
    entry = turn.state.entries.pop(offer.interaction)
    del turn.state.offers[offer.offer], entry.offers[offer.offer]
    queue = turn.state.queues[offer.queue]
    del queue.ringing[offer.interaction]
    work = Work(offer.interaction, offer.agent, offer.queue, turn.now)
    turn.state.works.setdefault(offer.interaction, {})[offer.agent] = work
    queue.serving[offer.interaction, offer.agent] = agent
    agent.misses = 0
    states.begin_work(agent.presence, offer.interaction, queue.rule.channel, turn.now)
    turn.stir(agent)
    turn.emit(
        InteractionAssigned(
            interaction=offer.interaction,
            offer=offer.offer,
            agent=offer.agent,
            queue=offer.queue,
            waited=turn.now - entry.request.joined,
        )
    )
    end_offers(turn, entry, "taken")


def fail_offer(turn: Turn, command: FailOffer) -> None:
    """The agent does not take it."""
    lose_offer(turn, _standing_offer(turn, command.offer), command.cause)


def lose_offer(turn: Turn, offer: Offer, cause: OfferEnd) -> None:
    """An offer comes to nothing; the interaction stands in line again unless others are asked."""
    entry = turn.state.entries[offer.interaction]
    agent = turn.state.agents[offer.agent]
    rule = turn.state.queues[offer.queue].rule
    _end_offer(turn, entry, offer, cause)
    if cause != "withdrawn":
        agent.idle_since = turn.now
        entry.failed[offer.agent] = turn.now
    if entry.request.only_agent == offer.agent:
        entry.request = replace(entry.request, only_agent=None)
    if not entry.offers:
        del turn.state.queues[offer.queue].ringing[offer.interaction]
        stand(turn, entry)
        turn.emit(
            InteractionQueued(interaction=offer.interaction, request=entry.request, returned=True)
        )
    if cause in {"no-answer", "unreachable"}:
        end_intercepts_by(turn, offer.agent)
    _judge_failure(turn, agent, cause, rule.misses_to_pause)
    turn.stir(agent)


def end_offers(turn: Turn, entry: Entry, cause: OfferEnd) -> None:
    """All offers of an interaction end through nobody's fault; the agents keep their places."""
    for name in list(entry.offers):
        offer = turn.state.offers[name]
        _end_offer(turn, entry, offer, cause)
        turn.stir(turn.state.agents[offer.agent])


def _standing_offer(turn: Turn, offer: str) -> Offer:
    standing = turn.state.offers.get(offer)
    if standing is None:
        raise ConflictError("This offer does not stand any more.")
    return standing


def _end_offer(turn: Turn, entry: Entry, offer: Offer, cause: OfferEnd) -> None:
    del turn.state.offers[offer.offer], entry.offers[offer.offer]
    states.end_offer(turn.state.agents[offer.agent].presence, turn.now)
    turn.emit(
        OfferEnded(
            interaction=offer.interaction,
            offer=offer.offer,
            agent=offer.agent,
            queue=offer.queue,
            cause=cause,
        )
    )


def _judge_failure(turn: Turn, agent: Agent, cause: OfferEnd, misses_to_pause: int) -> None:
    if cause == "rejected":
        agent.misses = 0
    if cause == "no-answer":
        agent.misses += 1
    if not agent.presence.ready:
        return
    if cause == "unreachable":
        _pause(turn, agent, UNREACHABLE)
    if cause == "no-answer" and 0 < misses_to_pause <= agent.misses:
        agent.misses = 0
        _pause(turn, agent, MISSED)


def _pause(turn: Turn, agent: Agent, reason: str) -> None:
    states.make_not_ready(agent.presence, reason, turn.now)
    turn.staff(agent)
    pending = agent.presence.occupied
    turn.emit(AgentNotReady(agent=agent.rule.agent, reason=reason, pending=pending))
