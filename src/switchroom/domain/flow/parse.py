"""A flow from its JSON, checked; every error names the node and says what is wrong."""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar, get_args

from msgspec import Struct, ValidationError, convert, json

from switchroom.domain.flow.checks import problems
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


def parse_flow(data: Mapping[str, Any]) -> Flow:
    """The flow that the data describe.

    Raises:
        FlowError: with all problems that were found.
    """
    name = str(data.get("id", "?"))
    try:
        document = convert(data, _Document[dict[str, Any]])
    except ValidationError as error:
        raise FlowError(name, [str(error)]) from error
    nodes, found = _nodes(document.nodes)
    flow = Flow(
        id=document.id,
        version=document.version,
        start=document.start,
        nodes=nodes,
        title=document.title,
        variables=document.variables,
    )
    found = found or problems(flow)
    if found:
        raise FlowError(name, found)
    return flow


def flow_schema() -> dict[str, Any]:
    """The JSON Schema of a flow's document, for editors; `parse_flow` checks more than it can."""
    return json.schema(_Document[Node])


def _nodes(data: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Node], list[str]]:
    nodes: dict[str, Node] = {}
    found: list[str] = []
    for place, raw in enumerate(data, start=1):
        try:
            node = _node(place, raw)
        except ValueError as error:
            found.append(str(error))
            continue
        if node.id in nodes:
            found.append(f"node {node.id!r}: there are two nodes of this id")
        nodes[node.id] = node
    return nodes, found


def _node(place: int, raw: Mapping[str, Any]) -> Node:
    name = raw.get("id")
    if not isinstance(name, str) or not name or name == RETURN:
        raise ValueError(f"node number {place}: its id must be a text, and not {RETURN!r}")
    if raw.get("kind") not in KINDS:
        known = ", ".join(KINDS)
        raise ValueError(f"node {name!r}: unknown kind {raw.get('kind')!r}; there are {known}")
    try:
        node: Node = convert(raw, Node)
    except ValidationError as error:
        raise ValueError(f"node {name!r}: {error}") from error
    return node
