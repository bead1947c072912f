import pytest
from tests.unit.domain.flow.calling import START, Caller, document, flows, text

from switchroom.domain.flow.engine import DEEPEST_NESTING, advance, begin, finish
from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.messages import CallFacts, HangUp, Play, PlayEnded, StopPlay, StopTimer
from switchroom.domain.flow.nodes import Condition, Flow, SubFlow
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.flow.state import decode_state, encode_state
from switchroom.domain.interaction.events import FlowEnded
from switchroom.kernel.errors import NotFoundError

pytestmark = pytest.mark.unit


def play(id: str, next: str, words: str = "x") -> dict[str, object]:  # noqa: A002 - as in JSON
    return {"id": id, "kind": "play", "prompt": [text(words)], "next": next}


def sub(flow: str, after: str = "bye", **more: object) -> dict[str, object]:
    return {"id": "sub", "kind": "sub-flow", "flow": flow, "next": after, **more}


def test_flow_goes_on_behind_sub_flow_when_that_returns() -> None:
    main = parse_flow(document(sub("child", "after"), play("after", "bye", "after")))
    child = parse_flow(
        {**document(play("in", "return", "inside")), "id": "child"}
        | {"nodes": [play("in", "return", "inside")]}
    )
    caller = Caller(library([main, child]))
    caller.hear_out()
    assert caller.heard() == ["inside", "after"]
    caller.hear_out()
    assert [event for event in caller.events if isinstance(event, FlowEnded)] == [
        FlowEnded(interaction="i", flow="main", outcome="done")
    ]


def test_call_ends_when_outermost_flow_returns() -> None:
    flow = parse_flow({"id": "m", "version": 1, "start": "p", "nodes": [play("p", "return")]})
    caller = Caller(library([flow]), "m")
    assert caller.hear_out().effects == (HangUp(cause=16),)
    assert caller.state.outcome == "done"


def test_call_stays_on_its_version_when_a_new_one_is_published() -> None:
    nodes = (play("a", "b", "old a"), play("b", "bye", "old b"))
    old = parse_flow(document(*nodes))
    new = parse_flow(document(play("a", "bye", "new"), version=2))
    caller = Caller(library([old]))
    caller.flows = library([old, new])
    caller.hear_out()
    assert caller.heard() == ["old a", "old b"]
    assert Caller(library([old, new])).heard() == ["new"]


def test_sub_flow_keeps_named_version_when_a_newer_is_published() -> None:
    def child(version: int) -> Flow:
        node = play("c", "return", f"child {version}")
        return parse_flow({"id": "child", "version": version, "start": "c", "nodes": [node]})

    main = parse_flow(document(sub("child", version=1)))
    assert Caller(library([main, child(1), child(2)])).heard() == ["child 1"]


def test_flow_fails_when_its_version_is_gone() -> None:
    caller = Caller(flows(play("a", "bye")))
    caller.flows = Flows()
    step = caller.hear_out()
    assert step.state.outcome == "failed"
    assert step.effects == (StopPlay(token=caller.effect(Play).token), HangUp(cause=41))


def test_flow_fails_when_it_walks_for_ever() -> None:
    circle = Condition(id="a", branches=(), otherwise="a")
    flow = Flow(id="main", version=1, start="a", nodes={"a": circle})
    caller = Caller(library([flow]))
    assert caller.state.outcome == "failed"
    assert caller.effects == [HangUp(cause=41)]


def test_flow_fails_when_sub_flows_nest_too_deep() -> None:
    nodes = {"a": SubFlow(id="a", flow="main", next="return")}
    caller = Caller(library([Flow(id="main", version=1, start="a", nodes=dict(nodes))]))
    assert caller.state.outcome == "failed"
    assert len(caller.path()) == DEEPEST_NESTING + 1


def test_begin_refuses_when_there_is_no_such_flow() -> None:
    facts = CallFacts(interaction="i", caller="", called="")
    with pytest.raises(NotFoundError, match="main"):
        begin(Flows(), "main", None, facts, START)


def test_state_survives_when_stored_and_read_after_each_step() -> None:
    caller = Caller(flows(play("a", "b"), play("b", "bye")))
    caller.state = decode_state(encode_state(caller.state))
    assert caller.state == caller.step.state
    caller.hear_out()
    assert decode_state(encode_state(caller.state)) == caller.state


def test_tokens_differ_when_a_flow_begins_again_for_the_same_call() -> None:
    library_ = flows(play("a", "bye"))
    facts = CallFacts(interaction="i", caller="", called="")
    tokens = {begin(library_, "main", None, facts, START + later).state.waiting for later in (0, 1)}
    assert len(tokens) == 2


@pytest.mark.parametrize("outcome", ["hung-up", "queued"])
def test_playback_and_timer_stop_when_flow_is_finished_from_outside(outcome: str) -> None:
    edges = {"next": "bye", "on_timeout": "bye", "on_invalid": "bye"}
    ask = {"id": "c", "kind": "collect", "prompt": [text("?")], "variable": "v", **edges}
    caller = Caller(flows(ask))
    playing = finish(caller.state, "queued" if outcome == "queued" else "hung-up")
    assert playing.effects == (StopPlay(token=caller.waiting.token),)
    caller.hear_out()
    timing = finish(caller.state, "hung-up")
    assert timing.effects == (StopTimer(token=caller.waiting.timer),)
    assert playing.events == (FlowEnded(interaction="i", flow="main", outcome=outcome),)


def test_nothing_happens_when_flow_has_ended() -> None:
    caller = Caller(flows(play("a", "bye")))
    token = caller.waiting.token
    caller.hear_out()
    ended = caller.state
    assert finish(ended, "hung-up").events == ()
    step = advance(caller.flows, ended, PlayEnded(token=token), START)
    assert (step.state, step.effects, step.events) == (ended, (), ())
