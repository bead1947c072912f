"""A caller for flows: answers what a flow waits for, and remembers what came out of it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from switchroom.domain.flow.engine import advance, begin
from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.messages import (
    CallFacts,
    FlowEffect,
    FlowInput,
    Found,
    KeyPressed,
    MessageTaken,
    NotFound,
    Play,
    PlayEnded,
    QueueLeft,
    TimeElapsed,
    TransferFailed,
)
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.flow.state import Step, Waiting
from switchroom.domain.interaction.events import FlowStepped
from switchroom.kernel.messages import Event

E = TypeVar("E", bound=FlowEffect)
V = TypeVar("V", bound=Event)

START = 1_750_000_000_000


def text(zh: str, en: str | None = None) -> dict[str, str]:
    return {"zh": zh, "en": zh if en is None else en}


def document(*nodes: Mapping[str, Any], **head: object) -> dict[str, Any]:
    """A flow's JSON: the first node is the start, and a node `bye` is there without saying."""
    bye = {"id": "bye", "kind": "hang-up"}
    return {"id": "main", "version": 1, "start": nodes[0]["id"], "nodes": [*nodes, bye]} | head


def flows(*nodes: Mapping[str, Any], **head: object) -> Flows:
    return library([parse_flow(document(*nodes, **head))])


class Caller:
    def __init__(
        self,
        flows: Flows,
        flow: str = "main",
        **facts: Any,  # noqa: ANN401 - fields of CallFacts
    ) -> None:
        self.flows, self.now = flows, START
        given = {"interaction": "i", "caller": "+8613800138000", "called": "95598", **facts}
        self.effects: list[FlowEffect] = []
        self.events: list[Event] = []
        self.take(begin(flows, flow, None, CallFacts(**given), self.now))

    def take(self, step: Step) -> Step:
        self.step, self.state = step, step.state
        self.effects += step.effects
        self.events += step.events
        return step

    def send(self, answer: FlowInput) -> Step:
        return self.take(advance(self.flows, self.state, answer, self.now))

    @property
    def waiting(self) -> Waiting:
        assert self.state.waiting is not None, f"ended as {self.state.outcome}"
        return self.state.waiting

    def press(self, keys: str) -> Step:
        for key in keys:
            self.send(KeyPressed(key=key))
        return self.step

    def hear_out(self) -> Step:
        assert self.waiting.what == "prompt"
        return self.send(PlayEnded(token=self.waiting.token))

    def be_silent(self) -> Step:
        if self.waiting.what == "prompt":
            self.hear_out()
        return self.send(TimeElapsed(token=self.waiting.timer))

    def find(self, **values: str) -> Step:
        return self.send(Found(token=self.waiting.token, values=values))

    def miss(self, *, failed: bool = False) -> Step:
        return self.send(NotFound(token=self.waiting.token, failed=failed))

    def leave_queue(self, target: str, cause: str = "time") -> Step:
        return self.send(QueueLeft(token=self.waiting.token, target=target, cause=cause))

    def leave_message(self, duration: int, *, failed: bool = False) -> Step:
        return self.send(MessageTaken(token=self.waiting.token, duration=duration, failed=failed))

    def no_answer(self) -> Step:
        return self.send(TransferFailed(token=self.waiting.token, cause=19))

    def heard(self) -> list[str]:
        """Everything that was played, in order."""
        plays = [effect for effect in self.effects if isinstance(effect, Play)]
        return [piece.value for play in plays for piece in play.pieces]

    def path(self) -> list[str]:
        """The nodes that were entered, in order."""
        return [event.node for event in self.events if isinstance(event, FlowStepped)]

    def effect(self, kind: type[E]) -> E:
        """The last effect of a kind."""
        return [effect for effect in self.effects if isinstance(effect, kind)][-1]

    def event(self, kind: type[V]) -> V:
        """The last event of a kind."""
        return [event for event in self.events if isinstance(event, kind)][-1]
