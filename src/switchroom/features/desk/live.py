"""Tells desks what happens: own state, offers with the record, own calls, queues.

Policy. A page is told `hello` with everything it needs, then only changes. Whoever missed some (a
cut line, a slow page) connects again and gets a new `hello`. An agent whose last page is gone for
`AWAY` while ready is made not ready (`disconnected`): nobody is rung who cannot see it.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from switchroom.domain.interaction import events as happened
from switchroom.domain.interaction.commands import AgentBack, AgentGone
from switchroom.domain.routing import events as routed
from switchroom.domain.routing.commands import MakeNotReady
from switchroom.features.desk.hub import Hub, Page, encode
from switchroom.features.desk.views import (
    Lore,
    Names,
    View,
    agent_view,
    offer_view,
    queue_view,
    waiting_view,
)
from switchroom.kernel.errors import NotFoundError, SwitchroomError
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.monitoring import Monitored, MonitoredBy
from switchroom.ports.routing import AgentStanding, RoutingView
from switchroom.ports.store import Store
from switchroom.runtime.tasks import Tasks
from switchroom.runtime.web.topics import may_hear

AWAY = 30.0
"""Seconds."""

BLINK = 3.0
"""Seconds after which the calls of an agent without a page are told. A cut line is back sooner, and
the page that comes back says so (`again`): it has kept its telephone. A new one, after a reload,
has not, and the agent's telephone is rung again at once."""

BOARD_EVERY = 1.0
"""Seconds between two looks at the queues."""

AGENT_EVENTS = (
    routed.AgentSignedIn,
    routed.AgentSignedOut,
    routed.AgentReady,
    routed.AgentNotReady,
    routed.WrapUpStarted,
    routed.WrapUpEnded,
    routed.InteractionOffered,
    routed.OfferEnded,
    routed.InteractionAssigned,
    routed.WorkEnded,
    routed.WorkStarted,
    routed.AgentReserved,
    routed.AgentUnreserved,
)
CALL_EVENTS = (
    happened.AgentConnected,
    happened.CustomerHeld,
    happened.CustomerResumed,
    happened.SegmentEnded,
    happened.PartyRung,
    happened.PartyJoined,
    happened.PartyHeld,
    happened.PartyResumed,
    happened.PartyMuted,
    happened.PartyFailed,
    happened.PartyLeft,
    happened.AgentLost,
    happened.AgentReturned,
    happened.FlowResumed,
    happened.CallTransferred,
    happened.CustomerIdentified,
    happened.FactLearned,
    happened.Disposed,
    happened.InteractionEnded,
    routed.InteractionAssigned,
    routed.WrapUpStarted,
)


