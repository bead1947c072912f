"""Errors that a person can understand; the web edge turns them into RFC 9457 problem details."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from switchroom.kernel.time import SECOND, Millis


class SwitchroomError(Exception):
    """Something that was asked for and cannot be done; `str()` is a sentence for a person."""

    code: ClassVar[str] = "error"

    @property
    def details(self) -> Mapping[str, object]:
        """What a program may want to know beside the sentence, as plain data."""
        return {}


class NotFoundError(SwitchroomError):
    """The thing asked for does not exist, or the asker may not know that it does."""

    code = "not-found"


class InvalidError(SwitchroomError):
    """What was asked for makes no sense."""

    code = "invalid"


class ConflictError(SwitchroomError):
    """It made sense once, but the state has moved on."""

    code = "conflict"


class DeniedError(SwitchroomError):
    """The asker has no permission for it."""

    code = "denied"


class UnauthenticatedError(SwitchroomError):
    """Nobody is signed in, or the sign-in was wrong."""

    code = "unauthenticated"


class UnavailableError(SwitchroomError):
    """A part that is needed is away; asking again later may work."""

    code = "unavailable"


class TooManyError(SwitchroomError):
    """There are too many of these at the moment; asking again after `retry_after` may work."""

    code = "too-many"

    def __init__(self, sentence: str, wait: Millis) -> None:
        super().__init__(sentence)
        self.retry_after = max(1, -(-wait // SECOND))

    @property
    @override
    def details(self) -> Mapping[str, object]:
        """Seconds to wait."""
        return {"retry_after": self.retry_after}
