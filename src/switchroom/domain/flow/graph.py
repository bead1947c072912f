"""A flow as a graph: its edges, what cannot be reached, what goes round, what cannot get out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from switchroom.domain.flow.nodes import (
    RETURN,
    Callback,
    Collect,
    Condition,
    Edge,
    End,
    Flow,
    Hours,
    Menu,
    Node,
    Query,
    Rate,
    Transfer,
    Voicemail,
    WaitInQueue,
)


@dataclass(frozen=True, slots=True)
class Way:
    """An edge of a node.

    Attributes:
        field: where it stands, for people.
        target: the node it leads to, or `return`.
        awaited: it is taken only when a person has done something, or has been waited for.
    """

    field: str
    target: Edge
    awaited: bool = False


def ways(node: Node) -> Iterator[Way]:  # noqa: C901 one case a kind
    """All edges of a node."""
    match node:
        case Menu():
            yield from (Way(f"key {way.key}", way.next, awaited=True) for way in node.choices)
            yield from _retries(node)
        case Collect():
            yield Way("next", node.next, awaited=True)
            yield from _retries(node)
        case Rate():
            yield Way("next", node.next, awaited=True)
            yield from _retries(node)
        case Callback():
            yield from (Way("next", node.next), Way("on_failed", node.on_failed))
        case Query():
            yield from (Way("next", node.next), Way("on_missing", node.on_missing))
            yield from [Way("on_failed", node.on_failed)] if node.on_failed else []
        case Condition():
            yield from (Way(f"branch {i}", way.next) for i, way in enumerate(node.branches, 1))
            yield Way("otherwise", node.otherwise)
        case Hours():
            yield from (Way("open", node.open), Way("closed", node.closed))
        case WaitInQueue():
            yield from (Way(f"exit {name}", to, awaited=True) for name, to in node.exits.items())
            yield Way("otherwise", node.otherwise, awaited=True)
        case Voicemail():
            yield from (Way("next", node.next, awaited=True), Way("on_empty", node.on_empty))
        case Transfer():
            yield Way("on_failed", node.on_failed)
        case End():
            pass
        case _:
            yield Way("next", node.next)


def dangling(flow: Flow) -> Iterator[tuple[str, Way]]:
    """Edges that lead to no node, with the node that they leave."""
    for node in flow.nodes.values():
        for way in ways(node):
            if way.target != RETURN and way.target not in flow.nodes:
                yield node.id, way


def unreachable(flow: Flow) -> list[str]:
    """Nodes to which no path leads from the start, nor from where agents send callers."""
    reached = _closure([flow.start, *flow.entries], _targets(flow))
    return [node for node in flow.nodes if node not in reached]


def trapped(flow: Flow) -> list[str]:
    """Nodes from which no path leads to an end, a person, or out of the flow."""
    backwards: dict[str, list[str]] = {}
    for node, targets in _targets(flow).items():
        for target in targets:
            backwards.setdefault(target, []).append(node)
    ends = [node.id for node in flow.nodes.values() if isinstance(node, _ENDS)]
    free = _closure([*ends, RETURN], backwards)
    return [node for node in flow.nodes if node not in free]


def endless(flow: Flow) -> list[str]:
    """A round that is run through though the caller does nothing, or an empty list."""
    silent = {
        node.id: [way.target for way in ways(node) if not way.awaited]
        for node in flow.nodes.values()
    }
    try:
        TopologicalSorter(silent).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle[::-1]
    return []


_ENDS = (End, WaitInQueue, Transfer)


def _retries(node: Menu | Collect | Rate) -> tuple[Way, Way]:
    return (
        Way("on_timeout", node.on_timeout),
        Way("on_invalid", node.on_invalid, awaited=True),
    )


def _targets(flow: Flow) -> Mapping[str, list[str]]:
    return {node.id: [way.target for way in ways(node)] for node in flow.nodes.values()}


def _closure(starts: Iterable[str], targets: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting.extend(targets.get(node, ()))
    return reached
