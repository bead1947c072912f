"""What a check found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from switchroom.app.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        name: what was looked at.
        state: `advice` is worth knowing, but the centre works without following it.
        seen: what it is like, in a sentence or a value.
        remedy: how to mend it; empty when nothing is to be mended.
    """

    name: str
    state: Literal["well", "advice", "wrong"] = "well"
    seen: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        """Whether the centre can work so."""
        return self.state != "wrong"


Check: TypeAlias = Callable[[Settings], Finding]


def well(name: str, seen: str) -> Finding:
    """Nothing to mend."""
    return Finding(name=name, seen=seen)


def wrong(name: str, seen: str, remedy: str) -> Finding:
    """Must be mended."""
    return Finding(name=name, state="wrong", seen=seen, remedy=remedy)


def advice(name: str, seen: str, remedy: str) -> Finding:
    """Could be better."""
    return Finding(name=name, state="advice", seen=seen, remedy=remedy)
