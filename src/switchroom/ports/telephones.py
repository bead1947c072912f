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

    async def provide(self, extension: str, *, browser: bool = True) -> Credentials:
        """Let a page or a SIP telephone register, with a new secret; the old one is void."""
        ...
