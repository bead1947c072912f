"""Where an agent's time went: what was told of the agent, as stretches of one state each.

Policy. The states are those that `domain.presence.states` shows; not ready is told apart by its
reason. What happens at one moment is one change. A stretch is cut at the borders of what is asked
for. What was told of one who is already there, or already gone, changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from switchroom.domain.presence.states import SIGNED_IN, AgentState, Presence, shown_state
from switchroom.domain.routing import events
from switchroom.kernel.time import Instant, Millis

Told: TypeAlias = tuple[Instant, events.RoutingEvent]
Shown: TypeAlias = tuple[AgentState, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time in one state; `reason`: why not ready, else empty."""

    state: AgentState
    reason: str
    begins: Instant
    ends: Instant

    @property
    def length(self) -> Millis:
        """How long it was."""
        return self.ends - self.begins

    def within(self, begins: Instant, ends: Instant) -> Millis:
        """How much of it lies between two moments."""
        return max(0, min(self.ends, ends) - max(self.begins, begins))


def stretches(told: Iterable[Told], begins: Instant, ends: Instant) -> list[Stretch]:
    """An agent's states between two moments, out of everything told of the agent, in order."""
    presence, since = Presence(), begins
    found: list[Stretch] = []
    for at, together in groupby(told, key=itemgetter(0)):
        before = _shown(presence)
        for _, event in together:
            _apply(presence, event)
        if _shown(presence) != before:
            since = _cut(found, before, since, at)
    _cut(found, _shown(presence), since, ends)
    return found


def _cut(found: list[Stretch], shown: Shown, since: Instant, at: Instant) -> Instant:
    """End a stretch at a moment; one of no length is none. When the next begins."""
    if at <= since:
        return since
    state, reason = shown
    found.append(Stretch(state=state, reason=reason, begins=since, ends=at))
    return at


def _shown(presence: Presence) -> Shown:
    state = shown_state(presence)
    return state, presence.reason if state == "not-ready" else ""


def _apply(presence: Presence, event: events.RoutingEvent) -> None:
    match event:
        case events.AgentSignedIn():
            _choose(presence, signed_in=True, ready=False, reason=SIGNED_IN)
        case events.AgentSignedOut():
            _choose(presence, signed_in=False, ready=False)
            presence.wrap_ups.clear()
            presence.reserved.clear()
        case events.AgentReady():
            _choose(presence, signed_in=True, ready=True)
        case events.AgentNotReady(reason=reason):
            _choose(presence, signed_in=True, ready=False, reason=reason)
        case events.AgentReserved(reservation=reservation):
            presence.reserved.append(reservation)
        case events.AgentUnreserved(reservation=reservation):
            presence.reserved = [one for one in presence.reserved if one != reservation]
        case _:
            _work(presence, event)


def _work(presence: Presence, event: events.RoutingEvent) -> None:
    match event:
        case events.InteractionOffered(offer=offer):
            presence.offer = offer
        case events.OfferEnded():
            presence.offer = None
        case events.InteractionAssigned(interaction=interaction):
            presence.offer = None
            presence.works[interaction] = ""
        case events.WorkStarted(interaction=interaction, channel=channel):
            presence.works[interaction] = channel
        case events.WorkEnded(interaction=interaction):
            presence.works.pop(interaction, None)
        case events.WrapUpStarted(interaction=interaction, until=until):
            presence.wrap_ups[interaction] = until
        case events.WrapUpEnded(interaction=interaction):
            presence.wrap_ups.pop(interaction, None)
        case _:
            """Nothing else shows."""


def _choose(presence: Presence, *, signed_in: bool, ready: bool, reason: str = "") -> None:
    presence.signed_in, presence.ready, presence.reason = signed_in, ready, reason
