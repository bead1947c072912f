"""The feature's own command."""

from switchroom.kernel.messages import Command


class RingBackDue(Command, frozen=True, kw_only=True):
    """Look whether somebody who was busy can be rung, or has been waited for long enough."""

    call: str


MESSAGES = (RingBackDue,)
"""The feature's own kinds of message."""
