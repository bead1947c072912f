"""Agents' telephones as the telephone engine knows them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a telephone registers with; valid until it is provided anew."""

    extension: str
    user: str
    secret: str


class TelephoneExchange(Protocol):
    """Lets telephones register."""

    async def provide(self, extension: str) -> Credentials:
        """Let a browser register as an extension, with a new secret; the old one is void."""
        ...
