"""What the prompt workshop must know of the rest of the centre; composed by `app`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from switchroom.domain.speaking.pieces import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A node of a flow that speaks a prompt; `label` is the node's, in both languages."""

    flow: str
    title: Mapping[str, str]
    node: str
    label: Mapping[str, str]


class PromptWorld(Protocol):
    """`app` sets it as `state.prompt_world`."""

    def sentences(self, connection: Connection) -> Mapping[Piece, Sequence[Use]]:
        """What flows say that is known before a call, and where; drafts count."""
        ...

    def named(self, connection: Connection) -> Mapping[str, Sequence[Use]]:
        """The recorded prompts that flows play, by name, and where."""
        ...

    def people(self, connection: Connection) -> Mapping[str, str]:
        """Names of users, by id."""
        ...
