"""The call's part with the flow: its effects become acts, the world's answers become its inputs."""

from msgspec.structs import replace

from switchroom.channels.voice.acts import (
    AskQuery,
    DropTimer,
    End,
    PlayPieces,
    RecordMessage,
    Ring,
    Route,
    SetTimer,
    StartMusic,
    StopMusic,
    StopPlayback,
)
from switchroom.channels.voice.call import Call, Callback, Message, Transfer
from switchroom.channels.voice.inputs import Answered
from switchroom.channels.voice.reaction import Reaction
from switchroom.channels.voice.waiting import (
    announced,
    go_on_waiting,
    hush,
    is_about_waiting,
    telling,
)
from switchroom.domain.flow.engine import advance, finish
from switchroom.domain.flow.messages import (
    CallbackTaken,
    EnterQueue,
    FlowEffect,
    FlowInput,
    HangUp,
    KeyPressed,
    LookUp,
    Play,
    PlayEnded,
    QueueLeft,
    StartTimer,
    StopPlay,
    StopTimer,
    TakeCallback,
    TakeMessage,
    TransferTo,
)
from switchroom.domain.flow.state import Outcome, Step
from switchroom.domain.interaction.events import CallbackRequested, FactLearned, RecordingStarted
from switchroom.domain.routing.commands import Enqueue, Withdraw
from switchroom.kernel.time import Instant
from switchroom.ports.telephony import RingPlan

VIP_PRIORITY = 5
"""One class of importance is worth so many points of priority in a queue."""

SHORTEST_NUMBER = 5
"""Fewer digits are nobody's number outside."""

REJECTED = 21
"""Q.850: call rejected."""


def answered(reaction: Reaction, answer: FlowInput) -> None:
    """Something the flow asked for has come; an end of the queue's announcement brings music."""
    call = reaction.call
    if isinstance(answer, QueueLeft):
        _leave_queue(reaction, answer)
    elif isinstance(answer, KeyPressed) and call.queue_token:
        _press_in_queue(reaction, answer.key)
    elif isinstance(answer, PlayEnded) and answer.token == queue_announcement(call.queue_token):
        announced(reaction)
    elif is_about_waiting(call, answer):
        go_on_waiting(reaction, answer)
    elif isinstance(answer, PlayEnded) and answer.token == refusal(call):
        reaction.act(End(leg=call.leg, cause=REJECTED))
        reaction.end("refused", REJECTED)
    else:
        advance_flow(reaction, answer)


def refusal(call: Call) -> str:
    """The playback that tells a barred caller so."""
    return f"{call.interaction}.refusal"


def advance_flow(reaction: Reaction, answer: FlowInput) -> None:
    """Give the flow an input."""
    if reaction.call.flow and not reaction.call.ended:
        take(reaction, advance(reaction.flows, reaction.call.flow, answer, reaction.now))


def finish_flow(reaction: Reaction, outcome: Outcome) -> None:
    """The flow is not needed any more."""
    if reaction.call.flow:
        take(reaction, finish(reaction.call.flow, outcome))


def take(reaction: Reaction, step: Step) -> None:
    """Take over a step of the flow."""
    reaction.call.flow = step.state
    reaction.call.language = step.state.language
    reaction.record(*step.events)
    for effect in step.effects:
        _carry_out(reaction, effect)


def queue_announcement(token: str) -> str:
    """The playback that tells the customer, at the head of a queue, where they are."""
    return f"{token}.announcement" if token else ""


def _press_in_queue(reaction: Reaction, key: str) -> None:
    """A key leaves the queue where its node has an exit for it; else it means nothing."""
    call = reaction.call
    if key in call.queue_keys:
        target = f"key:{key}"
        reaction.act(Route(command=Withdraw(interaction=call.interaction, cause=target)))
        _leave_queue(reaction, QueueLeft(token=call.queue_token, target=target, cause="key"))


def message_name(token: str) -> str:
    """The recording of a message, by the flow's token for it, `<interaction>.<...>`."""
    return "message-" + token.replace(".", "-")


def message_owner(recording: str) -> str:
    """The interaction whose message a recording is."""
    return recording.removeprefix("message-").split("-", 1)[0]


def _leave_queue(reaction: Reaction, left: QueueLeft) -> None:
    if left.token != reaction.call.queue_token:
        return
    reaction.act(
        StopPlayback(playback=queue_announcement(left.token)), StopMusic(leg=reaction.call.leg)
    )
    hush(reaction)
    reaction.call.place = reaction.call.waits
    reaction.call.queue_token, reaction.call.waits = "", None
    if reaction.call.flow and reaction.call.flow.outcome is None:
        advance_flow(reaction, left)
    else:
        _nowhere_to_go(reaction)


