"""The board's whole picture, and what differs in it from one look to the next.

Policy. There is a picture only while somebody looks. A look at the agents costs what has changed
(`RoutingView.changed_agents`), a look at the calls one query for those of which something was
told. Everybody who sees the same (`Scope`) is told the same text, which is made once.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from switchroom.features.supervision.views import Placed, View, state_view, trunk_view
from switchroom.ports.routing import RoutingView
from switchroom.ports.trunks import TrunkState
from switchroom.runtime.web.scope import Scope


@dataclass(slots=True)
class Picture:
    """What is known; `gone` are those of whom nothing is known any more."""

    cards: Mapping[str, Placed]
    groups: View
    calls: dict[str, Placed]
    version: int | None = None
    states: dict[str, View] = field(default_factory=dict)
    trunks: tuple[TrunkState, ...] = ()
    told_trunks: dict[str, View] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What is new since the last look."""

    agents: set[str] = field(default_factory=set)
    calls: dict[str, Placed] = field(default_factory=dict)
    ended: dict[str, Placed] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.agents or self.calls or self.ended)


def look_at_agents(picture: Picture, routing: RoutingView) -> set[str]:
    """Take over the states that have changed; whose they are."""
    changes = routing.changed_agents(picture.version)
    picture.version = changes.version
    changed = {one.agent: state_view(one, routing) for one in changes.agents}
    picture.states.update(changed)
    return {agent for agent in changed if agent in picture.cards}


def look_at_calls(picture: Picture, asked: Collection[str], found: Mapping[str, Placed]) -> Changes:
    """Take over the calls that were asked for; those that were not found have ended."""
    changes = Changes()
    for interaction in asked:
        before, now = picture.calls.get(interaction), found.get(interaction)
        if now is None and before is not None:
            changes.ended[interaction] = picture.calls.pop(interaction)
        elif now is not None and now != before:
            changes.calls[interaction] = picture.calls[interaction] = now
    return changes


def whole(picture: Picture, scope: Scope, now: int) -> dict[str, Any]:
    """Everything that somebody sees."""
    seen = {agent: card for agent, card in picture.cards.items() if scope.sees(card)}
    return {
        "topic": "board",
        "whole": True,
        "now": now,
        **picture.groups,
        "agents": [{**card.view, **picture.states.get(a, {})} for a, card in seen.items()],
        "calls": _views(picture.calls, scope),
        "trunks": list(trunks(picture).values()),
    }


def difference(picture: Picture, changes: Changes, scope: Scope) -> dict[str, Any] | None:
    """What is new of what somebody sees; None: nothing."""
    agents = [picture.states[a] for a in changes.agents if scope.sees(picture.cards[a])]
    parts = {
        "agents": agents,
        "calls": _views(changes.calls, scope),
        "ended": [one for one, placed in changes.ended.items() if scope.sees(placed)],
    }
    told = {name: part for name, part in parts.items() if part}
    return {"topic": "board", **told} if told else None


def trunks(picture: Picture) -> dict[str, View]:
    """Every trunk with the calls that run over it: of the whole centre, as the line is."""
    calls = [placed.view for placed in picture.calls.values()]
    return {state.trunk: trunk_view(state, calls) for state in picture.trunks}


def by_scope(scopes: Collection[Scope], make: Callable[[Scope], Any]) -> dict[Scope, Any]:
    """What each scope is told, made once for all who share it."""
    return {scope: make(scope) for scope in {*scopes}}


def _views(placed: Mapping[str, Placed], scope: Scope) -> list[View]:
    return [one.view for one in placed.values() if scope.sees(one)]
