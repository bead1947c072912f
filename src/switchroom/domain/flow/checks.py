"""What makes a well-formed flow a sensible one; each problem names its node."""

from collections import Counter
from collections.abc import Iterator

from switchroom.domain.flow.asking import KEYS
from switchroom.domain.flow.contents import names_read, variables_set
from switchroom.domain.flow.graph import dangling, endless, trapped, unreachable
from switchroom.domain.flow.nodes import (
    Collect,
    Flow,
    Menu,
    Node,
    Query,
    SetVariables,
    WaitInQueue,
)
from switchroom.domain.flow.templates import is_name

CALL_NAMES = frozenset(
    f"call.{name}" for name in ("interaction", "caller", "called", "customer", "vip", "language")
)
LONGEST_ENTRY = 40

_TIMES = ("timeout", "first_timeout", "next_timeout", "longest", "silence")


def problems(flow: Flow) -> list[str]:
    """Everything that is wrong with a flow, in words."""
    if flow.start not in flow.nodes:
        return [f"the start {flow.start!r} is no node"]
    broken = [
        f"node {node!r}: {way.field} leads to {way.target!r}, which does not exist"
        for node, way in dangling(flow)
    ]
    found = [problem for node in flow.nodes.values() for problem in _node_problems(node)]
    return broken + found + list(_name_problems(flow)) + list(_graph_problems(flow))


def _graph_problems(flow: Flow) -> Iterator[str]:
    lost = unreachable(flow)
    yield from (f"node {node!r}: nothing leads to it" for node in lost)
    for node in trapped(flow):
        if node not in lost:
            kind = "the menu" if isinstance(flow.nodes[node], Menu) else "it"
            yield f"node {node!r}: {kind} has no exit, every path leads back"
    if circle := endless(flow):
        yield f"node {circle[0]!r}: endless without the caller's doing: {' > '.join(circle)}"


def _node_problems(node: Node) -> Iterator[str]:
    match node:
        case Menu():
            yield from _menu(node)
        case Collect():
            yield from _collect(node)
        case Query() | SetVariables():
            yield from _facts(node)
        case WaitInQueue():
            yield from _queue(node)
        case _:
            pass
    for name in _TIMES:
        if getattr(node, name, 1) <= 0:
            yield f"node {node.id!r}: {name} must be more than 0 milliseconds"


def _menu(node: Menu) -> Iterator[str]:
    if not node.choices:
        yield f"node {node.id!r}: the menu has no choices"
    for key, count in Counter(choice.key for choice in node.choices).items():
        if count > 1:
            yield f"node {node.id!r}: the key {key} is given {count} times"
    yield from _asking(node)


def _collect(node: Collect) -> Iterator[str]:
    if not 1 <= node.min_length <= node.max_length <= LONGEST_ENTRY:
        yield f"node {node.id!r}: 1 <= min_length <= max_length <= {LONGEST_ENTRY} does not hold"
    yield from _asking(node)


def _asking(node: Menu | Collect) -> Iterator[str]:
    if node.tries < 1:
        yield f"node {node.id!r}: it must ask at least once, tries is {node.tries}"


def _facts(node: Query | SetVariables) -> Iterator[str]:
    known = node.columns if isinstance(node, Query) else tuple(node.values)
    for fact in node.facts:
        if fact not in known:
            yield f"node {node.id!r}: the fact {fact!r} is none of {', '.join(known)}"


def _queue(node: WaitInQueue) -> Iterator[str]:
    for target in node.exits:
        if target.startswith("key:") and target.removeprefix("key:") not in KEYS:
            yield f"node {node.id!r}: the exit {target!r} names no key"


def _name_problems(flow: Flow) -> Iterator[str]:
    known = CALL_NAMES | set(flow.variables)
    for node in flow.nodes.values():
        for name in variables_set(node):
            known |= {name}
            if not is_name(name) or name.startswith("call."):
                yield f"node {node.id!r}: {name!r} cannot be a variable's name"
    for node in flow.nodes.values():
        for name in sorted(names_read(node) - known):
            yield f"node {node.id!r}: nothing is called ${{{name}}}"
