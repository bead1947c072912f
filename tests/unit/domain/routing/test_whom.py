"""Whom a queue asks: the strategies, skills, channels, named agents."""

import pytest
from tests.unit.domain.routing.centre import Centre, agents_asked, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FailCause,
    FailOffer,
    MakeReady,
    PickUp,
    SignIn,
    SignOut,
    Withdraw,
)
from switchroom.domain.routing.events import (
    AgentReady,
    InteractionAssigned,
    OfferEnded,
    WrapUpEnded,
)
from switchroom.domain.routing.rules import AgentRule, QueueRule, SkillNeed, Strategy
from switchroom.domain.routing.views import waiting
from switchroom.kernel.errors import ConflictError
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

A, B, C = AgentRule(agent="a"), AgentRule(agent="b"), AgentRule(agent="c")


def queue(strategy: Strategy = "longest-idle", **more: object) -> QueueRule:
    return QueueRule(queue="q", strategy=strategy, wrap_up=0, **more)  # type: ignore[arg-type]  # the tests' own shorthand


def serve(centre: Centre, name: str, length: int = SECOND, **more: object) -> str:
    """Let a call come and be served; who served it."""
    centre.do(Enqueue(interaction=name, queue="q", **more))  # type: ignore[arg-type]  # the same
    agent = centre.offered()[name]
    centre.do(AcceptOffer(offer=centre.offer_to(agent)))
    centre.after(length, EndWork(interaction=name, agent=agent))
    return agent


def test_longest_idle_is_asked_when_several_are_free() -> None:
    centre = Centre(queue(), A, B, C, ready="bca")
    assert [serve(centre, str(n)) for n in range(4)] == ["b", "c", "a", "b"]


