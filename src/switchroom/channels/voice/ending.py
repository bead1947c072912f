"""Legs that end, and what that means for the call."""

from switchroom.channels.voice.acts import Dissolve, End, Join, Route, StopMusic
from switchroom.channels.voice.flowing import advance_flow, finish_flow
from switchroom.channels.voice.inputs import LegDown, MessageRecorded
from switchroom.channels.voice.queueing import agent_missed
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.talking import end_talk, finish_recording
from switchroom.domain.flow.messages import MessageTaken, TransferFailed
from switchroom.domain.interaction.events import (
    CallTransferred,
    EndCause,
    RecordingFailed,
    RecordingFinished,
)
from switchroom.domain.routing.commands import Withdraw


def leg_down(reaction: Reaction, down: LegDown) -> None:
    """One of the call's legs has ended."""
    call = reaction.call
    if down.leg == call.leg:
        customer_gone(reaction, down.cause)
    elif down.leg in call.ringing:
        agent_missed(reaction, call.ringing[down.leg], down)
    elif call.talk and down.leg == call.talk.leg:
        end_talk(reaction, call.talk, "agent-hung-up", agent_gone=True)
    elif down.leg in call.pending:
        finish_recording(reaction, down.leg)
    elif call.transfer and down.leg == call.transfer.leg:
        _transfer_down(reaction, down.cause)


def customer_gone(reaction: Reaction, code: int, cause: EndCause | None = None) -> None:
    """The customer hung up, or (`cause`) was lost in another way."""
    call = reaction.call
    if call.gone:
        return
    call.gone = True
    if call.talk:
        end_talk(reaction, call.talk, "customer-hung-up")
    if call.queue_token:
        reaction.act(Route(command=Withdraw(interaction=call.interaction)))
        cause = cause or "customer-left-queue"
        call.queue_token = ""
    if call.transfer:
        reaction.act(End(leg=call.transfer.leg))
        call.transfer = None
    finish_flow(reaction, "hung-up")
    left_message = call.left or call.message is not None
    reaction.end(cause or ("voicemail" if left_message else "customer-left-menu"), code)


def message_recorded(reaction: Reaction, recorded: MessageRecorded) -> None:
    """A message is complete; the flow goes on if the customer is still there."""
    call = reaction.call
    message = call.message
    if message is None or message.recording != recorded.recording:
        return
    call.message = None
    if recorded.failed:
        failed = RecordingFailed(
            interaction=call.interaction,
            recording=message.recording,
            reason="the telephone engine could not record",
        )
        reaction.record(failed)
    else:
        call.left = True
        reaction.record(
            RecordingFinished(interaction=call.interaction, recording=message.recording)
        )
    taken = MessageTaken(token=message.token, duration=recorded.duration, failed=recorded.failed)
    advance_flow(reaction, taken)


def transfer_answered(reaction: Reaction) -> None:
    """The one whom the flow rang is there: join them, the flow is done."""
    call = reaction.call
    transfer = call.transfer
    if transfer is None:
        return
    finish_flow(reaction, "queued")
    reaction.record(
        CallTransferred(interaction=call.interaction, endpoint=transfer.endpoint, leg=transfer.leg)
    )
    bridge = f"talk-{call.interaction}"
    reaction.act(Join(bridge=bridge, legs=(call.leg, transfer.leg)))


def _transfer_down(reaction: Reaction, cause: int) -> None:
    call = reaction.call
    transfer, call.transfer = call.transfer, None
    if transfer is None:
        return
    if call.flow and call.flow.outcome is None:
        reaction.act(StopMusic(leg=call.leg))
        advance_flow(reaction, TransferFailed(token=transfer.token, cause=cause))
    else:
        reaction.act(Dissolve(bridge=f"talk-{call.interaction}"), End(leg=call.leg))
        reaction.end("agent-hung-up", cause)
