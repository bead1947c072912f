"""Telephones for visitors of the page "Call us": each for one call, to one number."""

from dataclasses import dataclass
from typing import Protocol

WEB = "web"
"""What is told as the trunk of visitors' calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestTelephone:
    """What a visitor's page calls with.

    Attributes:
        user: who it is to the telephone engine; unguessable.
        secret: its password.
        target: what it must call; anything else does not exist for it.
    """

    user: str
    secret: str
    target: str


class GuestTelephones(Protocol):
    """Lets visitors call."""

    async def admit(self, called: str, caller: str, caller_name: str) -> GuestTelephone:
        """A telephone for one call to a number of ours, begun soon; told as from `caller`."""
        ...

    def guest_of(self, leg: str) -> str:
        """The user whose call a leg is; empty for others."""
        ...

    @property
    def open(self) -> int:
        """How many there are: those that may still call, and those that are in their call."""
        ...
