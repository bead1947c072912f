"""Nodes that speak, and listen: menu, collect, rate, play, say, voicemail.

Policy. Every key goes into the buffer of typed keys first. Where the node allows barge-in a key
stops the prompt and is used at once; elsewhere it waits for the prompt's end. A prompt that allows
barge-in is not even begun while typed keys wait. A wrong answer throws away what was typed ahead.
"""

from typing import Literal, TypeAlias

from switchroom.domain.flow.messages import (
    FlowInput,
    KeyPressed,
    MessageTaken,
    PlayEnded,
    Spoken,
    TakeMessage,
    TimeElapsed,
)
from switchroom.domain.flow.nodes import Collect, Menu, Play, Rate, Say, Voicemail
from switchroom.domain.flow.prompts import Prompt, spoken
from switchroom.domain.flow.run import Go, Run
from switchroom.domain.flow.state import Waiting
from switchroom.domain.flow.templates import fill
from switchroom.domain.interaction.events import Rated

Question: TypeAlias = Menu | Collect | Rate
Speaking: TypeAlias = Question | Play | Say | Voicemail

KEYS = frozenset("0123456789*#")
RATED_AGENT = "call.agent"
TYPED_AHEAD = 64
"""So many keys are kept; more than that is not a caller."""


def speak(run: Run, node: Speaking, before: Prompt = ()) -> Go | None:
    """Play the node's prompt, after what is to be said before it."""
    pieces = _pieces(run, node, before)
    if not pieces or (node.barge_in and run.state.typed):
        return _go_on(run, node)
    run.play(pieces)
    return None


def heard(run: Run, node: Speaking, answer: FlowInput) -> Go | None:
    """An input while the node speaks, listens or records."""
    match answer:
        case PlayEnded():
            run.change(waiting=None)
            return _go_on(run, node)
        case KeyPressed():
            return _press(run, node, answer.key)
        case TimeElapsed() if isinstance(node, Question):
            return _fall_silent(run, node)
        case MessageTaken() if isinstance(node, Voicemail):
            return _message_taken(run, node, answer)
        case _:
            return None


def type_ahead(run: Run, key: str) -> bool:
    """Keep a key for the next question; False when it still belongs to the last one."""
    swallow, until = run.state.swallow, run.state.swallow_until
    run.change(swallow="", swallow_until=0)
    if key == swallow and run.now <= until:
        return False
    run.change(typed=(run.state.typed + key)[:TYPED_AHEAD])
    return True


def _go_on(run: Run, node: Speaking) -> Go | None:
    """The prompt is over, or was cut off."""
    match node:
        case Play() | Say():
            return Go(node.next)
        case Menu() | Collect() | Rate():
            return _listen(run, node)
        case Voicemail():
            _take_message(run, node)
            return None


def _press(run: Run, node: Speaking, key: str) -> Go | None:
    waiting = run.state.waiting
    speaking = waiting is not None and waiting.what == "prompt"
    if not type_ahead(run, key) or (speaking and not node.barge_in):
        return None
    run.interrupt()
    return _go_on(run, node)


def _fall_silent(run: Run, node: Question) -> Go | None:
    """The caller has pressed nothing for as long as the node allows."""
    run.change(waiting=None)
    if isinstance(node, Collect) and run.state.entered:
        return _complete(run, node)
    return _ask_again(run, node, "timeout", "silence")


def _pieces(run: Run, node: Speaking, before: Prompt) -> tuple[Spoken, ...]:
    values, language = run.state.variables, run.state.language
    if isinstance(node, Say):
        text = fill(node.text.in_language(language), values)
        return (Spoken(kind="text", value=text),) if text else ()
    return spoken(before + node.prompt, values, language)


def _listen(run: Run, node: Question) -> Go | None:
    while run.state.typed and run.state.waiting is None:
        key = run.state.typed[0]
        run.change(typed=run.state.typed[1:])
        go = _take_key(run, node, key)
        if go:
            return go
    if run.state.waiting is None:
        timer = run.start_timer(_patience(run, node))
        run.change(waiting=Waiting(what="keys", token=timer, timer=timer))
    return None


def _take_key(run: Run, node: Question, key: str) -> Go | None:
    match node:
        case Menu():
            return _choose(run, node, key)
        case Collect():
            return _enter_digit(run, node, key)
        case Rate():
            return _rate(run, node, key)


def _patience(run: Run, node: Question) -> int:
    if isinstance(node, Collect):
        return node.next_timeout if run.state.entered else node.first_timeout
    return node.timeout


def _rate(run: Run, node: Rate, key: str) -> Go | None:
    """The agent is known where the flow was begun for a call that one had."""
    for wanted, value in node.scale.items():
        if wanted == key:
            run.events.append(
                Rated(
                    interaction=run.state.interaction,
                    question=node.question,
                    value=value,
                    agent=run.state.variables.get(RATED_AGENT, ""),
                )
            )
            return Go(node.next, {"key": key})
    return _ask_again(run, node, "invalid", key)


def _choose(run: Run, node: Menu, key: str) -> Go | None:
    for choice in node.choices:
        if choice.key == key:
            return Go(choice.next, {"key": key})
    return _ask_again(run, node, "invalid", key)


def _enter_digit(run: Run, node: Collect, key: str) -> Go | None:
    if key == node.terminator:
        return _complete(run, node, terminated=True)
    if not key.isdigit():
        run.change(entered="")
        return None
    run.change(entered=run.state.entered + key)
    return _complete(run, node) if len(run.state.entered) >= node.max_length else None


def _complete(run: Run, node: Collect, *, terminated: bool = False) -> Go | None:
    digits = run.state.entered
    shown = "*" * len(digits) if node.secret else digits
    if not terminated:
        _expect_late_terminator(run, node)
    if len(digits) < node.min_length:
        return _ask_again(run, node, "invalid", shown)
    run.learn({node.variable: digits}, {} if node.secret else {node.variable: digits})
    return Go(node.next, {"digits": shown})


def _expect_late_terminator(run: Run, node: Collect) -> None:
    """Many press # after the last digit though it is not needed: it must not reach what follows."""
    if node.terminator and run.state.typed.startswith(node.terminator):
        run.change(typed=run.state.typed[1:])
    elif node.terminator and not run.state.typed:
        run.change(swallow=node.terminator, swallow_until=run.now + node.next_timeout)


def _ask_again(
    run: Run, node: Question, cause: Literal["timeout", "invalid"], what: str
) -> Go | None:
    tries = run.state.tries + 1
    run.change(tries=tries, typed="", entered="", waiting=None)
    detail = {cause: what, "try": str(tries)}
    if tries >= node.tries:
        return Go(node.on_invalid if cause == "invalid" else node.on_timeout, detail)
    run.entered(node, detail)
    return speak(run, node, node.invalid if cause == "invalid" else node.no_input)


def _take_message(run: Run, node: Voicemail) -> None:
    token = run.token()
    run.effects.append(
        TakeMessage(
            token=token,
            mailbox=node.mailbox,
            longest=node.longest,
            silence=node.silence,
            beep=node.beep,
        )
    )
    run.change(typed="", waiting=Waiting(what="message", token=token))


def _message_taken(run: Run, node: Voicemail, answer: MessageTaken) -> Go:
    run.change(waiting=None)
    if answer.failed or answer.duration <= 0:
        return Go(node.on_empty, {"message": "failed" if answer.failed else "empty"})
    return Go(node.next, {"message": "taken"})
