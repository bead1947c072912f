"""What is to be said about a flow: an error keeps it from running, a warning only from sense."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence about a flow.

    Attributes:
        node: the node it is about; empty: the flow as a whole.
        field: the node's field, if it is about one.
        zh: the sentence in Chinese; `en` says the same.
    """

    node: str
    zh: str
    en: str
    field: str = ""
    severity: Severity = "error"

    @property
    def line(self) -> str:
        """The sentence with its node, as programs write it."""
        return f"node {self.node!r}: {self.en}" if self.node else self.en
