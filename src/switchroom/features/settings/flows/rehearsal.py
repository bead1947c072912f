"""A test call: the interpreter that serves real calls, with a person in the world's place.

Policy.
- Nothing of a test call is kept here: its whole state goes to the page and comes back with the
  next input, so it ends when nobody asks any more and survives a restart.
- Time is the test call's own. It stands still until `wait`, which lets the running timer go off;
  so it can be midnight at noon.
- A look-up stops the call. The page is shown what the real query finds, and answers with it or
  with anything else.
- An input that is not awaited changes nothing, as in a real call.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import DecodeError, Struct, json, structs

from switchroom.domain.flow.engine import advance, begin, finish
from switchroom.domain.flow.library import Flows
from switchroom.domain.flow.messages import (
    CallFacts,
    FlowInput,
    Found,
    KeyPressed,
    MessageTaken,
    NotFound,
    PlayEnded,
    QueueLeft,
    StartTimer,
    TimeElapsed,
    TransferFailed,
)
from switchroom.domain.flow.nodes import Flow
from switchroom.domain.flow.state import FlowState, Step
from switchroom.kernel.errors import InvalidError
from switchroom.kernel.time import SECOND, Instant, Millis

DRAFT = 0
"""The version under which a flow that is being tested runs."""
NO_ANSWER = 19

InputKind: TypeAlias = Literal[
    "key",
    "played",
    "wait",
    "found",
    "missing",
    "failed",
    "left",
    "answered",
    "unanswered",
    "message",
    "empty",
    "hang-up",
]


class TestCall(Struct, frozen=True, kw_only=True):
    """A test call as it stands. `at`: its own time; `timer`: how long its running timer lasts."""

    state: FlowState
    at: Instant
    timer: Millis = 0


class Answer(Struct, frozen=True, kw_only=True):
    """What the person does. `value`: the key, or the target by which a queue is left."""

    kind: InputKind
    value: str = ""
    values: Mapping[str, str] = {}


def start(flows: Flows, flow: Flow, facts: CallFacts, at: Instant) -> tuple[TestCall, Step]:
    """Begin a test call on a flow that need not be published."""
    return _taken(begin(with_draft(flows, flow), flow.id, DRAFT, facts, at), at, 0)


def answer(flows: Flows, flow: Flow, call: TestCall, given: Answer) -> tuple[TestCall, Step]:
    """Let something happen to a test call."""
    if given.kind == "answered":
        return _taken(finish(call.state, "queued"), call.at, 0)
    if given.kind == "hang-up":
        return _taken(finish(call.state, "hung-up"), call.at, 0)
    at = call.at + call.timer if given.kind == "wait" else call.at
    step = advance(with_draft(flows, flow), call.state, _input(call, given), at)
    return _taken(step, at, call.timer)


def with_draft(flows: Flows, flow: Flow) -> Flows:
    """All flows, and the one that is being tested."""
    draft = structs.replace(flow, version=DRAFT)
    return Flows(
        versions={**flows.versions, (flow.id, DRAFT): draft},
        published=flows.published,
        schedules=flows.schedules,
    )


def encode_call(call: TestCall) -> str:
    """The test call as text, for the page to keep."""
    return json.encode(call).decode()


def decode_call(text: str) -> TestCall:
    """The test call that the page kept.

    Raises:
        InvalidError: it is none.
    """
    try:
        return json.decode(text, type=TestCall)
    except DecodeError as error:
        raise InvalidError("This test call cannot be continued; begin another.") from error


def _taken(step: Step, at: Instant, timer: Millis) -> tuple[TestCall, Step]:
    for effect in step.effects:
        timer = effect.after if isinstance(effect, StartTimer) else timer
    waiting = step.state.waiting
    timer = timer if waiting and waiting.timer else 0
    return TestCall(state=step.state, at=at, timer=timer), step


def _input(call: TestCall, given: Answer) -> FlowInput:
    waiting = call.state.waiting
    token = waiting.token if waiting else ""
    answers: Mapping[str, FlowInput] = {
        "played": PlayEnded(token=token),
        "wait": TimeElapsed(token=waiting.timer if waiting else ""),
        "found": Found(token=token, values=given.values),
        "missing": NotFound(token=token),
        "failed": NotFound(token=token, failed=True),
        "left": QueueLeft(token=token, target=given.value, cause="test"),
        "unanswered": TransferFailed(token=token, cause=NO_ANSWER),
        "message": MessageTaken(token=token, duration=10 * SECOND),
        "empty": MessageTaken(token=token, duration=0),
    }
    return answers.get(given.kind) or KeyPressed(key=given.value)
