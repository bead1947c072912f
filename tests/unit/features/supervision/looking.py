"""A board over a real routing state, calls set by hand, and pages that keep what they are told."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import json
from sqlalchemy import Connection
from tests.unit.domain.routing.centre import Centre
from tests.unit.features.running import Running

from switchroom.domain.interaction.events import CustomerHeld
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.queues.view import LiveRouting
from switchroom.features.supervision.board import LiveBoard
from switchroom.features.supervision.views import Placed, View
from switchroom.ports.trunks import TrunkState
from switchroom.runtime.web.access import Identity

NORTH = {"li": "north", "wang": "north", "chen": "south"}


def somebody(site: str = "*", *permissions: str, departments: Collection[str] = ()) -> Identity:
    return Identity(
        user="boss",
        username="boss",
        display_name="Boss",
        session="s",
        permissions=frozenset(permissions or {"supervise.view"}),
        site=site,
        departments=frozenset(departments),
    )


class Page:
    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.told: list[dict[str, Any]] = []

    def push(self, text: str) -> None:
        self.told.append(json.decode(text))

    def news(self) -> list[dict[str, Any]]:
        told, self.told = self.told, []
        return told


class Known:
    """Agents by site, and the calls that a test says are running."""

    def __init__(self) -> None:
        self.running: dict[str, Placed] = {}
        self.written: dict[str, list[View]] = {}
        self.hidden: set[str] = set()

    def cards(self, _: Connection) -> Mapping[str, Placed]:
        return {who: Placed(view={"id": who, "name": who}, site=at) for who, at in NORTH.items()}

    def groups(self, _: Connection) -> View:
        return {"teams": {}}

    def calls(self, _: Connection, chosen: Collection[str] | None) -> Mapping[str, Placed]:
        return {c: p for c, p in self.running.items() if chosen is None or c in chosen}

    def lines(self, _: Connection, interaction: str, after: int) -> Sequence[View]:
        written = self.written.get(interaction, [])
        return [line for line in written if line["position"] > after]

    def may_see(self, _: Connection, __: Identity, interaction: str) -> bool:
        return interaction not in self.hidden


class Looking:
    """The board of a small centre, looked at by hand."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.routing = Centre(QueueRule(queue="q"), *(AgentRule(agent=a) for a in NORTH))
        self.known = Known()
        self.trunks = [TrunkState(trunk="t", condition="ready", round_trip=12.0)]
        view = LiveRouting(lambda: self.routing.state, running.clock)
        self.board = LiveBoard(
            running.store, running.bus, running.clock, view, self.known, self._states
        )

    async def _states(self) -> Sequence[TrunkState]:
        return self.trunks

    async def page(self, identity: Identity | None = None) -> Page:
        page = Page(identity or somebody())
        await self.board.enter(page)
        return page

    def put(self, call: str, site: str = "north", **view: object) -> None:
        shown = {"id": call, "direction": "in", "trunk": "t", **view}
        self.known.running[call] = Placed(view=shown, site=site)

    async def tell_of(self, call: str) -> None:
        await self.running.bus.publish("", CustomerHeld(interaction=call, agent="li"))
