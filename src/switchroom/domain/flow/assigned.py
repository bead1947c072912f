"""Which variables have a value for certain when a node is entered, whichever way led there.

A forward analysis: what is certain at a node is what is certain on all ways into it; where agents
send callers in, nothing is but what is known from outside. A look-up
gives its columns on `next` alone, a question its variable likewise.
"""

from collections.abc import Iterator

from switchroom.domain.flow.contents import names_read, variables_set
from switchroom.domain.flow.graph import ways
from switchroom.domain.flow.nodes import Collect, Flow, Node, Query, SetVariables

Names = frozenset[str]


def perhaps_empty(flow: Flow, known: Names) -> Iterator[tuple[str, str]]:
    """Every (node, variable) that is read though some way gives it no value; `known` always has."""
    certain = _certain(flow, known)
    written = {name for node in flow.nodes.values() for name in variables_set(node)}
    for name, have in certain.items():
        for variable in sorted((names_read(flow.nodes[name]) & written) - have):
            yield name, variable


def _certain(flow: Flow, known: Names) -> dict[str, Names]:
    certain = dict.fromkeys([flow.start, *flow.entries], known)
    waiting = list(certain)
    while waiting:
        node = flow.nodes[waiting.pop()]
        for target, have in _onward(node, certain[node.id]):
            if target not in flow.nodes:
                continue
            before = certain.get(target)
            now = have if before is None else before & have
            if now != before:
                certain[target] = now
                waiting.append(target)
    return certain


def _onward(node: Node, have: Names) -> Iterator[tuple[str, Names]]:
    given = have | frozenset(variables_set(node))
    for way in ways(node):
        always = isinstance(node, SetVariables)
        answered = isinstance(node, Query | Collect) and way.field == "next"
        yield way.target, given if always or answered else have
