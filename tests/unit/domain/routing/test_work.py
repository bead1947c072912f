"""Work of several agents on one interaction, and work that no queue has offered."""

import pytest
from tests.unit.domain.routing.centre import Centre, agents_asked, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    MakeNotReady,
    SignIn,
    StartWork,
    Withdraw,
)
from switchroom.domain.routing.events import (
    AgentReady,
    WorkEnded,
    WorkStarted,
    WrapUpEnded,
    WrapUpStarted,
)
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.views import agent_view, queue_view
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", wrap_up=30 * SECOND)
A, B = AgentRule(agent="a"), AgentRule(agent="b")


def talking(*ready: str) -> Centre:
    """A centre in which `a` serves the call `1`."""
    centre = Centre(Q, A, B, ready=("a", *ready))
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    return centre


def state_of(centre: Centre, agent: str) -> str:
    return agent_view(centre.state, agent).state


def test_each_has_an_own_wrap_up_when_two_work_on_one_interaction() -> None:
    centre = talking("b")
    started = centre.do(StartWork(interaction="1", agent="b", queue="q"))
    assert started == [WorkStarted(interaction="1", agent="b", queue="q")]
    assert queue_view(centre.state, "q").serving == 1
    events = centre.do(EndWork(interaction="1", agent="a"))
    assert [type(event) for event in events] == [WorkEnded, WrapUpStarted]
    assert (state_of(centre, "a"), state_of(centre, "b")) == ("wrap-up", "busy")
    centre.do(EndWork(interaction="1", agent="b"))
    assert (state_of(centre, "a"), state_of(centre, "b")) == ("wrap-up", "wrap-up")
    assert centre.state.works == {}


def test_no_wrap_up_follows_when_the_work_is_of_no_queue_or_it_is_skipped() -> None:
    centre = Centre(Q, A, ready="a")
    ways = [
        (StartWork(interaction="1", agent="a"), EndWork(interaction="1", agent="a")),
        (
            StartWork(interaction="2", agent="a", queue="q", wrap_up=False),
            EndWork(interaction="2", agent="a"),
        ),
        (
            StartWork(interaction="3", agent="a", queue="q"),
            EndWork(interaction="3", agent="a", wrap_up=False),
        ),
    ]
    for start, end in ways:
        events = centre.do(start, end)
        assert [type(event) for event in events] == [WorkStarted, WorkEnded, AgentReady]
        assert state_of(centre, "a") == "ready"


def test_work_cut_short_counts_for_no_estimate_when_it_ends_without_wrap_up() -> None:
    centre = talking()
    centre.after(SECOND, EndWork(interaction="1", agent="a", wrap_up=False))
    assert centre.state.queues["q"].handling is None


def test_agent_who_is_not_ready_works_when_dialling_and_pauses_again_after() -> None:
    centre = Centre(Q, A)
    centre.do(SignIn(agent="a"), MakeNotReady(agent="a", reason="lunch"))
    centre.do(StartWork(interaction="1", agent="a"))
    assert state_of(centre, "a") == "busy"
    centre.do(EndWork(interaction="1", agent="a"))
    view = agent_view(centre.state, "a")
    assert (view.state, view.reason) == ("not-ready", "lunch")


def test_wrap_up_ends_when_the_agent_turns_to_other_work() -> None:
    centre = talking()
    centre.do(EndWork(interaction="1", agent="a"), Enqueue(interaction="2", queue="q"))
    events = centre.do(StartWork(interaction="3", agent="a"))
    assert [type(event) for event in events] == [WrapUpEnded, WorkStarted]
    events = centre.do(EndWork(interaction="3", agent="a"))
    assert agents_asked(events) == ["a"]


def test_work_is_refused_when_the_agent_is_away_asked_or_busy() -> None:
    centre = talking("b")
    centre.do(Enqueue(interaction="2", queue="q"))
    assert centre.offered() == {"2": "b"}
    centre.define(AgentRule(agent="c"))
    for agent in "abc":
        with pytest.raises(ConflictError):
            centre.do(StartWork(interaction="3", agent=agent))
    with pytest.raises(NotFoundError):
        centre.do(StartWork(interaction="3", agent="?"))


def test_agent_is_not_taken_twice_when_working_on_the_interaction_already() -> None:
    chats = QueueRule(queue="q", channel="chat")
    centre = Centre(chats, AgentRule(agent="a", capacity={"chat": 3}), ready="a")
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    with pytest.raises(ConflictError, match="already"):
        centre.do(StartWork(interaction="1", agent="a", queue="q"))
    assert agents_asked(centre.do(Enqueue(interaction="1", queue="q"))) == []
    assert agents_asked(centre.do(Enqueue(interaction="2", queue="q"))) == ["a"]


def test_colleague_is_sought_while_the_first_agent_stays_when_a_queue_is_consulted() -> None:
    centre = talking("b")
    assert agents_asked(centre.do(Enqueue(interaction="1", queue="q"))) == ["b"]
    centre.do(AcceptOffer(offer=centre.offer_to("b")))
    assert list(centre.state.works["1"]) == ["a", "b"]


def test_consultation_ends_and_work_stays_when_it_is_withdrawn_from_the_queue() -> None:
    centre = talking()
    centre.do(Enqueue(interaction="1", queue="q"), Withdraw(interaction="1", cause="cancelled"))
    assert (centre.state.entries, state_of(centre, "a")) == ({}, "busy")


def test_other_work_of_the_queue_stays_counted_when_one_of_two_ends() -> None:
    centre = talking("b")
    centre.do(StartWork(interaction="1", agent="b", queue="q"))
    ended = of_kind(WorkEnded, centre.do(EndWork(interaction="1", agent="a")))
    assert [event.agent for event in ended] == ["a"]
    assert queue_view(centre.state, "q").serving == 1
