import pytest
from tests.unit.domain.flow.calling import Caller, document, flows, text

from switchroom.domain.flow.library import Flows, library
from switchroom.domain.flow.messages import (
    EnterQueue,
    HangUp,
    LookUp,
    Play,
    StartTimer,
    StopTimer,
    TakeMessage,
    TimeElapsed,
    TransferTo,
)
from switchroom.domain.flow.parse import parse_flow
from switchroom.domain.hours.reading import read_schedule
from switchroom.domain.interaction.events import (
    FactLearned,
    FlowEnded,
    FlowStarted,
    FlowStepped,
    LanguageChosen,
)
from switchroom.domain.routing.rules import SkillNeed

pytestmark = pytest.mark.unit

SAY = {"id": "said", "kind": "play", "prompt": [text("说了", "said")], "next": "bye"}
OTHER = {"id": "other", "kind": "play", "prompt": [text("另外", "other")], "next": "bye"}
QUERY = {
    "id": "query",
    "kind": "look-up",
    "query": "account-by-number",
    "parameters": {"number": "${call.caller}"},
    "columns": ["balance", "name"],
    "facts": ["balance"],
    "next": "said",
    "on_missing": "other",
    "timeout": 3000,
}
QUEUE = {
    "id": "queue",
    "kind": "queue",
    "queue": "billing",
    "priority": "${call.vip}0",
    "needs": [{"skill": "english", "level": 5}],
    "announce": [text("请稍候", "please hold")],
    "exits": {"voicemail": "said", "key:1": "said"},
    "otherwise": "other",
}
VOICEMAIL = {
    "id": "voicemail",
    "kind": "voicemail",
    "mailbox": "night",
    "prompt": [text("请留言", "leave a message")],
    "next": "said",
    "on_empty": "other",
}


def branching(comparison: str, value: str, than: str = "") -> Flows:
    branch = {"value": value, "is": comparison, "than": than, "next": "said"}
    node = {"id": "if", "kind": "condition", "branches": [branch], "otherwise": "other"}
    return flows(node, SAY, OTHER, variables=["x"])


def test_language_changes_what_is_played_when_chosen() -> None:
    caller = Caller(flows({"id": "l", "kind": "language", "language": "en", "next": "said"}, SAY))
    assert caller.heard() == ["said"]
    assert caller.event(LanguageChosen).language == "en"


def test_pieces_keep_their_own_language_when_they_have_one() -> None:
    prompt = [{"text": "For English, press 2.", "language": "en"}, text("中", "x")]
    node = {"id": "p", "kind": "play", "prompt": prompt, "next": "bye"}
    caller = Caller(flows(node))
    pieces = caller.effect(Play).pieces
    assert [(piece.value, piece.language) for piece in pieces] == [
        ("For English, press 2.", "en"),
        ("中", ""),
    ]


def test_pieces_are_left_out_when_their_value_cannot_be_read() -> None:
    pieces = [{"amount": "${x}"}, {"date": "2025-02-07"}, {"digits": "10023"}, {"number": "1.5"}]
    node = {"id": "p", "kind": "play", "prompt": pieces, "next": "bye"}
    caller = Caller(flows(node, variables=["x"]), variables={"x": "one hundred"})
    assert caller.heard() == ["2025-02-07", "10023", "1.5"]


def test_values_become_variables_and_facts_when_query_finds() -> None:
    caller = Caller(flows({**QUERY, "into": "account"}, SAY, OTHER))
    assert caller.effect(LookUp).parameters == {"number": "+8613800138000"}
    caller.find(balance="12850", name="张伟", secret="x")
    assert caller.effect(StopTimer).token == caller.effect(StartTimer).token
    assert caller.state.variables["account.balance"] == "12850"
    assert "x" not in caller.state.variables.values()
    assert caller.event(FactLearned).name == "account.balance"
    assert caller.path() == ["query", "said"]


def test_query_takes_missing_edge_when_nothing_is_found() -> None:
    caller = Caller(flows(QUERY, SAY, OTHER))
    caller.miss()
    assert caller.path() == ["query", "other"]
    assert caller.event(FlowStepped).detail == {"found": "no"}


@pytest.mark.parametrize("late", [True, False])
def test_query_takes_failed_edge_when_source_is_slow_or_down(late: bool) -> None:
    caller = Caller(flows({**QUERY, "on_failed": "bye"}, SAY, OTHER))
    assert caller.effect(StartTimer).after == 3000
    if late:
        caller.send(TimeElapsed(token=caller.waiting.timer))
    else:
        caller.miss(failed=True)
    assert caller.path() == ["query", "bye"]


def test_keys_are_kept_when_pressed_during_a_query() -> None:
    collect = {"id": "c", "kind": "collect", "prompt": [text("?")], "variable": "v"}
    edges = {"next": "bye", "on_timeout": "bye", "on_invalid": "bye"}
    caller = Caller(flows({**QUERY, "next": "c", "on_missing": "c"}, {**collect, **edges}))
    caller.press("42#")
    caller.find(balance="1")
    assert caller.state.variables["v"] == "42"


