"""Ratings by keys, what a queue tells those who wait, and a place kept for a callback."""

from typing import Any

import pytest
from tests.unit.domain.flow.calling import Caller, document, flows, text

from switchroom.domain.flow.contents import fixed_texts
from switchroom.domain.flow.engine import advance
from switchroom.domain.flow.messages import CallbackTaken, EnterQueue, Spoken, TakeCallback
from switchroom.domain.flow.parse import FlowError, parse_flow
from switchroom.domain.flow.state import decode_state, encode_state
from switchroom.domain.interaction.events import Rated

pytestmark = pytest.mark.unit

THANKS = {"id": "thanks", "kind": "play", "prompt": [text("谢谢", "thanks")], "next": "bye"}
SORRY = {"id": "sorry", "kind": "play", "prompt": [text("抱歉", "sorry")], "next": "bye"}
RATE = {
    "id": "rate",
    "kind": "rate",
    "question": "satisfaction",
    "prompt": [text("满意请按 1", "satisfied, press 1")],
    "scale": {"1": 5, "2": 1},
    "invalid": [text("有误", "wrong")],
    "next": "thanks",
    "on_timeout": "sorry",
    "on_invalid": "sorry",
}
QUEUE = {
    "id": "queue",
    "kind": "queue",
    "queue": "billing",
    "tell": ["ahead", "wait"],
    "every": 30_000,
    "meanwhile": [text("留言请按 1", "for a message, press 1")],
    "exits": {"key:2": "callback"},
    "otherwise": "bye",
}
CALLBACK = {
    "id": "callback",
    "kind": "callback",
    "number": "${call.caller}",
    "next": "thanks",
    "on_failed": "sorry",
}


def rating(**changes: Any) -> Caller:  # noqa: ANN401 - fields of the node
    return Caller(flows(RATE | changes, THANKS, SORRY), variables={"call.agent": "liqiang"})


def test_a_rating_is_told_with_its_worth_and_the_agent_when_a_key_is_pressed() -> None:
    caller = rating()
    caller.press("1")
    assert caller.event(Rated) == Rated(
        interaction="i", question="satisfaction", value=5, agent="liqiang"
    )
    assert caller.path() == ["rate", "thanks"]


def test_a_poll_has_no_agent_when_the_caller_has_talked_with_nobody() -> None:
    caller = Caller(flows(RATE, THANKS, SORRY))
    caller.press("2")
    assert (caller.event(Rated).value, caller.event(Rated).agent) == (1, "")


def test_the_question_is_asked_again_when_the_key_is_not_on_the_scale() -> None:
    caller = rating()
    caller.press("3")
    assert caller.heard()[-2:] == ["有误", "满意请按 1"]
    caller.press("4")
    assert caller.path() == ["rate", "rate", "sorry"]
    assert not [event for event in caller.events if isinstance(event, Rated)]


def test_nothing_is_rated_when_the_caller_is_silent() -> None:
    caller = rating(tries=1)
    caller.be_silent()
    assert caller.path() == ["rate", "sorry"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"scale": {}}, "answer"), ({"question": " "}, "name"), ({"tries": 0}, "ask")],
)
def test_a_rating_is_refused_when_it_could_not_count(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(FlowError, match=field):
        parse_flow(document(RATE | changes, THANKS, SORRY))


def test_a_queue_says_what_to_tell_when_it_is_entered() -> None:
    entered = Caller(flows(QUEUE, CALLBACK, THANKS, SORRY)).effect(EnterQueue)
    assert (entered.tell, entered.every) == (("ahead", "wait"), 30_000)
    assert entered.meanwhile == (Spoken(kind="text", value="留言请按 1"),)
    assert ("en", "for a message, press 1") in fixed_texts(
        parse_flow(document(QUEUE, CALLBACK, THANKS, SORRY))
    )


@pytest.mark.parametrize(("failed", "then"), [(False, "thanks"), (True, "sorry")])
def test_the_flow_goes_on_when_a_callback_is_taken_or_not(failed: bool, then: str) -> None:
    caller = Caller(flows(QUEUE, CALLBACK, THANKS, SORRY))
    caller.leave_queue("key:2", "key")
    asked = caller.effect(TakeCallback)
    assert asked.number == "+8613800138000"
    state = decode_state(encode_state(caller.state))
    taken = CallbackTaken(token=asked.token, failed=failed)
    caller.take(advance(caller.flows, state, taken, caller.now))
    assert caller.path()[-1] == then
