"""From Asterisk's words to the telephony port's; pure."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from switchroom.adapters.asterisk.generated import models
from switchroom.adapters.asterisk.guests import guest_of
from switchroom.adapters.asterisk.monitoring import is_monitor, monitors
from switchroom.kernel.time import Instant, Millis
from switchroom.ports.guests import WEB
from switchroom.ports.telephony import (
    DigitPressed,
    LegAnswered,
    LegArrived,
    LegEnded,
    LegState,
    PlaybackEnded,
    RecordingEnded,
    Snapshot,
    SpeechEnded,
    SpeechStarted,
    TelephonyEvent,
)

HEARD = (
    "StasisStart",
    "ChannelDestroyed",
    "ChannelDtmfReceived",
    "ChannelTalkingStarted",
    "ChannelTalkingFinished",
    "PlaybackFinished",
    "RecordingFinished",
    "RecordingFailed",
)
"""The events that mean something to us."""

LONGEST_NAME = 80
LONGEST_NUMBER = 40
NORMAL = 16
WAV_HEADER = 44
NO_ANSWER = 19
ARRIVALS = "switchroom-trunk"
"""The dialplan's context of calls that come in."""

INTERACTION = "SWITCHROOM_INTERACTION"
HANGUP_SOURCE = "CHANNEL(hangupsource)"

_TRUNK = re.compile(r"PJSIP/trunk-([a-z0-9-]+)-[0-9a-f]{8}")
_UNANSWERED = (408, 503)
_NEVER_RANG = ("Down", "Rsrvd")
_OURS = ("Stasis", "AppDial2")
"""Dialplan applications of legs in our hands; the second is a leg that rings for us."""


def translate(message: models.AnyMessage, messages: Path) -> TelephonyEvent | None:
    """What a message means for the centre, and when that was; None when it means nothing.

    Args:
        message: from Asterisk.
        messages: the host's folder of recorded messages; Asterisk tells their length in whole
            seconds, the file to the millisecond.
    """
    meaning = _meaning(message, messages)
    at = moment(getattr(message, "timestamp", ""))
    return replace(meaning, at=at) if meaning and at else meaning


def moment(timestamp: str) -> Instant | None:
    """A moment as Asterisk writes it (`2026-03-01T09:30:00.123+0800`); None when it is none."""
    try:
        return round(datetime.fromisoformat(timestamp).timestamp() * 1000)
    except ValueError:
        return None


def _meaning(message: models.AnyMessage, messages: Path) -> TelephonyEvent | None:
    match message:
        case models.StasisStart():
            return _entered(message)
        case models.ChannelDestroyed():
            return _ended(message) if _is_leg(message.channel) else None
        case models.ChannelDtmfReceived():
            return DigitPressed(leg=message.channel.id, digit=message.digit)
        case _:
            return _sounded(message, messages)


def snapshot(channels: list[models.Channel], bridges: list[models.Bridge]) -> Snapshot:
    """The port's picture of what Asterisk lists."""
    return Snapshot(
        legs=[_leg(channel) for channel in channels if _is_leg(channel)],
        bridges={bridge.id: bridge.channels for bridge in bridges if not is_monitor(bridge)},
        monitors=monitors(channels, bridges),
    )


def clean(text: str, longest: int) -> str:
    """What a stranger sent, fit to be stored and shown: no control or format characters, short."""
    kept = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    return " ".join(kept.split())[:longest]


def _entered(message: models.StasisStart) -> TelephonyEvent:
    channel = message.channel
    came_in = message.args[:1] == ["trunk"]
    return _arrived(channel) if came_in else LegAnswered(leg=channel.id)


def _arrived(channel: models.Channel) -> LegArrived:
    return LegArrived(
        leg=channel.id,
        caller=clean(channel.caller.number, LONGEST_NUMBER),
        caller_name=clean(channel.caller.name, LONGEST_NAME),
        called=_called(channel),
        trunk=_trunk(channel),
    )


def _sounded(message: models.AnyMessage, messages: Path) -> TelephonyEvent | None:
    match message:
        case models.ChannelTalkingStarted():
            return SpeechStarted(leg=message.channel.id)
        case models.ChannelTalkingFinished():
            return SpeechEnded(leg=message.channel.id)
        case models.PlaybackFinished(playback=playback):
            return PlaybackEnded(playback=playback.id, failed=playback.state == "failed")
        case models.RecordingFinished() | models.RecordingFailed():
            return _recorded(message, messages)
        case _:
            return None


def _recorded(
    message: models.RecordingFinished | models.RecordingFailed, messages: Path
) -> TelephonyEvent:
    name = message.recording.name
    failed = isinstance(message, models.RecordingFailed)
    duration = 0 if failed else _length(messages / f"{name}.wav")
    return RecordingEnded(recording=name, duration=duration, failed=failed)


def _length(wav: Path) -> Millis:
    """Of a WAV as Asterisk writes it: 16 bit, mono, 8 kHz, so 16 bytes a millisecond."""
    try:
        return max(0, wav.stat().st_size - WAV_HEADER) // 16
    except FileNotFoundError:
        return 0


def _ended(message: models.ChannelDestroyed) -> TelephonyEvent:
    """Asterisk gives no cause when a talk is over by BYE, nor when our time-out ended a ringing."""
    state = message.channel.state
    usual = NORMAL if state == "Up" else NO_ANSWER
    return LegEnded(
        leg=message.channel.id,
        cause=message.cause or usual,
        rang=state not in _NEVER_RANG,
        by_far_end=_is_by_far_end(message),
    )


def _is_by_far_end(message: models.ChannelDestroyed) -> bool:
    """Whether a BYE, a CANCEL or a refusal came.

    The source of a hang-up is the channel's own name then; when its bridge's other channel hung up
    it is that one's, and none when we ended it or its RTP timed out. A request of ours that nobody
    answered, or that could not be sent, counts as the channel's own too, but has these statuses.
    """
    source = (message.channel.channelvars or {}).get(HANGUP_SOURCE)
    return source == message.channel.name and message.tech_cause not in _UNANSWERED


def _is_leg(channel: models.Channel) -> bool:
    """Not so what Asterisk makes for monitors, and for playing to bridges."""
    return channel.name.startswith("PJSIP/")


def _leg(channel: models.Channel) -> LegState:
    interaction = (channel.channelvars or {}).get(INTERACTION)
    return LegState(
        leg=channel.id,
        arrived=_arrived(channel) if channel.dialplan.context == ARRIVALS else None,
        answered=channel.state == "Up",
        ours=channel.dialplan.app_name in _OURS,
        variables={"interaction": interaction} if interaction else {},
    )


def _called(channel: models.Channel) -> str:
    called = clean(channel.dialplan.exten, LONGEST_NUMBER)
    return called if channel.dialplan.context == ARRIVALS and called != "s" else ""


def _trunk(channel: models.Channel) -> str:
    if guest_of(channel):
        return WEB
    found = _TRUNK.fullmatch(channel.name)
    return found[1] if found else ""
