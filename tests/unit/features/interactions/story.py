"""A call told event by event, for tests of what is made of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from tests.unit.features.running import Running

from switchroom.domain.interaction import events as told
from switchroom.domain.routing import events as routed
from switchroom.domain.routing.rules import Request
from switchroom.features.interactions.http import router
from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.interactions.surroundings import Surroundings
from switchroom.features.interactions.tables import READ_MODEL, interactions
from switchroom.kernel.messages import Event

MESSAGES: tuple[type[Event], ...] = (*told.MESSAGES, *routed.MESSAGES)
NAMES = {"C1": "张伟", "C2": "=Emily"}
SURROUNDINGS = Surroundings(
    customer=lambda _, customer: {"id": customer, "name": NAMES[customer]},
    customer_name=lambda _, customer: NAMES[customer],
    customers_named=lambda _, text: [one for one, name in NAMES.items() if text in name],
    agent_name=lambda _, agent: f"agent {agent}",
    queue_name=lambda _, queue: {"zh": queue, "en": queue},
    dispositions=lambda _: {"fault", "billing"},
    recordings=lambda _, interaction: [{"id": f"recording of {interaction}"}],
    region="CN",
)
CALLER = "+8613800138000"


def desk() -> Running:
    """A centre with this feature alone."""
    running = Running(MESSAGES, PROJECTORS, router)
    running.app.state.surroundings = SURROUNDINGS
    return running


class Story:
    """Tells events about one interaction; `after` is the time that passes before, in seconds."""

    def __init__(self, running: Running, interaction: str = "i1") -> None:
        self.running = running
        self.id = interaction

    async def tell(self, *events: Event, after: float = 0) -> None:
        self.running.clock.moment += round(after * 1000)
        stream = f"interaction:{self.id}"
        await self.running.store.write(lambda tx: tx.record(stream, *events))

    async def open(self, caller: str = CALLER, after: float = 0, **more: str) -> None:
        opened = told.InteractionOpened(
            interaction=self.id,
            channel="voice",
            direction="in",
            caller=caller,
            called="95598",
            **more,
        )
        await self.tell(opened, after=after)

    async def queue(self, queue: str = "fault", after: float = 0, returned: bool = False) -> None:
        request = Request(interaction=self.id, queue=queue, entered=self._now(after))
        waits = routed.InteractionQueued(interaction=self.id, request=request, returned=returned)
        await self.tell(waits, after=after)

    async def offer(self, agent: str, queue: str = "fault", after: float = 0) -> None:
        offer = routed.InteractionOffered(
            interaction=self.id, offer=f"o-{self.id}", agent=agent, queue=queue, expires=0
        )
        await self.tell(offer, after=after)

    async def answer(self, agent: str, waited: int, queue: str = "fault", after: float = 0) -> None:
        offer = f"o-{self.id}"
        assigned = routed.InteractionAssigned(
            interaction=self.id, offer=offer, agent=agent, queue=queue, waited=waited
        )
        await self.tell(assigned, after=after)
        connected = told.AgentConnected(
            interaction=self.id, segment=offer, agent=agent, queue=queue, leg="leg"
        )
        await self.tell(connected)

    async def hang_up(self, agent: str, after: float = 0) -> None:
        ended = told.SegmentEnded(
            interaction=self.id, segment=f"o-{self.id}", agent=agent, cause="customer-hung-up"
        )
        over = told.InteractionEnded(interaction=self.id, cause="customer-hung-up", code=16)
        await self.tell(ended, over, after=after)

    async def wrap_up(self, agent: str, lasting: float) -> None:
        started = routed.WrapUpStarted(agent=agent, interaction=self.id, queue="fault", until=None)
        await self.tell(started)
        await self.tell(routed.WrapUpEnded(agent=agent, interaction=self.id), after=lasting)

    async def leave_queue(
        self, waited: int, queue: str = "fault", cause: str = "abandoned"
    ) -> None:
        left = routed.InteractionWithdrawn(
            interaction=self.id, queue=queue, cause=cause, waited=waited
        )
        await self.tell(left)

    async def row(self) -> RowMapping:
        one = select(interactions).where(interactions.c.id == self.id)
        return await self.running.store.read(lambda c: c.execute(one).mappings().one())

    async def state(self) -> str:
        return str((await self.row())["state"])

    def _now(self, after: float) -> int:
        return self.running.clock.moment + round(after * 1000)


def everything(connection: Connection) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """All rows of the read model."""
    return {
        table.name: [
            dict(row)
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in READ_MODEL
    }


async def tell_of_four_calls(running: Running) -> None:
    """One answered with everything in it, one overflowed, one given up, one refused."""
    first = Story(running, "i1")
    await first.open(site="main", department="service")
    step = told.FlowStepped(
        interaction="i1", flow="main", node="menu", kind="menu", label={"zh": "菜单"}
    )
    key = told.FlowStepped(
        interaction="i1", flow="main", node="repair", kind="set", detail={"key": "1"}
    )
    await first.tell(
        told.CustomerIdentified(interaction="i1", customer="C1", by="number"),
        told.FlowStarted(interaction="i1", flow="main", version=3),
        step,
        key,
        told.LanguageChosen(interaction="i1", language="zh"),
        told.FactLearned(interaction="i1", name="account", value="1"),
        told.FactLearned(interaction="i1", name="balance", value="5"),
        told.FactLearned(interaction="i1", name="account", value="10023"),
    )
    await first.queue(after=4)
    await first.offer("u9", after=2)
    await first.queue(after=10, returned=True)
    await first.offer("u1", after=1)
    await first.answer("u1", waited=15_000, after=2)
    started = told.RecordingStarted(interaction="i1", recording="r1", kind="conversation")
    await first.tell(started)
    await first.tell(told.CustomerHeld(interaction="i1", agent="u1"), after=30)
    await first.tell(told.CustomerResumed(interaction="i1", agent="u1"), after=7)
    await first.hang_up("u1", after=3)
    await first.wrap_up("u1", lasting=12)
    disposed = told.Disposed(interaction="i1", agent="u1", disposition="fault", note="停电")
    await first.tell(disposed)
    await first.tell(told.Rated(interaction="i1", question="service", value=5, agent="u1"))
    second = Story(running, "i2")
    await second.open(caller="+862161234567", after=60, caller_name="Emily", department="repair")
    await second.tell(told.CustomerIdentified(interaction="i2", customer="C2", by="number"))
    await second.queue("billing")
    overflow = routed.InteractionOverflowed(
        interaction="i2", queue="billing", target="general", cause="time"
    )
    await second.tell(overflow, after=90)
    await second.queue("general")
    await second.offer("u2", "general", after=5)
    await second.answer("u2", waited=25_000, queue="general", after=20)
    third = Story(running, "i3")
    await third.open(caller="+8613588000017", after=60, site="north")
    await third.queue()
    over = told.InteractionEnded(interaction="i3", cause="customer-left-queue")
    await third.tell(over, after=8)
    await third.leave_queue(waited=8_000)
    fourth = Story(running, "i4")
    await fourth.open(caller="", after=60)
    await fourth.tell(told.InteractionEnded(interaction="i4", cause="refused", code=1))