def queue_refused(token: str) -> Answered:
    """What a queue that does not take the customer means to the flow."""
    return Answered(input=QueueLeft(token=token, target="", cause="refused"))


def _nowhere_to_go(reaction: Reaction) -> None:
    """A queue that no flow leads out of was left: there is nobody, and nothing to say."""
    reaction.act(End(leg=reaction.call.leg))
    reaction.end("overflow")


def _carry_out(reaction: Reaction, effect: FlowEffect) -> None:  # noqa: C901 one case an effect
    leg = reaction.call.leg
    match effect:
        case Play(token=token, pieces=pieces, language=language):
            reaction.act(PlayPieces(leg=leg, playback=token, pieces=pieces, language=language))
        case StopPlay(token=token):
            reaction.act(StopPlayback(playback=token))
        case StartTimer(token=token, after=after):
            reaction.act(SetTimer(token=token, after=after))
        case StopTimer(token=token):
            reaction.act(DropTimer(token=token))
        case LookUp(token=token, query=query, parameters=parameters):
            reaction.act(AskQuery(token=token, query=query, parameters=parameters))
        case EnterQueue():
            _enter_queue(reaction, effect)
        case TakeMessage():
            _take_message(reaction, effect)
        case TakeCallback():
            _keep_place(reaction, effect)
        case TransferTo():
            _transfer(reaction, effect)
        case HangUp(cause=cause):
            _hang_up(reaction, cause)


def _enter_queue(reaction: Reaction, effect: EnterQueue) -> None:
    call = reaction.call
    call.queue_token = effect.token
    call.queue_keys = effect.keys
    enqueue = Enqueue(
        interaction=call.interaction,
        queue=effect.queue,
        priority=effect.priority + call.priority + VIP_PRIORITY * call.vip,
        needs=effect.needs,
        last_agent=call.last_agent or None,
        first_agent=call.traced_agent or None,
        entered=_waiting_since(reaction, effect.queue),
    )
    call.queue, call.waits, call.telling = effect.queue, enqueue, telling(effect)
    reaction.act(Route(command=enqueue, refused=queue_refused(effect.token)))
    if effect.announce:
        playback = queue_announcement(effect.token)
        reaction.act(
            PlayPieces(
                leg=call.leg, playback=playback, pieces=effect.announce, language=effect.language
            )
        )
    else:
        announced(reaction)


def _waiting_since(reaction: Reaction, queue: str) -> Instant:
    """From now on; who comes back to a queue that they left by a key has kept their place."""
    place = reaction.call.place
    if place and place.queue == queue and place.entered is not None:
        return place.entered
    return reaction.now


def _take_message(reaction: Reaction, effect: TakeMessage) -> None:
    call = reaction.call
    message = Message(
        token=effect.token,
        recording=message_name(effect.token),
        mailbox=effect.mailbox,
        longest=effect.longest,
    )
    call.message = message
    reaction.record(
        FactLearned(interaction=call.interaction, name="mailbox", value=effect.mailbox),
        RecordingStarted(interaction=call.interaction, recording=message.recording, kind="message"),
    )
    reaction.act(
        RecordMessage(
            leg=call.leg,
            recording=message.recording,
            longest=effect.longest,
            silence=effect.silence,
            beep=effect.beep,
        )
    )


def _keep_place(reaction: Reaction, effect: TakeCallback) -> None:
    """Keep the place that was left last for a number, if there is one and that can be one."""
    call, digits = reaction.call, effect.number.removeprefix("+")
    possible = call.place is not None and digits.isdecimal() and len(digits) >= SHORTEST_NUMBER
    if call.place and possible:
        call.callback = Callback(number=effect.number, waits=replace(call.place, stays=True))
        reaction.record(
            CallbackRequested(
                interaction=call.interaction, number=effect.number, queue=call.place.queue
            )
        )
    advance_flow(reaction, CallbackTaken(token=effect.token, failed=not possible))


def _transfer(reaction: Reaction, effect: TransferTo) -> None:
    call = reaction.call
    leg = f"transfer-{effect.token}"
    call.transfer = Transfer(token=effect.token, leg=leg, endpoint=effect.endpoint)
    plan = RingPlan(
        leg=leg,
        endpoint=effect.endpoint,
        caller=call.caller,
        caller_name=call.caller_name,
        timeout=effect.timeout,
        interaction=call.interaction,
    )
    reaction.act(StartMusic(leg=call.leg), Ring(plan=plan))


def _hang_up(reaction: Reaction, cause: int) -> None:
    call = reaction.call
    reaction.act(End(leg=call.leg, cause=cause))
    failed = call.flow is not None and call.flow.outcome == "failed"
    if failed:
        reaction.end("failed", cause)
    elif not call.callback:
        reaction.end(call.closing or ("voicemail" if call.left else "menu-ended"), cause)
