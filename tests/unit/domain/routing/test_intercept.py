"""One agent's incoming work goes to another."""

import pytest
from tests.unit.domain.routing.centre import Centre, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FailCause,
    FailOffer,
    Intercept,
    PickUp,
    SignIn,
    SignOut,
    StartWork,
)
from switchroom.domain.routing.events import InteractionOffered, InterceptSet
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.views import agent_view
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", wrap_up=0, agents=("a", "b"))
AGENTS = [AgentRule(agent=agent) for agent in ("a", "b", "boss")]


def intercepted(rule: QueueRule = Q, ready: str = "a") -> Centre:
    """What is for `a` goes to `boss`, who is at the desk, not ready, and no member of the queue."""
    centre = Centre(rule, *AGENTS, ready=ready)
    centre.do(SignIn(agent="boss"), Intercept(agent="a", to="boss", by="user-9"))
    return centre


def call(name: str) -> Enqueue:
    return Enqueue(interaction=name, queue="q")


def test_interceptor_is_asked_when_a_call_would_have_been_the_agents() -> None:
    centre = intercepted()
    offered = of_kind(InteractionOffered, centre.do(call("1")))
    assert [(event.agent, event.instead_of) for event in offered] == [("boss", "a")]
    assert agent_view(centre.state, "a").intercepted_by == "boss"
    centre.do(AcceptOffer(offer=centre.offer_to("boss")))
    assert agent_view(centre.state, "boss").state == "busy"


def test_agent_is_asked_as_ever_when_the_interceptor_is_busy() -> None:
    centre = intercepted()
    centre.do(StartWork(interaction="0", agent="boss"), call("1"))
    assert centre.offered() == {"1": "a"}


def test_agent_gets_the_next_when_the_interceptor_is_being_asked() -> None:
    centre = intercepted()
    centre.do(call("1"), call("2"))
    assert centre.offered() == {"1": "boss", "2": "a"}


def test_backlog_is_shared_when_the_agent_comes_free() -> None:
    centre = intercepted()
    centre.do(StartWork(interaction="0", agent="a"), call("1"), call("2"))
    assert centre.offered() == {}
    centre.do(EndWork(interaction="0", agent="a"))
    assert centre.offered() == {"1": "boss", "2": "a"}


def test_call_goes_to_the_agent_when_the_interceptor_rejects_it() -> None:
    centre = intercepted()
    centre.do(call("1"), FailOffer(offer="offer-1", cause="rejected"))
    assert centre.offered() == {"1": "a"}
    centre.do(call("2"))
    assert centre.offered() == {"1": "a"}
    assert centre.state.intercepts == {"a": "boss"}


@pytest.mark.parametrize("cause", ["no-answer", "unreachable"])
def test_intercept_ends_when_the_interceptor_does_not_answer(cause: FailCause) -> None:
    centre = intercepted()
    events = centre.do(call("1"), FailOffer(offer="offer-1", cause=cause))
    assert InterceptSet(agent="a", to=None) in events
    assert centre.offered() == {"1": "a"}


@pytest.mark.parametrize("leaving", ["a", "boss"])
def test_intercept_ends_when_either_signs_out(leaving: str) -> None:
    centre = intercepted()
    assert InterceptSet(agent="a", to=None) in centre.do(SignOut(agent=leaving))
    assert agent_view(centre.state, "a").intercepted_by is None


def test_agent_is_asked_again_when_the_intercept_is_taken_back() -> None:
    centre = intercepted()
    events = centre.do(Intercept(agent="a", to=None, by="user-9"), call("1"))
    assert events[0] == InterceptSet(agent="a", to=None, by="user-9")
    assert centre.offered() == {"1": "a"}


def test_named_agents_call_is_intercepted_and_still_theirs_when_it_is_rejected() -> None:
    centre = intercepted(ready="ab")
    centre.do(Enqueue(interaction="1", queue="q", only_agent="a"))
    assert centre.offered() == {"1": "boss"}
    centre.do(FailOffer(offer=centre.offer_to("boss"), cause="rejected"))
    assert centre.offered() == {"1": "a"}


def test_what_is_picked_up_is_not_intercepted() -> None:
    centre = Centre(QueueRule(queue="q", agents=("b",)), *AGENTS, ready="a")
    centre.do(SignIn(agent="boss"), Intercept(agent="a", to="boss", by="user-9"), call("1"))
    centre.do(PickUp(interaction="1", agent="a"))
    assert centre.offered() == {"1": "a"}


def test_each_rings_once_when_all_ring_and_one_of_them_intercepts_another() -> None:
    rule = QueueRule(queue="q", strategy="ring-all")
    centre = Centre(rule, *AGENTS, ready=["a", "boss", "b"])
    centre.do(Intercept(agent="a", to="boss", by="user-9"))
    asked = of_kind(InteractionOffered, centre.do(call("1")))
    assert [(event.agent, event.instead_of) for event in asked] == [("boss", "a"), ("b", "")]


def test_intercept_is_refused_when_somebody_is_away_unknown_or_the_same() -> None:
    centre = Centre(Q, *AGENTS, ready="a")
    refusals = [
        (Intercept(agent="a", to="boss", by="u"), ConflictError),
        (Intercept(agent="b", to="a", by="u"), ConflictError),
        (Intercept(agent="a", to="?", by="u"), NotFoundError),
        (Intercept(agent="a", to="a", by="u"), InvalidError),
    ]
    for command, error in refusals:
        with pytest.raises(error):
            centre.do(command)
