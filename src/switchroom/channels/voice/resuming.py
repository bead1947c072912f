"""The call's part when the telephone engine is heard again, after a restart of ours or of its own.

Policy. Whatever may have been missed is done again, and nothing else is needed, because asking for
the same thing twice does it once: everybody to their places; what the routing was told and does not
know; what the flow played or measured; the ends of legs that were to end. The customer who heard a
menu hears it from its beginning. Legs that are gone or were answered meanwhile come as inputs of
their own, before this one.
"""

from msgspec.structs import replace

from switchroom.channels.voice.acts import End, Later, Route, StopPlayback
from switchroom.channels.voice.callback import wait_again
from switchroom.channels.voice.flowing import queue_announcement, queue_refused, take
from switchroom.channels.voice.inputs import MessageRecorded, Resumed, RingAgain, WaitedEnough
from switchroom.channels.voice.losing import AGAIN
from switchroom.channels.voice.parties import ask_for_work
from switchroom.channels.voice.placing import Place, moves, places
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.supervising import listen, occupy
from switchroom.channels.voice.waiting import wait_on
from switchroom.domain.flow.returning import do_again


def resumed(reaction: Reaction, seen: Resumed) -> None:
    """Do again what may not have been done."""
    _end_legs(reaction)
    if reaction.call.ended:
        return
    _move(reaction, seen)
    _tell_routing(reaction, seen)
    _go_on_in_flow(reaction)
    _wait_for_the_lost(reaction)


def _end_legs(reaction: Reaction) -> None:
    call = reaction.call
    over = [*call.pending, *(leg for leg, ringing in call.ringing.items() if ringing.expired)]
    if call.ended and call.leg and not call.gone:
        over.append(call.leg)
    reaction.act(*(End(leg=leg) for leg in over))


def _move(reaction: Reaction, seen: Resumed) -> None:
    call = reaction.call
    were: dict[str, Place] = dict.fromkeys(seen.together & call.legs, "talk")
    reaction.act(*moves(call, were, places(call)))
    for present in call.monitors.values():
        if present.up:
            listen(reaction, present)


def _tell_routing(reaction: Reaction, seen: Resumed) -> None:
    call = reaction.call
    if call.queue_token:
        announced = queue_announcement(call.queue_token)
        reaction.act(StopPlayback(playback=announced), *wait_on(call))
    if call.queue_token and call.waits and not seen.queued:
        waits = replace(call.waits, entered=call.waits.entered or call.arrived)
        reaction.act(Route(command=waits, refused=queue_refused(call.queue_token)))
    reaction.act(*wait_again(call))
    for party in call.parties.values():
        if party.kind == "agent" and not party.joined and party.agent not in seen.working:
            ask_for_work(reaction, party)
    for present in call.monitors.values():
        occupy(reaction, present)


def _go_on_in_flow(reaction: Reaction) -> None:
    call = reaction.call
    if call.message:
        complete = MessageRecorded(
            recording=call.message.recording, duration=call.message.longest, failed=False
        )
        reaction.act(Later(happened=complete, after=call.message.longest))
    elif call.flow and call.flow.waiting and not call.queue_token:
        take(reaction, do_again(reaction.flows, call.flow, reaction.now))


def _wait_for_the_lost(reaction: Reaction) -> None:
    for party in reaction.call.parties.values():
        if party.state == "lost":
            left = max(0, party.until - reaction.now)
            enough = WaitedEnough(segment=party.segment)
            again = RingAgain(segment=party.segment)
            reaction.act(Later(happened=enough, after=left), Later(happened=again, after=AGAIN))
