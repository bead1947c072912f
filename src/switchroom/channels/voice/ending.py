"""Legs that answer and end, and what that means for the call."""

from switchroom.channels.voice.acts import End, Ring, Route, StopMusic
from switchroom.channels.voice.call import Party
from switchroom.channels.voice.callback import customer_away, reached
from switchroom.channels.voice.consulting import bring_customer_back
from switchroom.channels.voice.dialling import number_failed, ring_number
from switchroom.channels.voice.flowing import advance_flow, finish_flow
from switchroom.channels.voice.inputs import LegDown, MessageRecorded
from switchroom.channels.voice.losing import returned, telephone_gone
from switchroom.channels.voice.parties import fail, failure, finish_recording, join, plan
from switchroom.channels.voice.queueing import agent_answered, agent_missed
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.supervising import (
    end_monitor,
    monitor_answered,
    replaced_leaves,
)
from switchroom.channels.voice.talking import end_all, go_on, leave, set_customer_held
from switchroom.channels.voice.transferring import not_taken
from switchroom.channels.voice.waiting import hush
from switchroom.domain.flow.messages import MessageTaken, TransferFailed
from switchroom.domain.interaction.events import (
    EndCause,
    PartyFailure,
    RecordingFailed,
    RecordingFinished,
    TransferCompleted,
)
from switchroom.domain.routing.commands import Withdraw


def leg_up(reaction: Reaction, leg: str) -> None:
    """A leg that we rang was answered."""
    call = reaction.call
    if leg in call.ringing:
        agent_answered(reaction, call.ringing[leg])
    elif leg in call.parties:
        _party_up(reaction, call.parties[leg])
    elif leg in call.monitors:
        monitor_answered(reaction, call.monitors[leg])
    elif call.transfer and leg == call.transfer.leg:
        _transfer_answered(reaction)
    elif leg == call.leg and call.callback:
        reached(reaction)
    elif leg == call.leg and call.dialled:
        call.reached = True


def leg_down(reaction: Reaction, down: LegDown) -> None:
    """One of the call's legs has ended."""
    call = reaction.call
    if down.leg == call.leg:
        customer_down(reaction, down)
    elif down.leg in call.ringing:
        agent_missed(reaction, call.ringing[down.leg], down)
    elif down.leg in call.pending:
        finish_recording(reaction, down.leg)
    elif down.leg in call.parties:
        _party_down(reaction, call.parties[down.leg], down)
    elif down.leg in call.monitors:
        end_monitor(reaction, call.monitors[down.leg], gone=True)
    elif call.transfer and down.leg == call.transfer.leg:
        _transfer_down(reaction, down.cause)


def started(reaction: Reaction, agent: str) -> None:
    """The routing agrees that an agent works on the call: ring, or join who is there already."""
    party = reaction.call.party_of(agent)
    if party is None or party.joined:
        return
    if party.up:
        _come_in(reaction, party)
        return
    own_wish = party.by == agent
    reaction.act(Ring(plan=plan(reaction, party, _shown(reaction, party), auto_answer=own_wish)))


def not_started(reaction: Reaction, leg: str) -> None:
    """The routing does not agree."""
    party = reaction.call.parties.get(leg)
    if party is None or party.joined:
        return
    if party.up:
        reaction.act(End(leg=leg))
    _fail(reaction, party, "busy")


def customer_down(reaction: Reaction, down: LegDown, cause: EndCause | None = None) -> None:
    """The customer hung up, did not answer, or (`cause`) was lost in another way."""
    call = reaction.call
    if call.gone:
        return
    if customer_away(reaction, down):
        return
    if not call.reached and not call.ended:
        number_failed(reaction, down)
        return
    call.gone = True
    if call.parties:
        end_all(reaction, cause or "customer-hung-up", "customer-hung-up", down.cause)
    if call.queue_token:
        reaction.act(Route(command=Withdraw(interaction=call.interaction)))
        cause = cause or "customer-left-queue"
        hush(reaction)
        call.queue_token, call.waits = "", None
    if call.transfer:
        reaction.act(End(leg=call.transfer.leg))
        call.transfer = None
    finish_flow(reaction, "hung-up")
    left_message = call.left or call.message is not None
    left_flow: EndCause = "voicemail" if left_message else "customer-left-menu"
    reaction.end(cause or call.closing or left_flow, down.cause)


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


def _party_up(reaction: Reaction, party: Party) -> None:
    if party.state == "lost" and party.up:
        returned(reaction, party)
    elif not party.joined:
        _come_in(reaction, party)


def _come_in(reaction: Reaction, party: Party) -> None:
    call = reaction.call
    party = join(reaction, party)
    if party.purpose == "consult" and not call.customer_held:
        set_customer_held(reaction, party.by, held=True)
    if party.purpose == "transfer":
        done = TransferCompleted(
            interaction=call.interaction, by=party.by, to=party.agent or party.number
        )
        reaction.record(done)
    if party.replaces:
        replaced_leaves(reaction, party)
    if party.purpose == "dial" and party.agent == party.by:
        ring_number(reaction, party.agent)


def _party_down(reaction: Reaction, party: Party, down: LegDown) -> None:
    if telephone_gone(reaction, party, down):
        return
    if party.joined:
        leave(reaction, party, gone=True)
    else:
        _fail(reaction, party, failure(down), down.cause)


def _fail(reaction: Reaction, party: Party, cause: PartyFailure, code: int = 0) -> None:
    """Who was rung does not come: back to how it was before."""
    call = reaction.call
    fail(reaction, party, cause, code)
    if party.purpose == "dial":
        end_all(reaction, "not-reached", "failed", code, wrap_up=False)
    elif party.purpose == "consult":
        bring_customer_back(reaction, party.by)
    elif party.purpose == "transfer" and not call.parties:
        not_taken(reaction, party.by, cause)
    else:
        go_on(reaction, "agent-hung-up", code)


def _shown(reaction: Reaction, party: Party) -> str:
    """Who seems to call: to the one who dials, whom they dial; to colleagues, the customer."""
    call = reaction.call
    if call.dialled is None:
        return call.caller
    if party.by == party.agent or not call.internal:
        return call.dialled.number
    return reaction.book.line(party.by).extension


def _transfer_answered(reaction: Reaction) -> None:
    """The one whom the flow rang is there: join them, the flow is done."""
    call = reaction.call
    transfer, call.transfer = call.transfer, None
    if transfer is None:
        return
    finish_flow(reaction, "queued")
    number = transfer.endpoint.rpartition("/")[2].removeprefix("agent:")
    party = Party(
        leg=transfer.leg,
        kind="number",
        purpose="transfer",
        endpoint=transfer.endpoint,
        number=number,
    )
    call.parties[party.leg] = party
    join(reaction, party)


def _transfer_down(reaction: Reaction, cause: int) -> None:
    call = reaction.call
    transfer, call.transfer = call.transfer, None
    if transfer and call.flow and call.flow.outcome is None:
        reaction.act(StopMusic(leg=call.leg))
        advance_flow(reaction, TransferFailed(token=transfer.token, cause=cause))
