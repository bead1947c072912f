from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.adapters.asterisk.generated import models
from switchroom.adapters.asterisk.translation import clean, snapshot, translate
from switchroom.ports.telephony import (
    DigitPressed,
    LegAnswered,
    LegArrived,
    LegEnded,
    PlaybackEnded,
    RecordingEnded,
    TelephonyEvent,
)

pytestmark = pytest.mark.unit

NOWHERE = Path("/nowhere")


def channel(**changed: object) -> dict[str, object]:
    return {
        "id": "leg",
        "protocol_id": "call-id",
        "name": "PJSIP/trunk-main-0000002a",
        "state": "Up",
        "caller": {"name": "Li", "number": "13800138000"},
        "connected": {"name": "", "number": ""},
        "accountcode": "",
        "dialplan": {
            "context": "switchroom-trunk",
            "exten": "95598",
            "priority": 3,
            "app_name": "Stasis",
            "app_data": "switchroom,trunk,trunk-main",
        },
        "creationtime": "2026-01-01T00:00:00.000+0000",
        "language": "en",
        "channelvars": {"SWITCHROOM_INTERACTION": ""},
        **changed,
    }


def heard(kind: str, **fields: object) -> TelephonyEvent | None:
    message = {"type": kind, "application": "switchroom", "timestamp": "now", **fields}
    return translate(msgspec.convert(message, models.AnyMessage), NOWHERE)


def test_call_arrives_when_a_trunk_enters_the_application() -> None:
    assert heard("StasisStart", args=["trunk", "trunk-main"], channel=channel()) == LegArrived(
        leg="leg", caller="13800138000", caller_name="Li", called="95598", trunk="main"
    )


def test_moment_is_asterisks_own_when_its_word_comes_late() -> None:
    fields = {"timestamp": "2026-03-01T09:30:00.123+0800", "args": ["leg"], "channel": channel()}
    event = heard("StasisStart", **fields)
    assert event
    assert event.at == 1_772_328_600_123


def test_called_number_is_empty_when_the_trunk_gives_none() -> None:
    dialplan = {"context": "switchroom-trunk", "exten": "s", "priority": 1}
    dialplan |= {"app_name": "Stasis", "app_data": ""}
    event = heard("StasisStart", args=["trunk"], channel=channel(dialplan=dialplan))
    assert isinstance(event, LegArrived)
    assert event.called == ""


def test_leg_is_answered_when_it_comes_from_the_leg_context() -> None:
    assert heard("StasisStart", args=["leg"], channel=channel()) == LegAnswered(leg="leg")


@pytest.mark.parametrize(
    ("state", "given", "cause", "rang"),
    [
        ("Up", 0, 16, True),
        ("Up", 16, 16, True),
        ("Ringing", 0, 19, True),
        ("Ringing", 17, 17, True),
        ("Down", 20, 20, False),
    ],
)
def test_leg_ends_with_cause_and_whether_it_rang(
    state: str, given: int, cause: int, rang: bool
) -> None:
    event = heard("ChannelDestroyed", cause=given, cause_txt="", channel=channel(state=state))
    assert event == LegEnded(leg="leg", cause=cause, rang=rang)


def test_digit_playback_and_recording_are_told_when_they_end() -> None:
    digit = heard("ChannelDtmfReceived", digit="#", duration_ms=100, channel=channel())
    assert digit == DigitPressed(leg="leg", digit="#")
    playback = {"id": "p", "media_uri": "", "target_uri": "", "language": "", "state": "failed"}
    assert heard("PlaybackFinished", playback=playback) == PlaybackEnded(playback="p", failed=True)
    recording = {"name": "r", "format": "wav", "target_uri": "", "state": "failed"}
    assert heard("RecordingFailed", recording=recording) == RecordingEnded(
        recording="r", duration=0, failed=True
    )


def test_nothing_is_told_when_a_message_means_nothing_to_us() -> None:
    assert heard("ChannelHold", channel=channel()) is None


def test_snapshot_tells_ours_and_variables_when_channels_are_listed() -> None:
    held = channel(id="held", dialplan={**_dialplan(), "app_name": "MusicOnHold"})
    known = channel(id="known", channelvars={"SWITCHROOM_INTERACTION": "interaction-1"})
    channels = [msgspec.convert(c, models.Channel) for c in (held, known)]
    first, second = snapshot(channels, []).legs
    assert (first.ours, second.ours) == (False, True)
    assert dict(second.variables) == {"interaction": "interaction-1"}
    assert second.arrived
    assert (second.arrived.trunk, second.arrived.called) == ("main", "95598")


def test_snapshot_does_not_tell_how_a_leg_came_when_we_rang_it() -> None:
    rung = channel(dialplan={**_dialplan(), "context": "switchroom-leg", "app_name": "AppDial2"})
    (leg,) = snapshot([msgspec.convert(rung, models.Channel)], []).legs
    assert leg.arrived is None
    assert leg.ours


def _dialplan() -> dict[str, object]:
    return {"context": "switchroom-trunk", "exten": "95598", "priority": 9, "app_data": ""}


@given(st.text(), st.integers(1, 80))
def test_text_is_short_and_printable_when_cleaned(text: str, longest: int) -> None:
    cleaned = clean(text, longest)
    assert len(cleaned) <= longest
    assert not [character for character in cleaned if not character.isprintable()]
