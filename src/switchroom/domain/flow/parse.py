"""A flow from its JSON, checked; every error names the node and says what is wrong."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar, get_args

from msgspec import Struct, ValidationError, convert, json

from switchroom.domain.flow.checks import errors
from switchroom.domain.flow.findings import Finding
from switchroom.domain.flow.nodes import RETURN, Flow, Node
from switchroom.domain.flow.prompts import Localised
from switchroom.kernel.errors import InvalidError

KINDS: tuple[str, ...] = tuple(str(kind.__struct_config__.tag) for kind in get_args(Node))


class FlowError(InvalidError):
    """A flow that cannot be run; `problems` holds a sentence for each thing that is wrong."""

    def __init__(self, flow: str, found: Sequence[str]) -> None:
        self.problems = tuple(found)
        super().__init__(f"flow {flow}: {'; '.join(found)}")


NodeT = TypeVar("NodeT")


class _Document(Struct, Generic[NodeT], frozen=True, forbid_unknown_fields=True):
    id: str
    version: int
    start: str
    nodes: list[NodeT]
    title: Localised | None = None
    variables: tuple[str, ...] = ()
    layout: dict[str, tuple[float, float]] = {}
    """Where a designer draws the nodes, by id; means nothing to the interpreter."""


def parse_flow(data: Mapping[str, Any]) -> Flow:
    """The flow that the data describe.

    Raises:
        FlowError: with all problems that were found.
    """
    flow, found = examine(data)
    if flow is None or found:
        raise FlowError(str(data.get("id", "?")), [finding.line for finding in found])
    return flow


def examine(data: Mapping[str, Any]) -> tuple[Flow | None, list[Finding]]:
    """The flow, as far as it can be read, and every error in it."""
    try:
        document = convert(data, _Document[dict[str, Any]])
    except ValidationError as error:
        return None, [Finding(node="", zh=f"流程文件无法读取：{error}", en=str(error))]
    nodes, found = _nodes(document.nodes)
    if found:
        return None, found
    flow = Flow(
        id=document.id,
        version=document.version,
        start=document.start,
        nodes=nodes,
        title=document.title,
        variables=document.variables,
    )
    return flow, errors(flow)


def flow_schema() -> dict[str, Any]:
    """The JSON Schema of a flow's document, for editors; `parse_flow` checks more than it can."""
    return json.schema(_Document[Node])


def _nodes(data: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Node], list[Finding]]:
    nodes: dict[str, Node] = {}
    found: list[Finding] = []
    for place, raw in enumerate(data, start=1):
        node = _node(place, raw)
        if isinstance(node, Finding):
            found.append(node)
            continue
        if node.id in nodes:
            en = "there are two nodes of this id"
            found.append(Finding(node=node.id, zh="有两个节点用了这个名称", en=en))
        nodes[node.id] = node
    return nodes, found


def _node(place: int, raw: Mapping[str, Any]) -> Node | Finding:
    name = raw.get("id")
    if not isinstance(name, str) or not name or name == RETURN:
        en = f"node number {place}: its id must be a text, and not {RETURN!r}"
        return Finding(node="", zh=f"第 {place} 个节点的名称不能用", en=en)
    if raw.get("kind") not in KINDS:
        en = f"unknown kind {raw.get('kind')!r}; there are {', '.join(KINDS)}"
        return Finding(node=name, field="kind", zh=f"没有“{raw.get('kind')}”这种节点", en=en)
    try:
        node: Node = convert(raw, Node)
    except ValidationError as error:
        return _unreadable(name, str(error))
    return node


def _unreadable(node: str, sentence: str) -> Finding:
    """What the reader says, with the field that its path or its quotes name."""
    named = re.search(r"`\$\.(\w+)|field `(\w+)`", sentence)
    field = next(filter(None, named.groups()), "") if named else ""
    zh = "还没有填写" if "missing required" in sentence else "填写的内容不对"
    return Finding(node=node, field=field, zh=f"{field or '节点'}：{zh}", en=sentence)
