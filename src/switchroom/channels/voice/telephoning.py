"""Acts that are asked of the telephone engine as they stand."""

from switchroom.channels.voice import acts
from switchroom.ports.telephony import Telephony


async def telephone(telephony: Telephony, act: acts.Act) -> None:
    """Carry out an act that is the telephone engine's alone."""
    match act:
        case acts.Answer(leg=leg):
            await telephony.answer(leg)
        case acts.End(leg=leg, cause=cause):
            await telephony.end(leg, cause)
        case acts.StopPlayback(playback=playback):
            await telephony.stop(playback)
        case acts.RecordMessage(leg=leg, recording=name):
            await telephony.record_message(leg, name, act.longest, act.silence, beep=act.beep)
        case acts.PressKeys(leg=leg, digits=digits):
            await telephony.send_digits(leg, digits)
        case acts.Join() | acts.Leave() | acts.Dissolve():
            await _bridge(telephony, act)
        case acts.StartMonitor() | acts.EndMonitor():
            await _monitor(telephony, act)
        case _:
            await _hearing(telephony, act)


async def _bridge(telephony: Telephony, act: acts.Join | acts.Leave | acts.Dissolve) -> None:
    match act:
        case acts.Join(bridge=bridge, legs=legs):
            await telephony.join(bridge, legs)
        case acts.Leave(bridge=bridge, leg=leg):
            await telephony.leave(bridge, leg)
        case acts.Dissolve(bridge=bridge):
            await telephony.dissolve(bridge)


async def _monitor(telephony: Telephony, act: acts.StartMonitor | acts.EndMonitor) -> None:
    match act:
        case acts.StartMonitor(monitor=monitor, target=target, listener=listener):
            await telephony.monitor(monitor, target, listener, whisper=act.whisper)
        case acts.EndMonitor(monitor=monitor):
            await telephony.unmonitor(monitor)


async def _hearing(telephony: Telephony, act: acts.Act) -> None:
    match act:
        case acts.StartMusic(leg=leg, music=music):
            await telephony.start_music(leg, music)
        case acts.StopMusic(leg=leg):
            await telephony.stop_music(leg)
        case acts.StartRingback(leg=leg):
            await telephony.start_ringback(leg)
        case acts.StopRingback(leg=leg):
            await telephony.stop_ringback(leg)
        case acts.Mute(leg=leg, on=on):
            await (telephony.mute(leg) if on else telephony.unmute(leg))
        case acts.WatchSpeech(leg=leg, on=on):
            await telephony.watch_speech(leg, on=on)
        case _:
            raise TypeError(f"not a telephone act: {act}")
