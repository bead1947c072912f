"""Sound that is kept."""

from typing import Literal

from switchroom.domain.interaction.events.base import InteractionEvent


class RecordingStarted(InteractionEvent, frozen=True, kw_only=True):
    """Sound is being kept: a `conversation` in two channels (agent, customer) or a `message`."""

    recording: str
    kind: Literal["conversation", "message"]
    agent: str = ""
    segment: str = ""


class RecordingFinished(InteractionEvent, frozen=True, kw_only=True):
    """The raw sound is complete in the spool; it is stored by rule from there."""

    recording: str


class RecordingStored(InteractionEvent, frozen=True, kw_only=True):
    """It can be listened to. `path` is below the recordings folder; `digest` is its SHA-256."""

    recording: str
    path: str
    format: Literal["opus", "wav"]
    duration: int
    size: int
    digest: str


class RecordingFailed(InteractionEvent, frozen=True, kw_only=True):
    """There is no sound, and this is why."""

    recording: str
    reason: str


MESSAGES: tuple[type[InteractionEvent], ...] = (
    RecordingStarted,
    RecordingFinished,
    RecordingStored,
    RecordingFailed,
)
