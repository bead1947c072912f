from typing import Any, get_args

import pytest
from tests.unit.domain.flow.calling import document, text

from switchroom.domain.flow.advice import missing, warnings
from switchroom.domain.flow.catalogue import Form, node_kinds
from switchroom.domain.flow.nodes import Node
from switchroom.domain.flow.parse import examine, parse_flow

pytestmark = pytest.mark.unit

END = "bye"


def said(*nodes: dict[str, Any], **head: object) -> list[str]:
    return [finding.line for finding in warnings(parse_flow(document(*nodes, **head)))]


def menu(*keys: str, zh: str) -> dict[str, Any]:
    choices = [{"key": key, "next": END} for key in keys]
    ends = {"on_timeout": END, "on_invalid": END}
    return {"id": "m", "kind": "menu", "prompt": [text(zh)], "choices": choices, **ends}


def collect(variable: str, **more: object) -> dict[str, Any]:
    ends = {"next": END, "on_timeout": END, "on_invalid": END}
    return (
        {"id": "c", "kind": "collect", "prompt": [text("请输入")], "variable": variable}
        | ends
        | more
    )


def test_a_key_that_is_not_spoken_of_is_told() -> None:
    assert said(menu("1", "#", zh="报修请按 1，返回请按井号键。")) == []
    assert said(menu("1", "2", zh="报修请按 1。")) == ["node 'm': no sentence speaks of the key 2"]


def test_a_secret_that_is_shown_is_told() -> None:
    assert said(collect("pin", secret=True)) == []
    assert "looks like a secret" in said(collect("card.number"))[0]


def test_a_variable_is_told_when_some_way_leaves_it_empty() -> None:
    play = {"id": "p", "kind": "play", "prompt": [{"digits": "${v}"}], "next": END}
    assert said(collect("v", next="p"), play) == []
    assert said(collect("v", next="p", on_timeout="p"), play) == [
        "node 'p': on some way here ${v} has no value yet"
    ]


def test_a_sentence_in_one_language_is_told() -> None:
    play = {"id": "p", "kind": "play", "prompt": [text("您好", "")], "next": END}
    assert said(play) == ["node 'p': a sentence is missing in one language"]


def test_what_is_missing_is_an_error_but_a_prompt_only_a_warning() -> None:
    play = {"id": "p", "kind": "play", "prompt": [{"prompt": "hello"}], "next": "q"}
    queue = {"id": "q", "kind": "queue", "queue": "general", "otherwise": END}
    flow = parse_flow(document(play, queue))
    found = {(one.node, one.severity) for one in missing(flow, {})}
    assert found == {("p", "warning"), ("q", "error")}
    assert missing(flow, {"queue": {"general"}, "prompt": {"hello"}}) == []


def test_every_finding_speaks_both_languages_when_much_is_wrong() -> None:
    broken = menu("1", "1", zh="") | {"tries": 0, "on_timeout": "x"}
    _, found = examine(document(broken, {"id": "lost", "kind": "play", "prompt": [], "next": "y"}))
    assert len(found) >= 4
    assert all(one.zh and one.en for one in found)


def test_the_catalogue_has_every_kind_and_the_interpreter_knows_its_forms() -> None:
    kinds = {kind.kind: kind for kind in node_kinds()}
    assert len(kinds) == len(get_args(Node))
    forms = {field.form for kind in kinds.values() for field in kind.fields}
    assert forms <= set(get_args(Form))
    fields = {field.name: field for field in kinds["queue"].fields}
    assert (fields["exits"].form, fields["otherwise"].form) == ("exits", "edge")
    assert (fields["queue"].form, fields["queue"].required) == ("queue", True)
