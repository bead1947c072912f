"""The feature's own command and event."""

from switchroom.kernel.messages import Command, Event


class StoreRecording(Command, frozen=True, kw_only=True):
    """Bring a finished recording from the spool to the store; asking twice does it once."""

    recording: str


class RecordingPlayed(Event, frozen=True, kw_only=True):
    """Somebody listened. In the interaction's own stream."""

    interaction: str
    recording: str
    user: str


MESSAGES = (StoreRecording, RecordingPlayed)
"""The feature's own kinds of message."""
