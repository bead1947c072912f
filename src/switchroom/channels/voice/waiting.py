"""The call's part while the customer waits: how the queue stands is told between the music.

Policy.
- On entering: the node's announcement, then how the queue stands, then music; told again as often
  as the node says. What cannot be known, or is being offered to an agent already, is not told.
- Whatever takes the customer out of the queue cuts it off.
"""

from collections.abc import Iterator
from dataclasses import replace

from switchroom.channels.voice.acts import (
    Act,
    AskStanding,
    DropTimer,
    PlayPieces,
    SetTimer,
    StartMusic,
    StopMusic,
    StopPlayback,
)
from switchroom.channels.voice.call import Call, Telling
from switchroom.channels.voice.inputs import Standing
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.flow.messages import EnterQueue, FlowInput, PlayEnded, Spoken, TimeElapsed
from switchroom.domain.flow.standing import standing


def telling(effect: EnterQueue) -> Telling | None:
    """What is told in a queue; None: nothing."""
    if not effect.tell and not effect.meanwhile:
        return None
    return Telling(tell=effect.tell, every=effect.every, meanwhile=effect.meanwhile)


def announced(reaction: Reaction) -> None:
    """The queue's own announcement is over, or there was none."""
    call = reaction.call
    if call.telling:
        reaction.act(AskStanding(token=call.queue_token))
    else:
        reaction.act(StartMusic(leg=call.leg))


def is_about_waiting(call: Call, answer: FlowInput) -> bool:
    """Whether an input is this part's, and none of the flow's."""
    told = call.telling
    if told is None or not call.queue_token:
        return False
    if isinstance(answer, TimeElapsed):
        return answer.token == _again(call)
    return isinstance(answer, PlayEnded) and answer.token == told.playback != ""


def go_on_waiting(reaction: Reaction, answer: FlowInput) -> None:
    """It was told, or is to be told again."""
    if isinstance(answer, TimeElapsed):
        reaction.act(AskStanding(token=reaction.call.queue_token))
    else:
        _music(reaction)


def told(reaction: Reaction, seen: Standing) -> None:
    """How the queue stands: say it, and what can be done meanwhile."""
    call = reaction.call
    if call.telling is None or call.queue_token != seen.token:
        return
    offered = seen.position == 0
    pieces = () if offered else _pieces(call, call.telling, seen)
    if not pieces:
        _music(reaction)
        return
    call.count += 1
    playback = f"{call.queue_token}.standing.{call.count}"
    call.telling = replace(call.telling, playback=playback)
    said = PlayPieces(leg=call.leg, playback=playback, pieces=pieces, language=call.language)
    reaction.act(StopMusic(leg=call.leg), said)


def wait_on(call: Call) -> Iterator[Act]:
    """Music again after a restart, and how the queue stands after a while."""
    if call.leg:
        yield StartMusic(leg=call.leg)
    if call.telling and call.telling.every > 0:
        yield SetTimer(token=_again(call), after=call.telling.every)


def hush(reaction: Reaction) -> None:
    """The customer waits no more."""
    call = reaction.call
    if call.telling:
        if call.telling.playback:
            reaction.act(StopPlayback(playback=call.telling.playback))
        reaction.act(DropTimer(token=_again(call)))
        call.telling = None


def _pieces(call: Call, telling: Telling, seen: Standing) -> tuple[Spoken, ...]:
    if seen.position is None:
        return telling.meanwhile
    ahead = seen.position - 1
    return standing(telling.tell, ahead, seen.wait, call.language) + telling.meanwhile


def _music(reaction: Reaction) -> None:
    reaction.act(*wait_on(reaction.call))


def _again(call: Call) -> str:
    return f"{call.queue_token}.again"