class LiveDesk:
    """All desks that are connected to this process."""

    def __init__(
        self, store: Store, bus: Bus, clock: Clock, routing: RoutingView, lore: Lore
    ) -> None:
        self.hub = Hub()
        self._store = store
        self._bus = bus
        self._clock = clock
        self._routing = routing
        self.lore = lore
        self._names: Names = {}
        self._board: list[View] = []
        self._gone: set[str] = set()
        self.monitored_by: MonitoredBy = lambda _: None
        self._tasks = Tasks("desk")

    async def start(self) -> None:
        """Listen."""
        for kind in AGENT_EVENTS:
            self._bus.watch(kind, self._agent_changed)
        for call_kind in CALL_EVENTS:
            self._bus.watch(call_kind, self._call_changed)
        self._bus.watch(routed.WorkStarted, self._call_changed)
        self._bus.watch(happened.PartyFailed, self._party_failed)
        self._bus.watch(happened.SpeakersChanged, self._speakers_changed)
        for monitoring in (happened.MonitorStarted, happened.MonitorChanged, happened.MonitorEnded):
            self._bus.watch(monitoring, self._monitoring_changed)
        self._bus.watch(routed.InteractionOffered, self._offered)
        self._bus.watch(routed.OfferEnded, self._offer_ended)
        self._bus.watch(routed.InteractionAssigned, self._offer_taken)
        await self._look()
        self._tasks.forever(self._tell_board, "board", pause=BOARD_EVERY)

    async def close(self) -> None:
        """Stop."""
        await self._tasks.close()

    async def hello(self, page: Page) -> None:
        """Say everything that a page begins with."""
        identity = page.identity
        standing = self._standing(identity.agent)
        message: dict[str, Any] = {"topic": "hello", "now": self._clock.now()}
        message["agent"] = agent_view(standing) if standing else None
        message["offer"] = await self._first_offer(standing)
        message["interactions"] = await self._own(standing)
        message["monitoring"] = await self._monitoring(self.monitored_by(identity.user))
        seen = may_hear(identity, "queues")
        message["queues"] = self._board if seen else []
        page.push(encode(message))
        if identity.agent and self._needs_telephone(page, identity.agent):
            await self._bus.send(AgentBack(agent=identity.agent))

    def _needs_telephone(self, page: Page, agent: str) -> bool:
        """A new page has no call in its telephone, nor has one that came back too late."""
        back = agent in self._gone or (not page.again and self.hub.alone(page))
        self._gone.discard(agent)
        return back

    async def board(self) -> list[View]:
        """All queues now."""
        await self._look()
        return self._board

    async def waiting(self, queue: str) -> list[View]:
        """Who waits in a queue or is being offered, in the order of their claims."""
        requests = self._routing.waiting(queue)
        ringing = {r.interaction: self._routing.concerned(r.interaction) for r in requests}
        cards = await self._store.read(
            lambda c: {i: self._card(c, i, agents) for i, agents in ringing.items()}
        )
        return [
            waiting_view(position, request, cards[request.interaction])
            for position, request in enumerate(requests, 1)
        ]

    def _card(self, connection: Connection, interaction: str, ringing: Sequence[str]) -> View:
        names = [self.lore.agent_name(connection, agent) for agent in ringing]
        return {
            **self.lore.caller(connection, interaction),
            "offered_to": ", ".join(names) or None,
        }

    def left(self, page: Page) -> None:
        """A page is closed."""
        agent = page.identity.agent
        if self.hub.leave(page) and agent:
            self._tasks.start(self._miss(agent), "gone")
            self._tasks.start(self._look_after(agent), "away")

    async def _miss(self, agent: str) -> None:
        await asyncio.sleep(BLINK)
        if not self.hub.present(agent):
            self._gone.add(agent)
            await self._bus.send(AgentGone(agent=agent))

    async def _look_after(self, agent: str) -> None:
        await asyncio.sleep(AWAY)
        standing = self._standing(agent)
        if standing and standing.state != "signed-out" and not self.hub.present(agent):
            with suppress(SwitchroomError):
                await self._bus.send(MakeNotReady(agent=agent, reason="disconnected"))

    def _standing(self, agent: str | None) -> AgentStanding | None:
        if agent is None:
            return None
        try:
            return self._routing.agent(agent)
        except NotFoundError:
            return None

    async def _own(self, standing: AgentStanding | None) -> list[View]:
        if standing is None:
            return []
        views = [await self._interaction(i) for i in (*standing.works, *standing.wrap_ups)]
        return [view for view in views if view is not None]

    async def _interaction(self, interaction: str) -> View | None:
        return await self._store.read(lambda c: self.lore.interaction(c, interaction))

    async def _first_offer(self, standing: AgentStanding | None) -> View | None:
        offers = standing.offers if standing else ()
        return await self._offer(offers[0]) if offers else None

    async def _offer(self, offer: str) -> View | None:
        standing = self._routing.offer(offer)
        if standing is None:
            return None
        view = await self._interaction(standing.interaction)
        if view is None:
            return None
        return offer_view(standing, view, self._names, self._clock.now())

    async def _agent_changed(self, _: str, event: Any) -> None:  # noqa: ANN401 any of AGENT_EVENTS
        standing = self._standing(event.agent)
        if standing:
            self.hub.tell(event.agent, {"topic": "agent", "agent": agent_view(standing)})

    async def _offered(self, _: str, event: routed.InteractionOffered) -> None:
        if not self.hub.present(event.agent):
            return
        view = await self._offer(event.offer)
        if view and self._routing.offer(event.offer):
            self.hub.tell(event.agent, {"topic": "offer", "offer": view})

    async def _offer_ended(self, _: str, event: routed.OfferEnded) -> None:
        ended = {"topic": "offer-ended", "offer": event.offer, "cause": event.cause}
        self.hub.tell(event.agent, ended)

    async def _offer_taken(self, _: str, event: routed.InteractionAssigned) -> None:
        ended = {"topic": "offer-ended", "offer": event.offer, "cause": "accepted"}
        self.hub.tell(event.agent, ended)

    async def _call_changed(self, _: str, event: Any) -> None:  # noqa: ANN401 any of CALL_EVENTS
        if not self._present(event.interaction):
            return
        view = await self._interaction(event.interaction)
        # Whom it has left while it was read is not told: it would stand on that desk for ever.
        for agent in self._present(event.interaction) if view else ():
            self.hub.tell(agent, {"topic": "interaction", "interaction": view})

    def _present(self, interaction: str) -> list[str]:
        """Who is concerned, and has a page."""
        agents = set(self._routing.concerned(interaction))
        return [agent for agent in agents if self.hub.present(agent)]

    async def _party_failed(self, _: str, event: happened.PartyFailed) -> None:
        failed = {"topic": "party-failed", "interaction": event.interaction, "leg": event.leg}
        why = {"cause": event.cause, "code": event.code}
        for agent in set(self._routing.concerned(event.interaction)):
            self.hub.tell(agent, failed | why)

    async def _speakers_changed(self, _: str, event: happened.SpeakersChanged) -> None:
        speakers = {"topic": "speakers", "interaction": event.interaction, "legs": event.legs}
        for agent in set(self._routing.concerned(event.interaction)):
            self.hub.tell(agent, speakers)

    async def _monitoring_changed(self, _: str, event: Any) -> None:  # noqa: ANN401 any of three
        shown = None
        if not isinstance(event, happened.MonitorEnded):
            heard = Monitored(interaction=event.interaction, agent=event.agent, mode=event.mode)
            shown = await self._monitoring(heard)
        self.hub.tell(event.supervisor, {"topic": "monitoring", "monitoring": shown})

    async def _monitoring(self, heard: Monitored | None) -> View | None:
        if heard is None:
            return None
        name = await self._store.read(lambda c: self.lore.agent_name(c, heard.agent))
        return {**asdict(heard), "agent_name": name}

    async def _tell_board(self) -> None:
        if not self.hub.watched("queues"):
            return
        before = self._board
        await self._look()
        if self._board != before:
            self.hub.broadcast({"topic": "queues", "queues": self._board})

    async def _look(self) -> None:
        now = self._clock.now()
        self._names = await self._store.read(self.lore.queue_names)
        figures: Mapping[str, View] = await self._store.read(
            lambda c: self.lore.queue_figures(c, now)
        )
        self._board = [queue_view(q, self._names, figures) for q in self._routing.queues()]
