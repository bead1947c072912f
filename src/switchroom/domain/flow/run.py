"""One step in the making: the state so far, and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import (
    FlowEffect,
    HangUp,
    Play,
    Spoken,
    StartTimer,
    StopPlay,
    StopTimer,
)
from switchroom.domain.flow.nodes import Edge, Node
from switchroom.domain.flow.prompts import LANGUAGES
from switchroom.domain.flow.state import FlowState, Outcome, Step, Waiting
from switchroom.domain.interaction.events import FactLearned, FlowEnded, FlowStepped
from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant, Millis


@dataclass(frozen=True, slots=True)
class Go:
    """Follow an edge; `detail` says for the journal what led there."""

    edge: Edge
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Run:
    """Gathers one step; lives no longer than the call of `begin` or `advance` that made it."""

    flows: Flows
    now: Instant
    state: FlowState
    effects: list[FlowEffect] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def step(self) -> Step:
        """The finished step."""
        return Step(state=self.state, effects=tuple(self.effects), events=tuple(self.events))

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - fields of FlowState
        """Change fields of the state."""
        self.state = replace(self.state, **changes)

    def token(self) -> str:
        """A token that this interaction has never used."""
        count = self.state.tokens + 1
        self.change(tokens=count)
        return f"{self.state.interaction}.{self.state.started}.{count}"

    def learn(self, values: Mapping[str, str], facts: Mapping[str, str]) -> None:
        """Set variables, and show `facts`, name and value, to the agent."""
        self.change(variables={**self.state.variables, **values})
        for name, value in facts.items():
            self.events.append(
                FactLearned(interaction=self.state.interaction, name=name, value=value)
            )

    def entered(self, node: Node, detail: Mapping[str, str]) -> None:
        """Write into the journal that a node is entered, or asks again."""
        label = node.label
        self.events.append(
            FlowStepped(
                interaction=self.state.interaction,
                flow=self.state.flow,
                node=node.id,
                kind=str(node.__struct_config__.tag),
                label={name: label.in_language(name) for name in LANGUAGES} if label else {},
                detail=detail,
            )
        )

    def play(self, pieces: tuple[Spoken, ...]) -> None:
        """Play, and wait for its end."""
        token = self.token()
        self.effects.append(Play(token=token, pieces=pieces, language=self.state.language))
        self.change(waiting=Waiting(what="prompt", token=token))

    def start_timer(self, after: Millis) -> str:
        """Start a timer; returns its token."""
        token = self.token()
        self.effects.append(StartTimer(token=token, after=after))
        return token

    def interrupt(self) -> None:
        """Wait no more: stop the playback or the timer that runs."""
        waiting = self.state.waiting
        if waiting and waiting.what == "prompt":
            self.effects.append(StopPlay(token=waiting.token))
        if waiting and waiting.timer:
            self.effects.append(StopTimer(token=waiting.timer))
        self.change(waiting=None)

    def end(self, outcome: Outcome, cause: int | None = None) -> None:
        """End the flow, and with a `cause` the call."""
        self.interrupt()
        self.change(outcome=outcome)
        self.events.append(
            FlowEnded(interaction=self.state.interaction, flow=self.state.root, outcome=outcome)
        )
        if cause is not None:
            self.effects.append(HangUp(cause=cause))
