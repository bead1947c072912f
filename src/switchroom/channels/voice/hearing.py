"""What the telephone engine tells, as inputs of the call that it concerns."""

from switchroom.channels.voice.flowing import message_owner
from switchroom.channels.voice.inputs import (
    Answered,
    CallInput,
    LegDown,
    LegUp,
    MessageRecorded,
)
from switchroom.domain.flow.messages import KeyPressed, PlayEnded
from switchroom.ports.telephony import (
    DigitPressed,
    LegAnswered,
    LegEnded,
    PlaybackEnded,
    RecordingEnded,
    TelephonyEvent,
)


def happened(event: TelephonyEvent) -> CallInput | None:
    """What it means to its call; None for what means nothing to one."""
    match event:
        case LegAnswered(leg=leg):
            return LegUp(leg=leg)
        case LegEnded(leg=leg, cause=cause, rang=rang, by_far_end=by_far_end):
            return LegDown(leg=leg, cause=cause, rang=rang, by_far_end=by_far_end)
        case DigitPressed(digit=digit):
            return Answered(input=KeyPressed(key=digit))
        case PlaybackEnded(playback=playback):
            return Answered(input=PlayEnded(token=playback))
        case RecordingEnded(recording=name, duration=duration, failed=failed):
            return MessageRecorded(recording=name, duration=duration, failed=failed)
        case _:
            return None


def owner(event: TelephonyEvent) -> str:
    """The interaction that a sound belongs to, by its name; empty for what belongs to a leg."""
    match event:
        case PlaybackEnded(playback=playback):
            return playback.split(".", 1)[0]
        case RecordingEnded(recording=recording):
            return message_owner(recording)
        case _:
            return ""
