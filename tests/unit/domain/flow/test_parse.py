from typing import Any

import pytest
from tests.unit.domain.flow.calling import document, text

from switchroom.domain.flow.contents import Reference, fixed_texts, references
from switchroom.domain.flow.parse import FlowError, parse_flow

pytestmark = pytest.mark.unit

PLAY = {"id": "p", "kind": "play", "prompt": [text("您好", "hello")], "next": "bye"}
MENU = {
    "id": "m",
    "kind": "menu",
    "prompt": [text("一", "one")],
    "choices": [{"key": "1", "next": "bye"}],
    "on_timeout": "bye",
    "on_invalid": "bye",
}
COLLECT = {
    "id": "c",
    "kind": "collect",
    "prompt": [],
    "variable": "v",
    "next": "bye",
    "on_timeout": "bye",
    "on_invalid": "bye",
}
QUEUE = {"id": "q", "kind": "queue", "queue": "general", "otherwise": "bye"}
END = {"id": "bye", "kind": "hang-up"}


def problems(*nodes: dict[str, Any], **head: object) -> str:
    with pytest.raises(FlowError) as caught:
        parse_flow(document(*nodes, **head))
    return "\n".join(caught.value.problems)


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ({**PLAY, "next": "x"}, "node 'p': next leads to 'x', which does not exist"),
        ({**PLAY, "entry": {"zh": "查询", "en": " "}}, "node 'p': agents need a name for this"),
        ({**PLAY, "kind": "dance"}, "node 'p': unknown kind 'dance'"),
        ({**PLAY, "nxt": "bye"}, "node 'p': Object contains unknown field `nxt`"),
        ({**PLAY, "prompt": [{"zh": "只有中文"}]}, "node 'p': a piece is {zh, en}"),
        ({**PLAY, "prompt": [{"zh": "a", "en": "b", "digits": "1"}]}, "node 'p': a piece is"),
        ({**PLAY, "id": "return"}, "node number 1: its id must be a text"),
        ({**PLAY, "prompt": [text("${nmae}")]}, "node 'p': nothing is called ${nmae}"),
        ({**PLAY, "prompt": [{"digits": "${call.clr}"}]}, "nothing is called ${call.clr}"),
        ({**MENU, "choices": []}, "node 'm': the menu has no choices"),
        (
            {**MENU, "choices": [{"key": "1", "next": "bye"}] * 2},
            "node 'm': the key 1 is given 2 times",
        ),
        ({**MENU, "choices": [{"key": "A", "next": "bye"}]}, "node 'm': Invalid enum value 'A'"),
        ({**MENU, "tries": 0}, "node 'm': it must ask at least once"),
        ({**MENU, "timeout": 0}, "node 'm': timeout must be more than 0"),
        ({**COLLECT, "min_length": 6, "max_length": 5}, "node 'c': 1 <= min_length"),
        ({**COLLECT, "variable": "call.caller"}, "'call.caller' cannot be a variable's name"),
        ({**QUEUE, "exits": {"key:A": "bye"}}, "node 'q': the exit 'key:A' names no key"),
        (
            {"id": "s", "kind": "set", "values": {"a": "1"}, "facts": ["b"], "next": "bye"},
            "node 's': the fact 'b' is none of a",
        ),
    ],
)
def test_parse_names_node_and_fault_when_a_node_is_wrong(
    node: dict[str, Any], problem: str
) -> None:
    assert problem in problems(node)


def test_parse_refuses_when_two_nodes_have_one_id() -> None:
    assert "node 'p': there are two nodes of this id" in problems(PLAY, PLAY)


def test_parse_refuses_when_nothing_leads_to_a_node() -> None:
    assert problems(PLAY, {**PLAY, "id": "lost"}) == "node 'lost': nothing leads to it"


def test_a_node_is_reached_when_agents_may_send_callers_there() -> None:
    found = {**PLAY, "id": "lost", "entry": {"zh": "查询", "en": "Enquiry"}}
    assert list(parse_flow(document(PLAY, found)).entries) == ["lost"]


def test_parse_refuses_when_start_does_not_exist() -> None:
    assert problems(PLAY, start="x") == "the start 'x' is no node"


def test_parse_refuses_when_menu_has_no_exit() -> None:
    loop = {"choices": [{"key": "1", "next": "m"}], "on_timeout": "m", "on_invalid": "m"}
    found = problems({**MENU, **loop})
    assert "node 'm': the menu has no exit, every path leads back" in found


@pytest.mark.parametrize("edge", ["on_timeout", "next"])
def test_parse_refuses_when_a_round_needs_nothing_from_the_caller(edge: str) -> None:
    play = {**PLAY, "next": "m"}
    menu = {**MENU, "on_timeout": "p"} if edge == "on_timeout" else MENU
    again = {**PLAY, "next": "p"}
    found = problems(play, menu) if edge == "on_timeout" else problems(again)
    assert "endless without the caller's doing: " in found


def test_round_is_allowed_when_the_caller_or_an_agent_is_waited_for() -> None:
    menu = {**MENU, "choices": [{"key": "1", "next": "p"}, {"key": "2", "next": "q"}]}
    parse_flow(document({**PLAY, "next": "m"}, menu, {**QUEUE, "otherwise": "p"}))


def test_parse_tells_all_problems_when_there_are_several() -> None:
    bad = [{**PLAY, "kind": "dance"}, {**MENU, "tries": "many"}]
    assert problems(*bad).count("\n") == 1


@pytest.mark.parametrize("data", [{}, {"id": 7}, {"id": "x", "version": "1"}, {"nodes": {}}])
def test_parse_refuses_when_it_is_no_flow_at_all(data: dict[str, Any]) -> None:
    with pytest.raises(FlowError):
        parse_flow(data)


def test_name_is_known_when_declared_or_set_by_a_node() -> None:
    play = {**PLAY, "prompt": [{"digits": "${v}"}, text("${customer.name}${call.caller}")]}
    parse_flow(document({**COLLECT, "next": "p"}, play, variables=["customer.name"]))


def test_fixed_texts_hold_both_languages_but_no_templates_when_asked() -> None:
    prompt = [text("您好", "hello"), text("${call.caller}"), {"text": "Hi", "language": "en"}]
    menu = {**MENU, "invalid": [text("错", "wrong")]}
    menu["choices"] = [{"key": "1", "next": "q"}]
    queue = {**QUEUE, "announce": [text("等", "wait")], "otherwise": "s"}
    say = {"id": "s", "kind": "say", "text": text("见", "${call.vip}"), "next": "bye"}
    flow = parse_flow(document({**PLAY, "prompt": prompt, "next": "m"}, menu, queue, say))
    assert fixed_texts(flow) == {
        ("zh", "您好"), ("en", "hello"), ("en", "Hi"), ("zh", "错"), ("en", "wrong"),
        ("zh", "一"), ("en", "one"), ("zh", "等"), ("en", "wait"), ("zh", "见"),
    }  # fmt: skip


def test_references_name_what_must_exist_when_asked() -> None:
    queue = {**QUEUE, "needs": [{"skill": "english"}], "announce": [{"prompt": "jingle"}]}
    assert references(parse_flow(document(queue))) == {
        Reference("queue", "general", "q"),
        Reference("skill", "english", "q"),
        Reference("prompt", "jingle", "q"),
    }
