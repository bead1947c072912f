"""A small centre to try the routing on: remembers events, and what they have made of the rows."""

from collections.abc import Iterable
from copy import deepcopy
from typing import TypeVar

from switchroom.domain.routing.commands import (
    DefineAgent,
    DefineQueue,
    MakeReady,
    RoutingCommand,
    SignIn,
    Tick,
)
from switchroom.domain.routing.decide import decide
from switchroom.domain.routing.events import InteractionOffered, RoutingEvent
from switchroom.domain.routing.recording import record
from switchroom.domain.routing.rows import Rows, rows_of
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.state import RoutingState
from switchroom.kernel.errors import SwitchroomError
from switchroom.kernel.time import Instant, Millis

E = TypeVar("E")


class CountedIds:
    """offer-1, offer-2 ..."""

    def __init__(self) -> None:
        self.count = 0

    def new(self) -> str:
        self.count += 1
        return f"offer-{self.count}"


class Centre:
    """One routing state in its own time, starting at a moment far from zero.

    While `watched`, every command is checked: a refused one changes nothing, and the rows that
    follow from the events are those of the state.
    """

    def __init__(self, *rules: QueueRule | AgentRule, ready: Iterable[str] = ()) -> None:
        self.state = RoutingState()
        self.now: Instant = 1_000_000_000
        self.ids = CountedIds()
        self.rows = Rows()
        self.watched = True
        for rule in rules:
            self.define(rule)
        for agent in ready:
            self.do(SignIn(agent=agent), MakeReady(agent=agent))
            self.now += 1

    def define(self, rule: QueueRule | AgentRule) -> list[RoutingEvent]:
        if isinstance(rule, QueueRule):
            return self.do(DefineQueue(rule=rule))
        return self.do(DefineAgent(rule=rule))

    def do(self, *commands: RoutingCommand) -> list[RoutingEvent]:
        """Carry out commands."""
        events: list[RoutingEvent] = []
        for command in commands:
            events += self._do(command)
        return events

    def after(self, pause: Millis, *commands: RoutingCommand) -> list[RoutingEvent]:
        """Let time go by, with a tick at every moment that is due, then carry out commands."""
        end, events = self.now + pause, []
        while (due := self.state.due) is not None and due <= end:
            self.now = max(self.now, due)
            events += self.do(Tick())
        self.now = end
        return events + self.do(*commands)

    def offered(self) -> dict[str, str]:
        """Agents by the interaction that they are asked for."""
        return {offer.interaction: offer.agent for offer in self.state.offers.values()}

    def offer_to(self, agent: str) -> str:
        """The id of the offer that an agent has."""
        offer = self.state.agents[agent].presence.offer
        assert offer is not None
        return offer

    def saw(self, event: RoutingEvent) -> None:
        """An event happened; for those who look closer."""

    def _do(self, command: RoutingCommand) -> list[RoutingEvent]:
        if not self.watched:
            return decide(self.state, command, self.now, self.ids)
        before, asked = deepcopy(self.rows), self.ids.count
        try:
            events = decide(self.state, command, self.now, self.ids)
        except SwitchroomError:
            assert rows_of(self.state) == before
            assert self.ids.count == asked
            raise
        channels = {name: queue.rule.channel for name, queue in self.state.queues.items()}
        for event in events:
            self.saw(event)
            record(self.rows, event, self.now, channels)
        assert rows_of(self.state) == self.rows
        return events


def of_kind(kind: type[E], events: Iterable[object]) -> list[E]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def agents_asked(events: Iterable[RoutingEvent]) -> list[str]:
    """Who was asked, in order."""
    return [event.agent for event in of_kind(InteractionOffered, events)]
