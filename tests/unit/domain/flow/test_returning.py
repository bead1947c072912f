"""Coming back into a flow."""

import pytest
from tests.unit.domain.flow.calling import START, Caller, document, flows, text

from switchroom.domain.flow.engine import advance, finish
from switchroom.domain.flow.library import library
from switchroom.domain.flow.messages import CallFacts, Play, QueueLeft
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.flow.returning import do_again, enter, wait_again
from switchroom.kernel.errors import NotFoundError

pytestmark = pytest.mark.unit

SAY = {"id": "hello", "kind": "say", "text": text("您好", "Hello"), "next": "wait"}
WAIT = {
    "id": "wait",
    "kind": "queue",
    "entry": {"zh": "报修", "en": "Repair"},
    "queue": "repair",
    "exits": {"voicemail": "hello"},
    "otherwise": "bye",
}
FLOWS = flows(SAY, WAIT)
FACTS = CallFacts(interaction="i", caller="1", called="2")


def test_a_flow_begins_at_a_node_with_what_was_known_and_entered() -> None:
    queued = Caller(FLOWS)
    before = finish(queued.state, "queued").state
    step = enter(FLOWS, "main", "wait", before, {"account": "10023"}, START + 1)
    assert step.state.node == "wait"
    assert step.state.variables["account"] == "10023"
    assert step.state.variables["call.caller"] == "+8613800138000"
    assert step.state.waiting
    assert step.state.waiting.token not in str(before)


def test_what_the_call_is_cannot_be_entered() -> None:
    step = enter(FLOWS, "main", "", FACTS, {"call.caller": "3"}, START)
    assert step.state.variables["call.caller"] == "1"


@pytest.mark.parametrize(("flow", "node"), [("main", "nowhere"), ("main", "hello"), ("none", "")])
def test_coming_back_is_refused_when_there_is_no_such_place(flow: str, node: str) -> None:
    with pytest.raises(NotFoundError):
        enter(FLOWS, flow, node, FACTS, {}, START)


@pytest.mark.parametrize(("node", "version"), [("wait", 1), ("new", 2)])
def test_a_call_stays_on_its_version_when_that_one_has_the_entry(node: str, version: int) -> None:
    newer = parse_flow(document(SAY, WAIT, WAIT | {"id": "new"}, version=2, start="new"))
    before = finish(Caller(FLOWS).state, "queued").state
    both = library([*FLOWS.versions.values(), newer])
    state = enter(both, "main", node, before, {}, START).state
    assert (state.node, state.version) == (node, version)


def test_a_queue_that_is_waited_in_again_leads_out_as_it_did() -> None:
    done = finish(enter(FLOWS, "main", "wait", FACTS, {}, START).state, "queued").state
    step = wait_again(FLOWS, done)
    assert step
    assert step.state.waiting
    assert step.state.tokens > done.tokens
    left = QueueLeft(token=step.state.waiting.token, target="voicemail", cause="time")
    assert advance(FLOWS, step.state, left, START).state.node == "hello"


def test_nothing_is_waited_for_again_when_the_flow_was_not_in_a_queue() -> None:
    assert wait_again(FLOWS, enter(FLOWS, "main", "", FACTS, {}, START).state) is None


def test_a_sentence_is_said_again_when_its_end_may_have_been_missed() -> None:
    said = enter(FLOWS, "main", "", FACTS, {}, START).state
    step = do_again(FLOWS, said, START)
    assert [effect.pieces[0].value for effect in step.effects if isinstance(effect, Play)] == [
        "您好"
    ]
    assert step.state.waiting
    assert said.waiting
    assert step.state.waiting.token != said.waiting.token


def test_a_queue_is_not_entered_twice_when_we_come_back() -> None:
    waiting = enter(FLOWS, "main", "wait", FACTS, {}, START).state
    assert do_again(FLOWS, waiting, START).state == waiting