@pytest.mark.parametrize(
    ("comparison", "than", "expected"),
    [
        ("equals", "-8640", "said"),
        ("equals", "-8640.0", "other"),
        ("differs", "0", "said"),
        ("less", "0", "said"),
        ("at-most", "-8640", "said"),
        ("greater", "-9000", "said"),
        ("at-least", "0", "other"),
        ("starts-with", "-8", "said"),
        ("present", "", "said"),
        ("empty", "", "other"),
    ],
)
def test_condition_takes_branch_when_comparison_holds(
    comparison: str, than: str, expected: str
) -> None:
    caller = Caller(branching(comparison, "${x}", than), variables={"x": "-8640"})
    assert caller.path() == ["if", expected]


@pytest.mark.parametrize("value", ["", "abc", "NaN", "Infinity", "1e999", "１２", "1" * 40])
def test_order_does_not_hold_when_a_side_is_no_number(value: str) -> None:
    caller = Caller(branching("at-least", "${x}", "0"), variables={"x": value})
    assert caller.path() == ["if", "other"]


@pytest.mark.parametrize(
    ("schedule", "node", "detail"),
    [("always", "said", "open"), ("never", "other", "closed"), ("gone", "said", "unknown")],
)
def test_hours_take_edge_when_schedule_says_so(schedule: str, node: str, detail: str) -> None:
    hours = {"id": "h", "kind": "hours", "schedule": schedule, "open": "said", "closed": "other"}
    week = {"always": {"mon-sun": ["00:00-24:00"]}, "never": {}}
    schedules = [
        read_schedule({"id": name, "zone": "Asia/Shanghai", "week": days})
        for name, days in week.items()
    ]
    caller = Caller(library([parse_flow(document(hours, SAY, OTHER))], schedules))
    assert caller.path() == ["h", node]
    assert caller.event(FlowStepped).detail == {"hours": detail}


def test_set_fills_templates_when_passed() -> None:
    values = {"topic": "bill of ${call.caller}", "empty": "${customer.name}"}
    node = {"id": "s", "kind": "set", "values": values, "facts": ["topic"], "next": "bye"}
    caller = Caller(flows(node, variables=["customer.name"]))
    assert caller.event(FactLearned).value == "bill of +8613800138000"
    assert caller.state.variables["empty"] == ""


def test_queue_is_entered_with_priority_and_skills_when_reached() -> None:
    caller = Caller(flows(QUEUE, SAY, OTHER), vip=3, language="en")
    effect = caller.effect(EnterQueue)
    assert (effect.queue, effect.priority, effect.keys) == ("billing", 30, ("1",))
    assert effect.needs == (SkillNeed(skill="english", level=5),)
    assert [piece.value for piece in effect.announce] == ["please hold"]
    assert caller.state.outcome is None


@pytest.mark.parametrize(
    ("target", "node"),
    [
        ("voicemail", "said"),
        ("key:1", "said"),
        ("node:said", "said"),
        ("node:nowhere", "other"),
        ("callback", "other"),
    ],
)
def test_queue_exit_is_taken_when_nobody_served(target: str, node: str) -> None:
    caller = Caller(flows(QUEUE, SAY, OTHER))
    caller.leave_queue(target)
    assert caller.path() == ["queue", node]


def test_keys_do_not_reach_the_flow_when_caller_waits_in_queue() -> None:
    caller = Caller(flows(QUEUE, SAY, OTHER))
    before = caller.state
    caller.press("1")
    assert caller.state == before


def test_message_is_taken_when_greeting_is_over() -> None:
    caller = Caller(flows(VOICEMAIL, SAY, OTHER))
    caller.hear_out()
    assert caller.effect(TakeMessage).mailbox == "night"
    caller.leave_message(4000)
    assert caller.path() == ["voicemail", "said"]


@pytest.mark.parametrize(("duration", "failed"), [(0, False), (4000, True)])
def test_voicemail_takes_empty_edge_when_there_is_no_message(duration: int, failed: bool) -> None:
    caller = Caller(flows(VOICEMAIL, SAY, OTHER))
    caller.press("5")
    caller.leave_message(duration, failed=failed)
    assert caller.path() == ["voicemail", "other"]


def test_transfer_takes_failed_edge_when_nobody_answers() -> None:
    node = {"id": "t", "kind": "transfer", "endpoint": "agent:${x}", "on_failed": "other"}
    caller = Caller(flows(node, OTHER, variables=["x"]), variables={"x": "1001"})
    assert caller.effect(TransferTo).endpoint == "agent:1001"
    caller.no_answer()
    assert caller.path() == ["t", "other"]


def test_text_is_made_up_when_a_node_says_it() -> None:
    node = {"id": "s", "kind": "say", "text": text("您好${x}", "Hello ${x}"), "next": "bye"}
    caller = Caller(flows(node, variables=["x"]), variables={"x": "张伟"})
    assert caller.heard() == ["您好张伟"]


def test_call_ends_when_flow_hangs_up() -> None:
    end = {"id": "end", "kind": "hang-up", "cause": 21, "label": text("a", "b")}
    caller = Caller(flows(end, nodes=[end]))
    assert caller.effects == [HangUp(cause=21)]
    assert caller.events == [
        FlowStarted(interaction="i", flow="main", version=1),
        FlowStepped(
            interaction="i", flow="main", node="end", kind="hang-up", label={"zh": "a", "en": "b"}
        ),
        FlowEnded(interaction="i", flow="main", outcome="done"),
    ]
