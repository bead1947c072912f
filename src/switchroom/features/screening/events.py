"""What happens to the lists; stream `screening:<entry>`."""

from collections.abc import Mapping
from typing import Any

from switchroom.kernel.messages import Event


class ScreeningAdded(Event, frozen=True, kw_only=True):
    """A number is on a list."""

    entry: str
    data: Mapping[str, Any]


class ScreeningChanged(Event, frozen=True, kw_only=True):
    """What of an entry changed, and how it was before."""

    entry: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class ScreeningRemoved(Event, frozen=True, kw_only=True):
    """An entry is gone; this is how it stood."""

    entry: str
    data: Mapping[str, Any]


MESSAGES = (ScreeningAdded, ScreeningChanged, ScreeningRemoved)
"""The feature's own kinds of message."""
