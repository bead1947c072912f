"""What looks after one part of the centre."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What a look has found.

    Attributes:
        kind: one of `domain.alarms.kinds.KINDS`.
        subject: which of several, such as a trunk's id; empty when there is but one.
        detail: a figure or an error beside it, in no language.
    """

    kind: str
    subject: str = ""
    detail: str = ""


Look: TypeAlias = Callable[[], Awaitable[Sequence[Trouble]]]
"""All troubles of now; one that fails says nothing, neither that all is well nor that it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Looks every few seconds.

    Attributes:
        kinds: the kinds of trouble that it would find; no other watcher finds these.
        look: how.
        every: seconds from the end of one look to the next.
    """

    kinds: frozenset[str]
    look: Look
    every: float = 2.0
