"""The owner of the routing: decides in memory, stores what was decided, then lets it be known.

Policy. One process owns the routing, by a lease whose fencing number every write checks. Commands
are decided one after the other without waiting; their events and rows are written in that order,
and nobody hears of a decision before it is stored. The state is rebuilt from the rows at start.
"""

import asyncio
from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from switchroom.domain.routing import commands
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.events import RoutingEvent
from switchroom.domain.routing.restoring import restore
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.state import RoutingState
from switchroom.features.queues.tables import changes, stored_rows
from switchroom.kernel.errors import UnavailableError
from switchroom.kernel.ids import Ids
from switchroom.kernel.time import SECOND
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store, Transaction
from switchroom.runtime.lease import acquire, release, require
from switchroom.runtime.tasks import Tasks, wait_at_most

log = structlog.get_logger(__name__)
LEASE = "routing"
LASTING = 3 * SECOND
RENEW_EVERY = 1.0
"""Seconds."""

SERVED = (
    commands.DefineQueue,
    commands.RemoveQueue,
    commands.DefineAgent,
    commands.SignIn,
    commands.SignOut,
    commands.MakeReady,
    commands.MakeNotReady,
    commands.Enqueue,
    commands.Withdraw,
    commands.AcceptOffer,
    commands.FailOffer,
    commands.PickUp,
    commands.StartWork,
    commands.EndWork,
    commands.FinishWrapUp,
    commands.Reserve,
    commands.Unreserve,
    commands.Intercept,
)
Rules = Callable[[Connection], tuple[list[QueueRule], list[AgentRule]]]
"""Reads the queues and agents as they are set up."""


class RoutingOwner:
    """Decides for all queues and agents of this process's routing domain."""

    def __init__(self, store: Store, bus: Bus, clock: Clock, ids: Ids, rules: Rules) -> None:
        self.state = RoutingState()
        self._store = store
        self._bus = bus
        self._clock = clock
        self._ids = ids
        self._rules = rules
        self._fence: int | None = None
        self._changed = asyncio.Event()
        self._tasks = Tasks("routing")

    @property
    def owns(self) -> bool:
        """Whether this process decides."""
        return self._fence is not None

    async def start(self) -> None:
        """Become the owner, as soon as the one before has lapsed, and take up what was stored."""
        holder = self._ids.new()
        while self._fence is None:
            self._fence = await self._store.write(lambda tx: acquire(tx, LEASE, holder, LASTING))
            if self._fence is None:
                await asyncio.sleep(RENEW_EVERY / 4)
        await self._restore()
        for kind in SERVED:
            self._bus.serve(kind, self.decide)
        self._tasks.forever(lambda: self._renew(holder), "renew lease", pause=RENEW_EVERY)
        self._tasks.forever(self._tick, "tick", pause=0)

    async def close(self) -> None:
        """Give the lease up; what waits is taken up by the next owner."""
        await self._tasks.close()
        fence, self._fence = self._fence, None
        if fence is not None:
            await self._store.write(lambda tx: release(tx, LEASE, fence))

    async def decide(self, command: commands.RoutingCommand) -> list[RoutingEvent]:
        """Decide a command and store the decision; errors are the command's sender's."""
        fence = self._fence
        if fence is None:
            raise UnavailableError("The routing is being taken over. Please try again.")
        events = decide(self.state, command, self._clock.now(), self._ids)
        self._changed.set()
        if not events:
            return events
        rows = changes(self.state, events)

        def unit(tx: Transaction) -> None:
            require(tx, LEASE, fence)
            for event in events:
                tx.record(_stream(event), event)
            rows.apply(tx.connection)

        await self._store.write(unit)
        return events

    async def refresh(self) -> None:
        """Take over queues and agents as they are set up now."""
        queues, agents = await self._store.read(self._rules)
        for queue in queues:
            await self.decide(commands.DefineQueue(rule=queue))
        for agent in agents:
            await self.decide(commands.DefineAgent(rule=agent))

    async def _restore(self) -> None:
        queues, agents = await self._store.read(self._rules)
        rows = await self._store.read(stored_rows)
        self.state = restore(queues, agents, rows, self._clock.now())
        log.info("routing restored", queues=len(queues), waiting=len(rows.entries))

    async def _renew(self, holder: str) -> None:
        fence = await self._store.write(lambda tx: acquire(tx, LEASE, holder, LASTING))
        if fence != self._fence:
            log.error("routing lease lost", ours=self._fence, theirs=fence)
            self._fence = None

    async def _tick(self) -> None:
        self._changed.clear()
        due = self.state.due
        if due is not None and due <= self._clock.now():
            await self.decide(commands.Tick())
            return
        seconds = None if due is None else (due - self._clock.now()) / 1000
        await wait_at_most(self._changed, seconds)


def _stream(event: RoutingEvent) -> str:
    interaction = getattr(event, "interaction", None)
    return f"interaction:{interaction}" if interaction else f"agent:{getattr(event, 'agent', '')}"
