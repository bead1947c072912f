"""The kinds of node as a designer needs them: their fields, in what form, and where edges leave.

Read off the types in `nodes`, so that a page that draws flows has no second truth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias, get_args

from msgspec import NODEFAULT, convert, inspect, to_builtins

from switchroom.domain.flow.nodes import Base, Branch, Choice, Need, Node
from switchroom.domain.flow.prompts import Localised, Piece

Form: TypeAlias = Literal[
    "edge",
    "template",
    "variable",
    "duration",
    "queue",
    "schedule",
    "mailbox",
    "query",
    "flow",
    "text",
    "number",
    "boolean",
    "option",
    "localised",
    "prompt",
    "choices",
    "branches",
    "needs",
    "exits",
    "values",
    "scale",
    "names",
]

_STRUCTS: dict[type, Form] = {
    Localised: "localised",
    Piece: "prompt",
    Choice: "choices",
    Branch: "branches",
    Need: "needs",
}
_DICTS: dict[Form, Form] = {"edge": "exits", "number": "scale"}
_PLAIN: dict[type[inspect.Type], Form] = {
    inspect.VarTupleType: "names",
    inspect.LiteralType: "option",
    inspect.BoolType: "boolean",
    inspect.IntType: "number",
}

OF_ALL = frozenset(Base.__struct_fields__)
"""Fields that every node has; a designer shows them by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeField:
    """A field of a node.

    Attributes:
        form: what it holds. From an `edge` one way leads on; from `choices`, `branches` and
            `exits` one of each entry.
        default: what it is when it is not given.
        options: what an `option` may be.
    """

    name: str
    form: Form
    required: bool
    default: object = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKind:
    """A kind of node."""

    kind: str
    fields: tuple[NodeField, ...]


@cache
def node_kinds() -> tuple[NodeKind, ...]:
    """All kinds, in the order of `nodes`."""
    return tuple(_kind(struct) for struct in get_args(Node))


def _kind(struct: type) -> NodeKind:
    info = inspect.type_info(struct)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{struct} is no node")
    fields = tuple(_field(one) for one in info.fields if one.name not in OF_ALL)
    return NodeKind(kind=str(info.tag), fields=fields)


def _field(field: inspect.Field) -> NodeField:
    types = [one for one in _alternatives(field.type) if not isinstance(one, inspect.NoneType)]
    options = types[-1].values if isinstance(types[-1], inspect.LiteralType) else ()
    return NodeField(
        name=field.encode_name,
        form=_form(types[-1]),
        required=field.required,
        default=_default(field),
        options=tuple(str(option) for option in options),
    )


def _default(field: inspect.Field) -> object:
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return None if field.default is NODEFAULT else to_builtins(field.default)


def _alternatives(kind: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(kind, inspect.UnionType):
        yield from kind.types
    else:
        yield kind


def _form(kind: inspect.Type) -> Form:
    match kind:
        case inspect.Metadata(extra={"form": str(form)}):
            named: Form = convert(form, Form)
            return named
        case (
            inspect.StructType(cls=cls)
            | inspect.VarTupleType(item_type=inspect.StructType(cls=cls))
        ):
            return _STRUCTS[cls]
        case inspect.DictType(value_type=value):
            return _DICTS.get(_form(value), "values")
        case _:
            return _PLAIN.get(type(kind), "text")
