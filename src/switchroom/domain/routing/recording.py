"""How the rows follow from the events."""

from collections.abc import Mapping
from typing import assert_never

from switchroom.domain.presence import states
from switchroom.domain.routing import events
from switchroom.domain.routing.offers import MISSED
from switchroom.domain.routing.rows import AgentRow, EntryRow, Rows
from switchroom.domain.routing.state import Offer, Work
from switchroom.kernel.time import Instant

AgentEvent = (
    events.AgentSignedIn
    | events.AgentSignedOut
    | events.AgentReady
    | events.AgentNotReady
    | events.AgentReserved
    | events.AgentUnreserved
    | events.InterceptSet
    | events.WrapUpStarted
    | events.WrapUpEnded
)
EntryEvent = events.InteractionQueued | events.InteractionOverflowed | events.InteractionWithdrawn
WorkEvent = (
    events.InteractionOffered
    | events.OfferEnded
    | events.InteractionAssigned
    | events.WorkStarted
    | events.WorkEnded
)


def record(
    rows: Rows, event: events.RoutingEvent, at: Instant, channels: Mapping[str, str]
) -> None:
    """Change the rows by what happened at a moment; `channels` are the queues' channels."""
    if isinstance(event, EntryEvent):
        _record_entry(rows, event)
        return
    row = rows.agents.setdefault(event.agent, AgentRow(event.agent))
    if isinstance(event, AgentEvent):
        _record_agent(rows, row, event, at)
    else:
        _record_work(rows, row, event, at, channels)


def _record_entry(rows: Rows, event: EntryEvent) -> None:
    match event:
        case events.InteractionQueued(interaction=interaction, request=request):
            rows.entries.setdefault(interaction, EntryRow(request)).request = request
        case events.InteractionOverflowed() | events.InteractionWithdrawn():
            rows.entries.pop(event.interaction, None)
        case _:
            assert_never(event)


def _record_agent(rows: Rows, row: AgentRow, event: AgentEvent, at: Instant) -> None:
    presence = row.presence
    match event:
        case events.AgentSignedIn():
            row.misses = row.worked = 0
            states.sign_in(presence, at)
        case events.AgentSignedOut():
            states.sign_out(presence, at)
        case events.AgentReady():
            row.misses, row.idle_since = 0, at
            states.make_ready(presence, at)
        case events.AgentNotReady(reason=reason):
            row.misses = 0 if reason == MISSED else row.misses
            states.make_not_ready(presence, reason, at)
        case events.AgentReserved(reservation=reservation):
            states.reserve(presence, reservation, at)
        case events.AgentUnreserved(reservation=reservation):
            states.unreserve(presence, reservation, at)
        case events.InterceptSet():
            _record_intercept(rows, event)
        case events.WrapUpStarted(interaction=interaction):
            work = Work(interaction, event.agent, event.queue, event.since)
            rows.wrap_ups[interaction, event.agent] = work
            states.begin_wrap_up(presence, interaction, event.until, at)
        case events.WrapUpEnded(interaction=interaction):
            del rows.wrap_ups[interaction, event.agent]
            row.idle_since = at
            states.end_wrap_up(presence, interaction, at)
        case _:
            assert_never(event)


def _record_intercept(rows: Rows, event: events.InterceptSet) -> None:
    if event.to is None:
        del rows.intercepts[event.agent]
    else:
        rows.intercepts[event.agent] = event.to


def _record_work(
    rows: Rows, row: AgentRow, event: WorkEvent, at: Instant, channels: Mapping[str, str]
) -> None:
    presence, interaction = row.presence, event.interaction
    match event:
        case events.InteractionOffered(offer=offer):
            row.turns[event.queue] = at
            rows.offers[offer] = Offer(offer, interaction, event.agent, event.queue, event.expires)
            states.begin_offer(presence, offer, at)
        case events.OfferEnded():
            del rows.offers[event.offer]
            states.end_offer(presence, at)
            _record_failure(rows, row, event, at)
        case events.InteractionAssigned():
            del rows.offers[event.offer], rows.entries[interaction]
            rows.works[interaction, event.agent] = Work(interaction, event.agent, event.queue, at)
            row.misses = 0
            states.begin_work(presence, interaction, channels[event.queue], at)
        case events.WorkStarted():
            work = Work(interaction, event.agent, event.queue, at, event.wrap_up)
            rows.works[interaction, event.agent] = work
            states.begin_work(presence, interaction, event.channel, at)
        case events.WorkEnded():
            row.worked += at - rows.works.pop((interaction, event.agent)).since
            row.idle_since = at
            states.end_work(presence, interaction, at)
        case _:
            assert_never(event)


def _record_failure(rows: Rows, row: AgentRow, event: events.OfferEnded, at: Instant) -> None:
    if event.cause in {"withdrawn", "taken"}:
        return
    row.idle_since = at
    rows.entries[event.interaction].failed[event.agent] = at
    if event.cause == "rejected":
        row.misses = 0
    if event.cause == "no-answer":
        row.misses += 1
