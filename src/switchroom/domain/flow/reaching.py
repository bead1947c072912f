"""Nodes that reach out of the flow and wait for an answer: look-up, queue, callback, transfer."""

from typing import TypeAlias

from switchroom.domain.flow.asking import type_ahead
from switchroom.domain.flow.messages import (
    CallbackTaken,
    EnterQueue,
    FlowInput,
    Found,
    KeyPressed,
    LookUp,
    NotFound,
    QueueLeft,
    TakeCallback,
    TimeElapsed,
    TransferFailed,
    TransferTo,
)
from switchroom.domain.flow.nodes import Callback, Query, Transfer, WaitInQueue
from switchroom.domain.flow.prompts import spoken
from switchroom.domain.flow.run import Go, Run
from switchroom.domain.flow.state import Waiting
from switchroom.domain.flow.templates import fill

Reaching: TypeAlias = Query | WaitInQueue | Callback | Transfer

HIGHEST_PRIORITY = 100


def reach_out(run: Run, node: Reaching) -> None:
    """Ask for what the node needs, and wait for it."""
    match node:
        case Query():
            _look_up(run, node)
        case WaitInQueue():
            _enter_queue(run, node)
        case Callback():
            _take_callback(run, node)
        case Transfer():
            _transfer(run, node)


def answered(run: Run, node: Reaching, answer: FlowInput) -> Go | None:
    """An input while the node waits."""
    match node, answer:
        case Query(), KeyPressed():
            type_ahead(run, answer.key)
        case Query(), TimeElapsed():
            return _failed(run, node)
        case Query(), Found() | NotFound():
            return _looked_up(run, node, answer)
        case WaitInQueue(), QueueLeft():
            return _left_queue(run, node, answer)
        case Callback(), CallbackTaken():
            run.change(waiting=None)
            return Go(node.on_failed if answer.failed else node.next)
        case Transfer(), TransferFailed():
            run.change(waiting=None)
            return Go(node.on_failed, {"cause": str(answer.cause)})
        case _:
            pass
    return None


def _looked_up(run: Run, node: Query, answer: Found | NotFound) -> Go:
    run.interrupt()
    if isinstance(answer, NotFound):
        return _failed(run, node) if answer.failed else Go(node.on_missing, {"found": "no"})
    values = {node.variable(name): answer.values.get(name, "") for name in node.columns}
    facts = {
        node.variable(name): values[node.variable(name)]
        for name in node.facts
        if name in node.columns
    }
    run.learn(values, facts)
    return Go(node.next, {"found": "yes"})


def _failed(run: Run, node: Query) -> Go:
    run.change(waiting=None)
    return Go(node.on_failed or node.on_missing, {"found": "failed"})


def _left_queue(run: Run, node: WaitInQueue, answer: QueueLeft) -> Go:
    run.change(waiting=None)
    detail = {"target": answer.target, "cause": answer.cause}
    if answer.target in node.exits:
        return Go(node.exits[answer.target], detail)
    named = answer.target.removeprefix("node:")
    flow = run.flows.find(run.state.flow, run.state.version)
    if named != answer.target and flow and named in flow.nodes:
        return Go(named, detail)
    return Go(node.otherwise, detail)


def _look_up(run: Run, node: Query) -> None:
    token = run.token()
    values = run.state.variables
    parameters = {name: fill(text, values) for name, text in node.parameters.items()}
    run.effects.append(LookUp(token=token, query=node.query, parameters=parameters))
    timer = run.start_timer(node.timeout)
    run.change(waiting=Waiting(what="answer", token=token, timer=timer))


def _enter_queue(run: Run, node: WaitInQueue) -> None:
    token, values, language = run.token(), run.state.variables, run.state.language
    run.effects.append(
        EnterQueue(
            token=token,
            queue=fill(node.queue, values),
            priority=_priority(run, node),
            needs=tuple(need.rule() for need in node.needs),
            announce=spoken(node.announce, values, language),
            language=language,
            keys=_keys(node),
            tell=node.tell,
            every=node.every,
            meanwhile=spoken(node.meanwhile, values, language),
        )
    )
    run.change(typed="", waiting=Waiting(what="queue", token=token))


def _take_callback(run: Run, node: Callback) -> None:
    token, number = run.token(), fill(node.number, run.state.variables)
    run.effects.append(TakeCallback(token=token, number=number))
    run.change(typed="", waiting=Waiting(what="callback", token=token))


def _keys(node: WaitInQueue) -> tuple[str, ...]:
    return tuple(exit_[4:] for exit_ in node.exits if exit_.startswith("key:"))


def _priority(run: Run, node: WaitInQueue) -> int:
    if isinstance(node.priority, int):
        return max(0, min(node.priority, HIGHEST_PRIORITY))
    text = fill(node.priority, run.state.variables)
    return min(int(text), HIGHEST_PRIORITY) if text.isascii() and text.isdigit() else 0


def _transfer(run: Run, node: Transfer) -> None:
    token = run.token()
    endpoint = fill(node.endpoint, run.state.variables)
    run.effects.append(TransferTo(token=token, endpoint=endpoint, timeout=node.timeout))
    run.change(typed="", waiting=Waiting(what="transfer", token=token))
