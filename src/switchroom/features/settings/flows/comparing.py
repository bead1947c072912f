"""What differs between two versions of a flow, node by node, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

APART = frozenset({"nodes", "layout", "version"})
"""What is not compared as a field of the flow itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field before and after; None where it was not given."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeChange:
    """What became of a node; empty id: the flow's own fields."""

    node: str
    what: Literal["added", "removed", "changed"]
    changes: tuple[Change, ...] = ()


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[NodeChange]:
    """Everything that differs; edges are fields of the nodes that they leave."""
    old, new = _nodes(before), _nodes(after)
    head = tuple(_changes(_head(before), _head(after)))
    own = [NodeChange(node="", what="changed", changes=head)] if head else []
    return [*own, *_node_changes(old, new)]


def _node_changes(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> Iterator[NodeChange]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield NodeChange(node=name, what="removed")
        elif name not in old:
            yield NodeChange(node=name, what="added")
        elif changes := tuple(_changes(old[name], new[name])):
            yield NodeChange(node=name, what="changed", changes=changes)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for field in dict.fromkeys([*before, *after]):
        if before.get(field) != after.get(field):
            yield Change(field=field, before=before.get(field), after=after.get(field))


def _nodes(data: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    return {str(node.get("id")): node for node in data.get("nodes", ())}


def _head(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in data.items() if name not in APART}
