"""The call's part while customer and agent talk: music in between, and the end."""

from dataclasses import replace
from typing import Literal

from switchroom.channels.voice.acts import Dissolve, End, Join, Leave, Route, StartMusic
from switchroom.channels.voice.call import Talk
from switchroom.channels.voice.reaction import Reaction
from switchroom.domain.interaction.events import (
    CustomerHeld,
    CustomerResumed,
    RecordingFinished,
    SegmentEnded,
)
from switchroom.domain.routing.commands import EndWork
from switchroom.kernel.errors import ConflictError

Ender = Literal["agent-hung-up", "customer-hung-up"]


def hold(reaction: Reaction, agent: str) -> None:
    """The customer hears music; asking twice does it once."""
    talk = _own(reaction, agent)
    if talk.held:
        return
    call = reaction.call
    call.talk = replace(talk, held=True)
    reaction.record(CustomerHeld(interaction=call.interaction, agent=agent))
    reaction.act(Leave(bridge=talk.bridge, leg=call.leg), StartMusic(leg=call.leg))


def resume(reaction: Reaction, agent: str) -> None:
    """They talk again; asking twice does it once."""
    talk = _own(reaction, agent)
    if not talk.held:
        return
    call = reaction.call
    call.talk = replace(talk, held=False)
    reaction.record(CustomerResumed(interaction=call.interaction, agent=agent))
    reaction.act(Join(bridge=talk.bridge, legs=(call.leg,)))


def hang_up(reaction: Reaction, agent: str) -> None:
    """The agent ends the call."""
    end_talk(reaction, _own(reaction, agent), "agent-hung-up")


def end_talk(reaction: Reaction, talk: Talk, ender: Ender, agent_gone: bool = False) -> None:
    """The conversation is over, whoever ended it; the recording ends with the agent's leg."""
    call = reaction.call
    call.talk = None
    reaction.record(
        SegmentEnded(
            interaction=call.interaction, segment=talk.segment, agent=talk.agent, cause=ender
        )
    )
    _close_recording(reaction, talk, agent_gone)
    if not call.gone:
        reaction.act(End(leg=call.leg))
    if not agent_gone:
        reaction.act(End(leg=talk.leg))
    work = EndWork(interaction=call.interaction, agent=talk.agent)
    reaction.act(Dissolve(bridge=talk.bridge), Route(command=work))
    reaction.end(ender)


def finish_recording(reaction: Reaction, leg: str) -> None:
    """The leg that carried a recording has ended, and so has the recording."""
    recording = reaction.call.pending.pop(leg)
    reaction.record(RecordingFinished(interaction=reaction.call.interaction, recording=recording))


def _close_recording(reaction: Reaction, talk: Talk, agent_gone: bool) -> None:
    if not talk.recording:
        return
    reaction.call.pending[talk.leg] = talk.recording
    if agent_gone:
        finish_recording(reaction, talk.leg)


def _own(reaction: Reaction, agent: str) -> Talk:
    talk = reaction.call.talk
    if talk is None or talk.agent != agent:
        raise ConflictError("You are not in this call.")
    return talk
