"""Whether whom somebody wants to ring is within their reach."""

from switchroom.features.calls.schemas import Target
from switchroom.kernel.errors import DeniedError
from switchroom.ports.directory import Book
from switchroom.runtime.web.access import Identity
from switchroom.runtime.web.dialling import DENIED, require_reach


def require_target(who: Identity, book: Book, target: Target) -> None:
    """Refuse a target that the asker may not ring."""
    if target.kind == "number":
        require_reach(who, book, target.id)
    elif target.kind == "agent" and "calls.dial.internal" not in who.permissions:
        raise DeniedError(DENIED["internal"])
