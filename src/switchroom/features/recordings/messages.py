"""The feature's own command and event."""

from dataclasses import dataclass

from switchroom.kernel.messages import Command, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRecording(Command):
    """Bring a finished recording from the spool to the store; asking twice does it once."""

    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlayed(Event):
    """Somebody listened. In the interaction's own stream."""

    interaction: str
    recording: str
    user: str


MESSAGES = (StoreRecording, RecordingPlayed)
"""The feature's own kinds of message."""
