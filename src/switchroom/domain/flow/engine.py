"""The flow interpreter: `begin`, `advance`, `finish`. Pure; the only way to run a flow.

Policy.
- A running flow waits for exactly one thing, or has ended. An input that answers something else (a
  playback that was cut off, a timer that was stopped, a query that came too late) changes nothing.
- A call stays on the version with which it began. A sub-flow is taken in the version that its node
  names, else in the one published when it is entered, and is then kept too.
- Whatever plays nothing and asks nobody is walked through at once, at most `LONGEST_WALK` nodes of
  it in one step; more than that, a missing node or flow, or sub-flows nested deeper than
  `DEEPEST_NESTING` end the flow as failed and the call with cause 41, which callers hear as a fault
  and not as an answer.
- The edge `return` ends a sub-flow; in the outermost flow it ends the call as done.
- A flow in a queue or in a transfer has not ended: nobody may come. Whoever connects the caller
  says so by `finish(state, "queued")`; whoever sees the caller go by `finish(state, "hung-up")`.
"""

from switchroom.domain.flow.asking import KEYS, heard, speak
from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import (
    CallbackTaken,
    CallFacts,
    FlowInput,
    Found,
    KeyPressed,
    MessageTaken,
    NotFound,
    PlayEnded,
    QueueLeft,
    TimeElapsed,
    TransferFailed,
)
from switchroom.domain.flow.nodes import (
    RETURN,
    Callback,
    Collect,
    Condition,
    End,
    Flow,
    Hours,
    Menu,
    Node,
    Play,
    Query,
    Rate,
    Say,
    SetLanguage,
    SetVariables,
    SubFlow,
    Transfer,
    Voicemail,
    WaitInQueue,
)
from switchroom.domain.flow.passing import pass_through
from switchroom.domain.flow.reaching import answered, reach_out
from switchroom.domain.flow.run import Go, Run
from switchroom.domain.flow.state import FlowState, Frame, Outcome, Step, Waiting
from switchroom.domain.interaction.events import FlowStarted
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import Instant

LONGEST_WALK = 100
DEEPEST_NESTING = 8
TEMPORARY_FAILURE = 41

_ANSWERED_BY = {
    PlayEnded: "prompt",
    Found: "answer",
    NotFound: "answer",
    QueueLeft: "queue",
    MessageTaken: "message",
    CallbackTaken: "callback",
    TransferFailed: "transfer",
}


def begin(flows: Flows, flow_id: str, version: int | None, facts: CallFacts, now: Instant) -> Step:
    """Start a flow for a call; without a version the published one.

    Raises:
        NotFoundError: there is no such flow.
    """
    flow = flows.find(flow_id, version)
    if flow is None:
        raise NotFoundError(f"there is no flow {flow_id} in version {version or 'published'}")
    run = Run(flows, now, first_state(flow, facts, now))
    run.events.append(
        FlowStarted(interaction=facts.interaction, flow=flow.id, version=flow.version)
    )
    walk(run, Go(flow.start))
    return run.step()


def advance(flows: Flows, state: FlowState, answer: FlowInput, now: Instant) -> Step:
    """Let an input happen to a running flow; one that is not awaited changes nothing."""
    waiting = state.waiting
    if waiting is None or not _awaited(waiting, answer):
        return Step(state=state)
    run = Run(flows, now, state)
    node = _node(run, state.node)
    if node is None:
        run.end("failed", TEMPORARY_FAILURE)
    elif go := _react(run, node, answer):
        walk(run, go)
    return run.step()


def finish(state: FlowState, outcome: Outcome) -> Step:
    """End a flow from outside; what it still plays or measures is stopped, the call goes on."""
    if state.outcome is not None:
        return Step(state=state)
    run = Run(Flows(), state.started, state)
    run.end(outcome)
    return run.step()


def first_state(flow: Flow, before: CallFacts | FlowState, now: Instant) -> FlowState:
    """A flow at its start, knowing what the call's facts, or a flow before it, knew."""
    return FlowState(
        interaction=before.interaction,
        root=flow.id,
        flow=flow.id,
        version=flow.version,
        node=flow.start,
        started=now,
        tokens=before.tokens if isinstance(before, FlowState) else 0,
        variables=_variables(before),
    )


def _variables(before: CallFacts | FlowState) -> dict[str, str]:
    if isinstance(before, FlowState):
        return before.variables
    facts = before
    call = {
        "call.interaction": facts.interaction,
        "call.caller": facts.caller,
        "call.called": facts.called,
        "call.customer": facts.customer,
        "call.vip": str(facts.vip),
        "call.language": facts.language,
    }
    return {**facts.variables, **call}


def _awaited(waiting: Waiting, answer: FlowInput) -> bool:
    if isinstance(answer, KeyPressed):
        return answer.key in KEYS and waiting.what in {"prompt", "keys", "answer"}
    if isinstance(answer, TimeElapsed):
        return answer.token == waiting.timer != ""
    return waiting.what == _ANSWERED_BY[type(answer)] and answer.token == waiting.token


def walk(run: Run, go: Go) -> None:
    """Follow edges until something is waited for, or the flow has ended."""
    for _ in range(LONGEST_WALK):
        following = _return(run, go) if go.edge == RETURN else _visit(run, go)
        if following is None:
            return
        go = following
    run.end("failed", TEMPORARY_FAILURE)


def _return(run: Run, go: Go) -> Go | None:
    if not run.state.frames:
        run.end("done", End(id=RETURN).cause)
        return None
    frame = run.state.frames[-1]
    run.change(flow=frame.flow, version=frame.version, frames=run.state.frames[:-1])
    return Go(frame.next, go.detail)


def _visit(run: Run, go: Go) -> Go | None:
    node = _node(run, go.edge)
    if node is None:
        run.end("failed", TEMPORARY_FAILURE)
        return None
    run.change(node=node.id, tries=0, entered="", waiting=None)
    run.entered(node, go.detail)
    return _enter(run, node)


def _node(run: Run, name: str) -> Node | None:
    flow = run.flows.find(run.state.flow, run.state.version)
    return flow.nodes.get(name) if flow else None


def _enter(run: Run, node: Node) -> Go | None:
    match node:
        case SetLanguage() | Condition() | Hours() | SetVariables():
            return pass_through(run, node)
        case Query() | WaitInQueue() | Callback() | Transfer():
            reach_out(run, node)
        case SubFlow():
            return _descend(run, node)
        case End():
            run.end("done", node.cause)
        case _:
            return speak(run, node)
    return None


def _descend(run: Run, node: SubFlow) -> Go | None:
    flow = run.flows.find(node.flow, node.version)
    if flow is None or len(run.state.frames) >= DEEPEST_NESTING:
        run.end("failed", TEMPORARY_FAILURE)
        return None
    frame = Frame(flow=run.state.flow, version=run.state.version, next=node.next)
    run.change(flow=flow.id, version=flow.version, frames=(*run.state.frames, frame))
    return Go(flow.start)


def _react(run: Run, node: Node, answer: FlowInput) -> Go | None:
    match node:
        case Query() | WaitInQueue() | Callback() | Transfer():
            return answered(run, node, answer)
        case Menu() | Collect() | Rate() | Play() | Say() | Voicemail():
            return heard(run, node, answer)
        case _:
            return None
