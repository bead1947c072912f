"""Any flow, sensible or not, and anything that comes in: it waits for one thing or has ended."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.flow.engine import advance, begin
from switchroom.domain.flow.graph import dangling, endless
from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.messages import (
    CallbackTaken,
    CallFacts,
    FlowInput,
    Found,
    KeyPressed,
    LookUp,
    MessageTaken,
    NotFound,
    Play,
    PlayEnded,
    QueueLeft,
    StartTimer,
    StopPlay,
    StopTimer,
    TimeElapsed,
    TransferFailed,
)
from switchroom.domain.flow.nodes import (
    Branch,
    Callback,
    Choice,
    Collect,
    Condition,
    End,
    Flow,
    Hours,
    Menu,
    Node,
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
from switchroom.domain.flow.nodes import Play as PlayNode
from switchroom.domain.flow.prompts import Localised, Piece
from switchroom.domain.flow.state import FlowState, Step, decode_state, encode_state

pytestmark = pytest.mark.unit

NAMES = ["a", "b", "c", "d", "e", "f"]
edges = st.sampled_from([*NAMES, "return", "nowhere"])
tries = st.integers(0, 3)
flags = st.booleans()
pieces = st.sampled_from(
    [Piece(zh="您好", en="hello"), Piece(zh="${v}", en="${v}"), Piece(amount="${v}")]
)
prompts = st.lists(pieces, max_size=2).map(tuple)
choices = st.lists(
    st.builds(Choice, key=st.sampled_from(["1", "2", "#"]), next=edges), max_size=3
).map(tuple)
branches = st.lists(
    st.builds(Branch, value=st.just("${v}"), is_=st.sampled_from(["less", "empty"]), next=edges),
    max_size=2,
).map(tuple)


def kinds(name: str) -> st.SearchStrategy[Node]:
    here = st.just(name)
    asking: dict[str, Any] = {
        "id": here,
        "prompt": prompts,
        "on_timeout": edges,
        "on_invalid": edges,
    }
    asking |= {"barge_in": flags, "tries": tries, "invalid": prompts}
    return st.one_of(
        st.builds(Menu, choices=choices, **asking),
        st.builds(
            Collect, variable=st.just("v"), next=edges, secret=flags, max_length=tries, **asking
        ),
        st.builds(Rate, question=st.just("q"), next=edges, **asking),
        st.builds(Callback, id=here, next=edges, on_failed=edges),
        st.builds(PlayNode, id=here, prompt=prompts, next=edges, barge_in=flags),
        st.builds(Say, id=here, text=st.just(Localised(zh="${v}", en="${v}")), next=edges),
        st.builds(SetLanguage, id=here, language=st.sampled_from(["zh", "en"]), next=edges),
        st.builds(
            Query,
            id=here,
            query=st.just("q"),
            parameters=st.just({"v": "${v}"}),
            columns=st.just(("v",)),
            next=edges,
            on_missing=edges,
        ),
        st.builds(Condition, id=here, branches=branches, otherwise=edges),
        st.builds(Hours, id=here, schedule=st.just("s"), open=edges, closed=edges),
        st.builds(SetVariables, id=here, values=st.just({"v": "${v}1"}), next=edges),
        st.builds(
            WaitInQueue,
            id=here,
            queue=st.just("${v}"),
            priority=st.just("${v}"),
            exits=st.dictionaries(st.sampled_from(["key:1", "voicemail"]), edges),
            otherwise=edges,
        ),
        st.builds(
            Voicemail, id=here, mailbox=st.just("m"), prompt=prompts, next=edges, on_empty=edges
        ),
        st.builds(Transfer, id=here, endpoint=st.just("agent:${v}"), on_failed=edges),
        st.builds(SubFlow, id=here, flow=st.sampled_from(["main", "none"]), next=edges),
        st.builds(End, id=here),
    )


def flow_of(nodes: tuple[Node, ...]) -> Flow:
    return Flow(id="main", version=1, start="a", nodes={node.id: node for node in nodes})


any_flow = st.tuples(*map(kinds, NAMES)).map(flow_of)


tokens = st.sampled_from(["", "i.0.1", "i.0.2", "i.0.3", "waited", "timer"])
texts = st.sampled_from(["", "1", "-5", "key:1", "voicemail", "node:b", "node:", "hang-up"])
inputs = st.one_of(
    st.builds(KeyPressed, key=st.sampled_from(["1", "2", "#", "*", "9", "A", ""])),
    st.builds(PlayEnded, token=tokens),
    st.builds(TimeElapsed, token=tokens),
    st.builds(Found, token=tokens, values=st.dictionaries(st.just("v"), texts)),
    st.builds(NotFound, token=tokens, failed=flags),
    st.builds(QueueLeft, token=tokens, target=texts, cause=texts),
    st.builds(MessageTaken, token=tokens, duration=st.integers(0, 5), failed=flags),
    st.builds(CallbackTaken, token=tokens, failed=flags),
    st.builds(TransferFailed, token=tokens, cause=st.integers(0, 127)),
)


def answering(state: FlowState, answer: FlowInput) -> FlowInput:
    """The input with a token that is awaited, where it asks for one."""
    if isinstance(answer, KeyPressed) or state.waiting is None:
        return answer
    awaited = {"waited": state.waiting.token, "timer": state.waiting.timer}
    return replace(answer, token=awaited.get(answer.token, answer.token))


class Books:
    """What runs in the outside world, by what the effects have said."""

    def __init__(self) -> None:
        self.used: set[str] = set()
        self.timers: set[str] = set()
        self.sounds: set[str] = set()

    def keep(self, step: Step, answer: FlowInput | None) -> None:
        if isinstance(answer, PlayEnded):
            self.sounds.discard(answer.token)
        if isinstance(answer, TimeElapsed):
            self.timers.discard(answer.token)
        for effect in step.effects:
            match effect:
                case StopPlay():
                    self.sounds.remove(effect.token)
                case StopTimer():
                    self.timers.remove(effect.token)
                case Play():
                    self.sounds.add(effect.token)
                case StartTimer():
                    self.timers.add(effect.token)
                case _:
                    pass
            if isinstance(effect, Play | StartTimer | LookUp):
                assert effect.token not in self.used
                self.used.add(effect.token)

    def agree_with(self, state: FlowState) -> None:
        waiting = state.waiting
        assert (waiting is None) == (state.outcome is not None)
        assert self.timers == ({waiting.timer} if waiting and waiting.timer else set())
        speaking = waiting is not None and waiting.what == "prompt"
        assert self.sounds == ({waiting.token} if waiting and speaking else set())


@given(flow=any_flow, answers=st.lists(inputs, max_size=25))
def test_flow_waits_for_one_thing_or_has_ended_when_anything_comes_in(
    flow: Flow, answers: list[FlowInput]
) -> None:
    flows = library([flow])
    books = Books()
    step = begin(flows, "main", None, CallFacts(interaction="i", caller="", called=""), 0)
    books.keep(step, None)
    books.agree_with(step.state)
    for given_answer in answers:
        answer = answering(step.state, given_answer)
        step = advance(flows, step.state, answer, 1)
        books.keep(step, answer)
        books.agree_with(step.state)
        assert decode_state(encode_state(step.state)) == step.state


@given(flow=any_flow, answer=inputs)
def test_state_is_untouched_when_token_is_unknown(flow: Flow, answer: FlowInput) -> None:
    flows = library([flow])
    state = begin(flows, "main", None, CallFacts(interaction="i", caller="", called=""), 0).state
    if not isinstance(answer, KeyPressed):
        step = advance(flows, state, replace(answer, token="unheard-of"), 1)
        assert step == Step(state=state)


@given(flow=any_flow)
def test_checks_find_fault_when_a_silent_caller_never_gets_anywhere(flow: Flow) -> None:
    if _silent_call(library([flow])) in {"endless", "failed"}:
        calls = any(isinstance(node, SubFlow) for node in flow.nodes.values())
        assert endless(flow) or any(dangling(flow)) or calls


def _silent_call(flows: Flows) -> str:
    step = begin(flows, "main", None, CallFacts(interaction="i", caller="", called=""), 0)
    for _ in range(100):
        waiting = step.state.waiting
        if waiting is None:
            return str(step.state.outcome)
        if waiting.what in {"queue", "message", "transfer"}:
            return waiting.what
        quiet: FlowInput = TimeElapsed(token=waiting.timer)
        if waiting.what == "prompt":
            quiet = PlayEnded(token=waiting.token)
        step = advance(flows, step.state, quiet, 1)
    return "endless"
