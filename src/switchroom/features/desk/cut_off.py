"""Customers whom a fault of ours cut off: somebody is asked to call them back.

Policy. Whoever served them last finds a planned call on the desk, due at once. For one who waited,
or had come no further than a menu, it is the agent on duty with the fewest of these calls, of those
who serve that queue as long as there are any. With nobody on duty nobody is asked: the lists of
contacts have all whose end is `lost`. A caller who hid the number cannot be asked back.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from switchroom.domain.interaction.events import InteractionEnded
from switchroom.features.desk.planned import PlannedCall, add_planned, planned_by
from switchroom.features.desk.tables import planned_calls
from switchroom.ports.bus import Bus
from switchroom.ports.clock import Clock
from switchroom.ports.store import Store, Transaction

NOTE = "来电因故障中断，请回拨。The call was cut off by a fault."


@dataclass(frozen=True, slots=True, kw_only=True)
class LostCall:
    """Who was cut off; by whom they were served last, and in which queue: empty when in none."""

    number: str
    customer: str
    agent: str
    queue: str


Find = Callable[[Connection, str], LostCall | None]
"""A contact that a customer had made, by its id."""

Tell = Callable[[str], Awaitable[None]]
"""Shows an agent the planned calls anew."""

OnDuty = Callable[[str], Collection[str]]
"""Agents who are signed in, of a queue, or of the centre when it has none."""


class CallingBackTheLost:
    """Plans a call for everyone whom a fault cut off."""

    def __init__(self, store: Store, clock: Clock, find: Find, on_duty: OnDuty, tell: Tell) -> None:
        self._store = store
        self._find = find
        self._clock = clock
        self._on_duty = on_duty
        self._tell = tell

    def start(self, bus: Bus) -> None:
        """Watch calls end."""
        bus.watch(InteractionEnded, self._ended)

    async def _ended(self, _: str, event: InteractionEnded) -> None:
        if event.cause != "lost":
            return
        agent = await self._store.write(lambda tx: self._plan(tx, event.interaction))
        if agent:
            await self._tell(agent)

    def _plan(self, tx: Transaction, interaction: str) -> str:
        """The agent who is asked; empty: nobody, or somebody was asked before."""
        lost = self._find(tx.connection, interaction)
        if lost is None or not lost.number.startswith("+"):
            return ""
        agent = lost.agent or _least_asked(tx.connection, self._on_duty(lost.queue))
        if not agent or _is_planned(tx.connection, interaction):
            return ""
        add_planned(
            tx,
            PlannedCall(
                id=interaction,
                agent=agent,
                number=lost.number,
                due=self._clock.now(),
                customer=lost.customer,
                note=NOTE,
            ),
        )
        return agent


def _is_planned(connection: Connection, interaction: str) -> bool:
    found = select(func.count()).where(planned_calls.c.id == interaction)
    return bool(connection.execute(found).scalar_one())


def _least_asked(connection: Connection, agents: Collection[str]) -> str:
    asked = {agent: len(planned_by(connection, agent)) for agent in agents}
    return min(asked, key=lambda agent: (asked[agent], agent), default="")
