"""What happens to notices; stream `notice:<id>`."""

from collections.abc import Mapping
from typing import Any

from switchroom.kernel.messages import Event
from switchroom.kernel.time import Instant


class NoticeSent(Event, frozen=True, kw_only=True):
    """Agents are told something, until a moment."""

    notice: str
    text: str
    urgent: bool
    to: Mapping[str, Any]
    recipients: tuple[str, ...]
    until: Instant


class NoticeRead(Event, frozen=True, kw_only=True):
    """One of them has read it."""

    notice: str
    user: str


class NoticeWithdrawn(Event, frozen=True, kw_only=True):
    """It is not shown any more."""

    notice: str


MESSAGES = (NoticeSent, NoticeRead, NoticeWithdrawn)
"""The feature's own kinds of message."""