def test_queue_asks_in_turn_when_round_robin() -> None:
    other = QueueRule(queue="other", agents=("a",), wrap_up=0)
    centre = Centre(queue("round-robin"), other, A, B, C, ready="abc")
    served = [serve(centre, "1"), serve(centre, "2")]
    centre.do(Enqueue(interaction="x", queue="other"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    centre.after(SECOND, EndWork(interaction="x", agent="a"))
    assert [*served, serve(centre, "3"), serve(centre, "4")] == ["a", "b", "c", "a"]


def test_least_worked_is_asked_when_least_occupied() -> None:
    centre = Centre(queue("least-occupied"), A, B, ready="ab")
    assert serve(centre, "1", length=60 * SECOND) == "a"
    assert [serve(centre, str(n), length=10 * SECOND) for n in range(2, 6)] == ["b"] * 4


def test_emptiest_is_asked_when_least_occupied_and_several_at_once() -> None:
    chat = {"chat": 4}
    rule = queue("least-occupied", channel="chat")
    agents = [AgentRule(agent="a", capacity=chat), AgentRule(agent="b", capacity={"chat": 2})]
    centre = Centre(rule, *agents, ready="ab")
    asked = []
    for number in range(6):
        centre.do(Enqueue(interaction=str(number), queue="q"))
        asked.append(centre.offered()[str(number)])
        centre.do(AcceptOffer(offer=centre.offer_to(asked[-1])))
    assert asked == ["a", "b", "a", "a", "b", "a"]


def test_most_levels_win_when_most_skilled() -> None:
    needs = (SkillNeed(skill="billing"),)
    agents = [AgentRule(agent=n, skills={"billing": int(n)}) for n in ("2", "9", "5")]
    centre = Centre(queue("most-skilled", needs=needs), *agents, ready=["2", "5", "9"])
    assert [serve(centre, str(n)) for n in range(3)] == ["9"] * 3


def test_own_needs_count_when_most_skilled() -> None:
    agents = [AgentRule(agent="a", skills={"x": 3}), AgentRule(agent="b", skills={"y": 3})]
    centre = Centre(queue("most-skilled"), *agents, ready="ab")
    needs = (SkillNeed(skill="y", required=False),)
    assert [serve(centre, str(n), needs=needs) for n in range(2)] == ["b", "b"]


def test_last_agent_is_asked_first_when_free_else_longest_idle() -> None:
    centre = Centre(queue("last-agent"), A, B, C, ready="abc")
    assert serve(centre, "1", last_agent="c") == "c"
    centre.do(Enqueue(interaction="2", queue="q", last_agent="c"))
    assert centre.offered() == {"2": "c"}
    assert serve(centre, "3", last_agent="c") == "a"


def test_list_decides_when_fixed_order() -> None:
    centre = Centre(queue("fixed-order", agents=("c", "a")), A, B, C, ready="abc")
    for number in range(3):
        centre.do(Enqueue(interaction=str(number), queue="q"))
    assert centre.offered() == {"0": "c", "1": "a"}


def test_all_who_are_free_ring_when_ring_all_and_the_first_wins() -> None:
    centre = Centre(queue("ring-all"), A, B, C, ready="abc")
    asked = agents_asked(centre.do(Enqueue(interaction="1", queue="q")))
    assert asked == ["a", "b", "c"]
    offers = {agent: centre.offer_to(agent) for agent in asked}
    assert centre.do(FailOffer(offer=offers["a"], cause="rejected"))[0] == OfferEnded(
        interaction="1", offer=offers["a"], agent="a", queue="q", cause="rejected"
    )
    events = centre.do(AcceptOffer(offer=offers["c"]))
    assert [event.agent for event in of_kind(InteractionAssigned, events)] == ["c"]
    assert [(e.agent, e.cause) for e in of_kind(OfferEnded, events)] == [("b", "taken")]
    with pytest.raises(ConflictError):
        centre.do(AcceptOffer(offer=offers["b"]))


def test_call_waits_again_when_the_last_of_ring_all_has_failed() -> None:
    centre = Centre(queue("ring-all"), A, B, ready="ab")
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(FailOffer(offer=centre.offer_to("a"), cause="rejected"))
    assert waiting(centre.state, "q") == []
    centre.do(FailOffer(offer=centre.offer_to("b"), cause="rejected"))
    assert len(waiting(centre.state, "q")) == 1
    assert agents_asked(centre.after(5 * SECOND)) == ["a", "b"]


def test_agent_goes_to_the_back_when_not_taking_an_offer() -> None:
    centre = Centre(queue(), A, B, ready="ab")
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(FailOffer(offer=centre.offer_to("a"), cause="unreachable"))
    centre.do(Withdraw(interaction="1"), Enqueue(interaction="2", queue="q"))
    assert centre.offered() == {"2": "b"}


def test_only_the_skilled_are_asked_when_a_level_is_required() -> None:
    agents = [AgentRule(agent="a", skills={"en": 2}), AgentRule(agent="b", skills={"en": 4})]
    centre = Centre(queue(), *agents, A, ready="ab")
    needs = (SkillNeed(skill="en", level=3),)
    assert serve(centre, "1", needs=needs) == "b"


def test_preferred_come_first_and_others_serve_when_skill_is_not_required() -> None:
    skilled = AgentRule(agent="b", skills={"en": 4})
    centre = Centre(queue(), A, skilled, ready="ab")
    needs = (SkillNeed(skill="en", level=3, required=False),)
    centre.do(Enqueue(interaction="1", queue="q", needs=needs))
    centre.do(Enqueue(interaction="2", queue="q", needs=needs))
    assert centre.offered() == {"1": "b", "2": "a"}


@pytest.mark.parametrize("whose", ["queue", "call"])
def test_lesser_skill_serves_when_the_need_has_relaxed(whose: str) -> None:
    need = SkillNeed(skill="en", level=5, relax_after=30 * SECOND, relaxed_level=2)
    own, common = ((), (need,)) if whose == "queue" else ((need,), ())
    centre = Centre(queue(needs=common), AgentRule(agent="a", skills={"en": 2}), ready="a")
    centre.do(Enqueue(interaction="1", queue="q", needs=own))
    assert agents_asked(centre.after(30 * SECOND - 1)) == []
    assert agents_asked(centre.after(1)) == ["a"]


def test_skill_is_not_needed_when_it_has_relaxed_to_nothing() -> None:
    need = SkillNeed(skill="en", relax_after=30 * SECOND)
    centre = Centre(queue(), A, ready="a")
    centre.do(Enqueue(interaction="1", queue="q", needs=(need,)))
    assert agents_asked(centre.after(30 * SECOND)) == ["a"]


def test_as_many_run_at_once_as_the_capacity_when_chats_come() -> None:
    agent = AgentRule(agent="a", capacity={"voice": 1, "chat": 2})
    centre = Centre(queue(channel="chat"), agent, ready="a")
    for name in ("1", "2"):
        centre.do(Enqueue(interaction=name, queue="q"))
        centre.do(AcceptOffer(offer=centre.offer_to("a")))
    assert agents_asked(centre.do(Enqueue(interaction="3", queue="q"))) == []
    assert agents_asked(centre.do(EndWork(interaction="1", agent="a"))) == ["a"]


@pytest.mark.parametrize(("interrupts", "asked"), [({}, []), ({"voice": ("chat",)}, ["a"])])
def test_call_comes_on_top_of_a_chat_when_it_may(
    interrupts: dict[str, tuple[str, ...]], asked: list[str]
) -> None:
    agent = AgentRule(agent="a", capacity={"voice": 1, "chat": 2}, interrupts=interrupts)
    chats = QueueRule(queue="chats", channel="chat")
    centre = Centre(queue(), chats, agent, ready="a")
    centre.do(Enqueue(interaction="chat", queue="chats"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    assert agents_asked(centre.do(Enqueue(interaction="call", queue="q"))) == asked


def test_named_agent_alone_serves_when_one_is_named() -> None:
    centre = Centre(queue(agents=("a",)), A, B, ready="a")
    centre.do(Enqueue(interaction="1", queue="q", only_agent="b"))
    assert centre.offered() == {}
    centre.do(SignIn(agent="b"), MakeReady(agent="b"))
    assert centre.offered() == {"1": "b"}


@pytest.mark.parametrize("cause", ["rejected", "no-answer", "unreachable", "away"])
def test_anybody_serves_when_the_named_agent_did_not_take_it(cause: str) -> None:
    centre = Centre(queue(agents=("b",)), A, B, ready="ab")
    centre.do(Enqueue(interaction="1", queue="q", only_agent="a", entered=centre.now - SECOND))
    assert centre.offered() == {"1": "a"}
    if cause == "away":
        centre.do(SignOut(agent="a"))
    elif cause == "no-answer":
        centre.after(20 * SECOND)
    else:
        failure: FailCause = "rejected" if cause == "rejected" else "unreachable"
        centre.do(FailOffer(offer=centre.offer_to("a"), cause=failure))
    assert centre.offered() == {"1": "b"}


def test_named_agent_is_still_waited_for_when_another_failed_to_pick_it_up() -> None:
    centre = Centre(queue(), A, B, C, ready="b")
    centre.do(SignIn(agent="a"), SignIn(agent="c"))
    centre.do(
        Enqueue(interaction="1", queue="q", only_agent="a"), PickUp(interaction="1", agent="c")
    )
    centre.do(FailOffer(offer=centre.offer_to("c"), cause="rejected"))
    assert centre.offered() == {}
    centre.do(MakeReady(agent="a"))
    assert centre.offered() == {"1": "a"}


def test_heavier_queue_goes_first_when_priority_is_equal() -> None:
    heavy = QueueRule(queue="heavy", weight=2)
    centre = Centre(queue(), heavy, A)
    centre.do(Enqueue(interaction="light", queue="q"))
    centre.now += 60 * SECOND
    centre.do(Enqueue(interaction="heavy", queue="heavy"))
    centre.do(SignIn(agent="a"), MakeReady(agent="a"))
    assert centre.offered() == {"heavy": "a"}


def test_priority_goes_first_when_the_other_queue_is_heavier() -> None:
    heavy = QueueRule(queue="heavy", weight=100)
    centre = Centre(queue(), heavy, A)
    centre.do(Enqueue(interaction="heavy", queue="heavy"))
    centre.do(Enqueue(interaction="urgent", queue="q", priority=1))
    centre.do(SignIn(agent="a"), MakeReady(agent="a"))
    assert centre.offered() == {"urgent": "a"}


def test_agent_is_free_when_the_last_of_several_wrap_ups_has_ended() -> None:
    chats = QueueRule(queue="q", channel="chat", wrap_up=10 * SECOND)
    centre = Centre(chats, AgentRule(agent="a", capacity={"chat": 2}), ready="a")
    for name in ("1", "2"):
        centre.do(Enqueue(interaction=name, queue="q"))
        centre.do(AcceptOffer(offer=centre.offer_to("a")))
    centre.do(EndWork(interaction="1", agent="a"))
    centre.after(4 * SECOND, EndWork(interaction="2", agent="a"))
    assert centre.after(6 * SECOND) == [WrapUpEnded(agent="a", interaction="1")]
    assert centre.after(4 * SECOND) == [
        WrapUpEnded(agent="a", interaction="2"),
        AgentReady(agent="a"),
    ]


@pytest.mark.parametrize("strategy", ["longest-idle", "most-skilled", "ring-all", "last-agent"])
def test_who_is_rung_back_is_asked_first_when_free_whatever_the_strategy(
    strategy: Strategy,
) -> None:
    elsewhere = AgentRule(agent="c", queues=())
    centre = Centre(queue(strategy), A, B, elsewhere, ready="abc")
    centre.do(Enqueue(interaction="1", queue="q", first_agent="c"))
    assert list(centre.state.entries["1"].offers.values()) == ["c"]


def test_anybody_is_asked_when_who_is_rung_back_is_busy() -> None:
    centre = Centre(queue("longest-idle"), A, B, ready="ab")
    centre.do(Enqueue(interaction="1", queue="q", first_agent="b"))
    centre.do(Enqueue(interaction="2", queue="q", first_agent="b"))
    assert centre.offered() == {"1": "b", "2": "a"}


def test_who_is_rung_back_is_asked_when_free_later_outside_of_the_queue() -> None:
    elsewhere = AgentRule(agent="c", queues=())
    centre = Centre(queue("longest-idle"), A, B, elsewhere)
    centre.do(Enqueue(interaction="1", queue="q", first_agent="c"))
    centre.do(SignIn(agent="c"), MakeReady(agent="c"))
    assert centre.offered() == {"1": "c"}


def test_who_is_rung_back_is_asked_when_nobody_of_the_queue_is_free() -> None:
    elsewhere = AgentRule(agent="c", queues=())
    centre = Centre(queue("longest-idle"), A, B, elsewhere, ready="c")
    centre.do(Enqueue(interaction="1", queue="q", first_agent="c"))
    assert centre.offered() == {"1": "c"}


def test_nobody_is_asked_for_who_has_gone_when_who_is_rung_back_is_free_later() -> None:
    elsewhere = AgentRule(agent="c", queues=())
    centre = Centre(queue("longest-idle"), A, B, elsewhere)
    centre.do(Enqueue(interaction="1", queue="q", first_agent="c"), Withdraw(interaction="1"))
    centre.do(SignIn(agent="c"), MakeReady(agent="c"))
    assert (centre.offered(), centre.state.preferring) == ({}, {})
