from typing import Any

import pytest

from switchroom.domain.routing.rules import Overflow, SkillNeed
from switchroom.features.packs.pack import PackError, build_pack

pytestmark = pytest.mark.unit

NAME = {"zh": "名", "en": "name"}


def named(id_: str, **more: object) -> dict[str, Any]:
    return {"id": id_, "name": NAME, **more}


def flow(**node: object) -> dict[str, Any]:
    start = {"id": "q", "kind": "queue", "queue": "general", "otherwise": "return"} | node
    return {"id": "main", "version": 1, "start": "q", "nodes": [start]}


def pack(**parts: object) -> dict[str, Any]:
    agent = named("a", roles=["agent"], site="main", extension="1001", skills={"english": 5})
    whole = {
        "sites": [named("main", zone="Asia/Shanghai")],
        "skills": [named("english")],
        "queues": [named("general", needs=[{"skill": "english", "level": 3}])],
        "users": [agent],
        "reasons": [named("break")],
        "dispositions": [named("bill", children=[named("bill-question")])],
        "hours": [{"id": "always", "zone": "Asia/Shanghai", "week": {}}],
        "numbers": [{"number": "95598", "name": NAME, "flow": "main"}],
    }
    return named("p", version=1, region="CN") | whole | parts


def customer(number: str) -> dict[str, Any]:
    return {"id": "C1", "name": "张伟", "numbers": [number], "accounts": []}


def problems(data: dict[str, Any], *flows: dict[str, Any]) -> str:
    with pytest.raises(PackError) as caught:
        build_pack(data, flows or [flow()])
    return "\n".join(caught.value.problems)


def test_pack_is_built_when_everything_fits() -> None:
    built = build_pack(pack(), [flow()])
    assert built.library().find("main") == built.flows[0]
    assert built.flow_sources == {"main": flow()}
    assert [schedule.schedule for schedule in built.schedules] == ["always"]


def test_queue_becomes_a_routing_rule_when_asked() -> None:
    queue = named(
        "general",
        music="calm",
        needs=[{"skill": "english", "level": 3}],
        overflows=[{"target": "voicemail", "after": 5000}],
    )
    rule = build_pack(pack(queues=[queue]), [flow()]).data.queues[0].rule()
    assert rule.queue == "general"
    assert rule.needs == (SkillNeed(skill="english", level=3),)
    assert rule.overflows == (Overflow(target="voicemail", after=5000),)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"reasons": [named("break"), named("break")]}, "reason 'break' is given 2 times"),
        (
            {"dispositions": [named("bill", children=[named("bill")])]},
            "disposition 'bill' is given 2 times",
        ),
        (
            {"queues": [named("general", needs=[{"skill": "latin"}])]},
            "queue 'general': there is no skill 'latin'",
        ),
        (
            {"queues": [named("general", overflows=[{"target": "nowhere"}])]},
            "queue 'general': there is no queue 'nowhere'",
        ),
        (
            {"users": [named("a", roles=["agent"], site="main")]},
            "user 'a': an agent needs an extension",
        ),
        (
            {"users": [named("a", roles=["auditor"], site="moon", skills={"latin": 1})]},
            "user 'a': there is no site 'moon'\nuser 'a': there is no skill 'latin'",
        ),
        (
            {"numbers": [{"number": "1", "name": NAME, "flow": "x"}]},
            "number 1: there is no flow 'x'",
        ),
        ({"customers": [customer("12")]}, "customer C1: 12 is no telephone number in CN"),
        ({"hours": [{"id": "h", "zone": "Nowhere", "week": {}}]}, "schedule h: "),
        ({"users": [named("a", roles=["king"], site="main")]}, "Invalid enum value 'king'"),
        ({"queues": [named("general", offer_timout=1)]}, "unknown field `offer_timout`"),
        ({"passwords": []}, "unknown field `passwords`"),
    ],
)
def test_pack_is_refused_when_its_parts_do_not_fit(parts: dict[str, Any], problem: str) -> None:
    assert problem in problems(pack(**parts))


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ({"queue": "x"}, "flow main: node 'q': there is no queue 'x'"),
        ({"needs": [{"skill": "latin"}]}, "flow main: node 'q': there is no skill 'latin'"),
        ({"otherwise": "x"}, "flow main: node 'q': otherwise leads to 'x'"),
    ],
)
def test_pack_is_refused_when_a_flow_does_not_fit(node: dict[str, Any], problem: str) -> None:
    assert problem in problems(pack(), flow(**node))


def test_pack_is_refused_when_flows_call_each_other_in_a_circle() -> None:
    def calling(name: str, other: str) -> dict[str, Any]:
        node = {"id": "s", "kind": "sub-flow", "flow": other, "next": "return"}
        return {"id": name, "version": 1, "start": "s", "nodes": [node]}

    found = problems(pack(), flow(), calling("a", "b"), calling("b", "a"))
    assert "flows call each other in a circle" in found


def test_pack_is_refused_when_two_flows_have_one_id() -> None:
    assert problems(pack(), flow(), flow()) == "flow 'main' is given 2 times"
