"""One ARI request as a value: the generated functions make them, a connection carries them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

QueryValue = str | int | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class Operation(Generic[T]):
    """What is asked of Asterisk, and the type of its answer.

    Attributes:
        method: the HTTP method.
        path: below `/ari/`, its pieces percent-encoded already.
        answer: what a success is decoded as; `NoneType` when it has no body.
        query: parameters; those that are None are left out, lists are joined by commas.
        body: sent as JSON.
    """

    method: str
    path: str
    answer: type[T]
    query: Mapping[str, QueryValue]
    body: Mapping[str, object] | None = None

    def parameters(self) -> list[tuple[str, str]]:
        """The query as text."""
        return [(name, _text(value)) for name, value in self.query.items() if value is not None]


def _text(value: str | int | bool | list[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)
