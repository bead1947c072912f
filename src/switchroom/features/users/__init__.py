"""Who may come in, as what, and who is in."""

from switchroom.features.users.events import MESSAGES

__all__ = ["MESSAGES"]
