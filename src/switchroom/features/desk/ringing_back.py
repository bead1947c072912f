"""Ringing back when free: a call that was refused as busy is made as soon as both sides are free.

Policy.
- A colleague is free when the routing says that nothing runs, rings or is written up; of a number
  outside only a call tells, so that is tried again after a pause.
- When they are free and the agent who asked is not, the agent's desk says so; when that one is free
  too, the call is placed like any that is dialled: the agent's own telephone first.
- Busy again, it is waited for again: so often, and so long, as the centre has set; a colleague too
  is not rung again before the pause is over. Whatever else comes of the call, it was made.
- It ends with the agent's sign-out, with its time, or by the agent's wish. It is a row with a
  timer, and looked at again after a restart, so it does not matter when that happens.

One agent's turn comes after the other's: nobody is brought into two of these calls at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection

from switchroom.domain.interaction.commands import Dial
from switchroom.domain.interaction.events import InteractionEnded, PartyFailed
from switchroom.domain.numbers.writing import pretty
from switchroom.domain.routing import events as routed
from switchroom.features.desk.live import LiveDesk
from switchroom.features.desk.messages import RingBackDue
from switchroom.features.desk.planned import (
    PlannedCall,
    PlannedState,
    add_planned,
    change_planned,
    drop_planned,
    planned_by,
    timer_of,
    waited_for,
)
from switchroom.features.desk.views import View, planned_view
from switchroom.kernel.errors import ConflictError, NotFoundError, SwitchroomError
from switchroom.kernel.time import HOUR, MINUTE, Instant, Millis
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.routing import RoutingView
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.tasks import Tasks

MOVED = (
    routed.AgentSignedIn,
    routed.AgentReady,
    routed.AgentNotReady,
    routed.WrapUpStarted,
    routed.WrapUpEnded,
    routed.InteractionOffered,
    routed.OfferEnded,
    routed.InteractionAssigned,
    routed.WorkStarted,
    routed.WorkEnded,
    routed.AgentReserved,
    routed.AgentUnreserved,
)
"""After these an agent may be free, or not any more."""

FREE = frozenset({"ready", "not-ready"})
Outcome = Literal["expired", "gave-up"]
"""Why somebody is not waited for any more, without the agent's wish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingBackRule:
    """So often is rung who is busy, with a pause in between, and so long are they waited for."""

    tries: int = 5
    pause: Millis = 2 * MINUTE
    lasting: Millis = HOUR


