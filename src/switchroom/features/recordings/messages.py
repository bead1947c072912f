"""The feature's own commands and events."""

from switchroom.kernel.messages import Command, Event


class StoreRecording(Command, frozen=True, kw_only=True):
    """Bring a finished recording from the spool to the store; asking twice does it once."""

    recording: str


class DiscardSound(Command, frozen=True, kw_only=True):
    """Remove the file of a recording that was removed; asking twice does it once."""

    recording: str


class RecordingRemoved(Event, frozen=True, kw_only=True):
    """Its sound was removed rightfully: by a rule, or for a person's sake. `reason` says which."""

    interaction: str
    recording: str
    reason: str


class RecordingPlayed(Event, frozen=True, kw_only=True):
    """Somebody listened. In the interaction's own stream."""

    interaction: str
    recording: str
    user: str


MESSAGES = (StoreRecording, DiscardSound, RecordingRemoved, RecordingPlayed)
"""The feature's own kinds of message."""