class RingingBack:
    """All calls that wait for somebody to be free."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        clock: Clock,
        routing: RoutingView,
        desk: LiveDesk,
        rule: Callable[[], RingBackRule],
    ) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._routing = routing
        self._desk = desk
        self._rule = rule
        self._calls: Sequence[PlannedCall] = ()
        self._busy: set[str] = set()
        self._shown: dict[str, PlannedState] = {}
        self._todo: asyncio.Queue[Callable[[], Awaitable[None]]] = asyncio.Queue()
        self._tasks = Tasks("ringing back")

    async def start(self) -> None:
        """Take up what was asked for, and listen."""
        self._calls = await self._store.read(waited_for)
        self._bus.serve(RingBackDue, self._due)
        for kind in MOVED:
            self._bus.watch(kind, self._moved)
        self._bus.watch(routed.AgentSignedOut, self._signed_out)
        self._bus.watch(PartyFailed, self._party_failed)
        self._bus.watch(InteractionEnded, self._ended)
        self._tasks.forever(self._turn, "turn", pause=0)
        self._later(self._take_up)

    async def close(self) -> None:
        """Stop; what is waited for is waited for again at the next start."""
        await self._tasks.close()

    async def ask(self, call: PlannedCall) -> None:
        """Wait for somebody to be free."""
        now, rule = self._clock.now(), self._rule()
        if call.colleague == call.agent:
            raise ConflictError("That is your own number.")
        if self._routing.agent(call.agent).state == "signed-out":
            raise ConflictError("You are not signed in.")
        due = now if call.colleague else now + rule.pause
        asked = replace(call, when_free=True, due=due, until=now + rule.lasting)

        def unit(tx: Transaction) -> None:
            add_planned(tx, asked)
            self._set_timer(tx, asked)

        await self._write(unit)
        self._later(self._look)

    async def dropped(self, agent: str) -> None:
        """One of an agent's planned calls is there no more."""
        self._calls = await self._store.read(waited_for)
        await self.tell(agent)

    def state(self, call: PlannedCall) -> PlannedState:
        """What a desk says of a planned call."""
        if not call.when_free:
            return "planned"
        return "free" if self._reachable(call) else "waiting"

    async def shown(self, agent: str) -> list[View]:
        """An agent's planned calls as their desk shows them, the next first."""
        lore = self._desk.lore

        def query(connection: Connection) -> list[View]:
            own = planned_by(connection, agent)
            return [planned_view(connection, lore, one, self.state(one)) for one in own]

        return await self._store.read(query)

    async def tell(self, agent: str) -> None:
        """Show an agent's planned calls anew."""
        if self._desk.hub.present(agent):
            planned = await self.shown(agent)
            self._desk.hub.tell(agent, {"topic": "planned", "planned": planned})

    # --- what happens -------------------------------------------------------------------------

    def _later(self, work: Callable[[], Awaitable[None]]) -> None:
        self._todo.put_nowait(work)

    async def _turn(self) -> None:
        work = await self._todo.get()
        await work()

    async def _due(self, _: RingBackDue) -> None:
        self._later(self._look)

    async def _moved(self, _: str, event: Any) -> None:  # noqa: ANN401 any of MOVED
        if any(event.agent in (call.agent, call.colleague) for call in self._calls):
            self._later(self._look)

    async def _signed_out(self, _: str, event: routed.AgentSignedOut) -> None:
        if any(event.agent in (call.agent, call.colleague) for call in self._calls):
            self._later(partial(self._forget_all_of, event.agent))

    async def _party_failed(self, _: str, event: PartyFailed) -> None:
        if event.cause == "busy" and self._of(event.interaction):
            self._busy.add(event.interaction)

    async def _ended(self, _: str, event: InteractionEnded) -> None:
        if self._of(event.interaction):
            self._later(partial(self._made, event.interaction))

    def _of(self, interaction: str) -> PlannedCall | None:
        return next((one for one in self._calls if one.interaction == interaction), None)

    # --- what follows -------------------------------------------------------------------------

    async def _take_up(self) -> None:
        """After a restart: whose call is over, unheard by us, is waited for again."""
        for call in list(self._calls):
            if call.interaction and call.agent not in self._routing.works(call.interaction):
                due = self._clock.now() + self._rule().pause
                await self._change(call, interaction="", due=due)
        await self._look()

    async def _look(self) -> None:
        """Place what can be placed, end what has lasted long enough, show what has changed."""
        for call in list(self._calls):
            if call.interaction:
                continue
            if call.until <= self._clock.now():
                await self._end(call, "expired")
            elif self._reachable(call) and self._free(call.agent):
                await self._place(call)
        await self._show()

    async def _show(self) -> None:
        states = {call.id: self.state(call) for call in self._calls if not call.interaction}
        changed = {c.agent for c in self._calls if states.get(c.id) != self._shown.get(c.id)}
        self._shown = states
        for agent in changed:
            await self.tell(agent)

    def _reachable(self, call: PlannedCall) -> bool:
        """Whether whom it is for may be rung now."""
        free = not call.colleague or self._free(call.colleague)
        return free and call.due <= self._clock.now()

    def _free(self, agent: str) -> bool:
        """Whether an agent is doing nothing, and is not in one of these calls."""
        rung = any(c.interaction and agent in (c.agent, c.colleague) for c in self._calls)
        try:
            return not rung and self._routing.agent(agent).state in FREE
        except NotFoundError:
            return False

    async def _place(self, call: PlannedCall) -> None:
        dial = Dial(agent=call.agent, number=call.number, customer=call.customer)
        try:
            interaction = await self._bus.send(dial)
        except ConflictError:
            return  # somebody was quicker; that one's end is told too
        except SwitchroomError:
            await self._end(call, "gave-up")
            return
        await self._change(call, interaction=interaction, tries=call.tries + 1)

    async def _made(self, interaction: str) -> None:
        """The call is over: made, or busy again."""
        call = self._of(interaction)
        if call is None:
            return
        rule, due = self._rule(), self._clock.now() + self._rule().pause
        if interaction not in self._busy:
            await self._write(lambda tx: drop_planned(tx, call.id))
        elif call.tries >= rule.tries or due >= call.until:
            await self._end(call, "gave-up")
        else:
            await self._change(call, interaction="", due=due)
        self._busy.discard(interaction)
        await self.tell(call.agent)
        await self._look()

    async def _forget_all_of(self, agent: str) -> None:
        for call in [one for one in self._calls if one.agent == agent]:
            await self._write(partial(drop_planned, call=call.id))
        await self.tell(agent)
        await self._look()

    async def _end(self, call: PlannedCall, outcome: Outcome) -> None:
        await self._write(lambda tx: drop_planned(tx, call.id))
        name = await self._store.read(lambda c: self._desk.lore.agent_name(c, call.colleague))
        ended = {"topic": "ring-back-ended", "number": pretty(call.number), "name": name}
        self._desk.hub.tell(call.agent, ended | {"cause": outcome})
        await self.tell(call.agent)

    async def _change(self, call: PlannedCall, **values: Any) -> None:  # noqa: ANN401 its fields
        def unit(tx: Transaction) -> None:
            if change_planned(tx, call.id, **values):
                self._set_timer(tx, replace(call, **values))

        await self._write(unit)
        await self.tell(call.agent)

    def _set_timer(self, tx: Transaction, call: PlannedCall) -> None:
        """Look again when it may be tried, or else when its time is over."""
        at: Instant = call.due if call.due > tx.now else call.until
        tx.set_timer(timer_of(call.id), at, RingBackDue(call=call.id))

    async def _write(self, unit: Callable[[Transaction], object]) -> None:
        await self._store.write(unit)
        self._calls = await self._store.read(waited_for)
