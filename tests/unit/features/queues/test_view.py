import pytest
from tests.unit.domain.routing.centre import Centre

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    Intercept,
    MakeNotReady,
    MakeReady,
    SignOut,
    StartWork,
)
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.features.queues.view import LiveRouting
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", wrap_up=10 * SECOND)
AGENTS = [AgentRule(agent=agent) for agent in ("a", "b", "c")]


class Stopped:
    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def now(self) -> int:
        return self._centre.now


def open_centre(ready: str = "abc") -> tuple[Centre, LiveRouting]:
    centre = Centre(Q, *AGENTS, ready=ready)
    return centre, LiveRouting(lambda: centre.state, Stopped(centre))


def call(name: str) -> Enqueue:
    return Enqueue(interaction=name, queue="q")


def test_agent_who_is_asked_is_not_busy_when_a_queue_is_shown() -> None:
    centre, view = open_centre()
    centre.do(call("1"))
    queue = view.queues()[0]
    agents = (queue.ready, queue.ringing, queue.busy, queue.wrap_up, queue.not_ready)
    assert (agents, queue.offered, queue.talking) == ((2, 1, 0, 0, 0), 1, 0)
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    queue = view.queues()[0]
    agents = (queue.ready, queue.ringing, queue.busy, queue.wrap_up, queue.not_ready)
    assert (agents, queue.offered, queue.talking) == ((2, 0, 1, 0, 0), 0, 1)


def test_one_conversation_is_counted_when_two_agents_work_on_it() -> None:
    centre, view = open_centre()
    centre.do(call("1"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    centre.do(StartWork(interaction="1", agent="b", queue="q"))
    queue = view.queues()[0]
    assert (queue.talking, queue.busy, view.works("1")) == (1, 2, ("a", "b"))
    centre.do(EndWork(interaction="1", agent="a"))
    assert (view.works("1"), view.concerned("1")) == (("b",), ["b", "a"])
    centre.do(EndWork(interaction="1", agent="b"))
    assert (view.works("1"), view.queues()[0].talking) == ((), 0)


def test_longest_waiting_is_shown_when_it_is_being_offered() -> None:
    centre, view = open_centre("a")
    began = centre.now
    centre.do(call("1"))
    centre.after(SECOND, call("2"))
    assert (view.queues()[0].longest_since, view.queues()[0].waiting) == (began, 2)


def test_place_and_wait_are_told_while_somebody_waits() -> None:
    centre, view = open_centre("a")
    centre.do(call("1"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    centre.after(50 * SECOND, EndWork(interaction="1", agent="a"))
    centre.after(10 * SECOND, call("2"), call("3"), call("4"))
    assert [view.position(name) for name in "1234"] == [None, 0, 1, 2]
    assert [view.expected_wait(name) for name in "1234"] == [None, 0, 60 * SECOND, 120 * SECOND]


def test_only_those_who_changed_are_told_when_a_board_asks_again() -> None:
    centre, view = open_centre("ab")
    first = view.changed_agents(None)
    assert [(agent.agent, agent.state) for agent in first.agents] == [
        ("a", "ready"),
        ("b", "ready"),
        ("c", "signed-out"),
    ]
    assert first.agents == view.agents()
    assert view.changed_agents(first.version).agents == ()
    centre.do(MakeNotReady(agent="b", reason="lunch"), Intercept(agent="b", to="a", by="u"))
    second = view.changed_agents(first.version)
    assert [(agent.agent, agent.reason, agent.intercepted_by) for agent in second.agents] == [
        ("b", "lunch", "a")
    ]
    centre.do(SignOut(agent="a"))
    third = view.changed_agents(second.version)
    assert [agent.agent for agent in third.agents] == ["a", "b"]
    centre.do(MakeReady(agent="b"))
    assert [agent.agent for agent in view.changed_agents(third.version).agents] == ["b"]


def test_work_outside_of_queues_is_engaged_when_a_channel_is_asked_for() -> None:
    centre, view = open_centre()
    centre.do(StartWork(interaction="dialled", agent="a"), call("1"))
    engaged = [
        (engagement.interaction, engagement.agent) for engagement in view.engagements("voice")
    ]
    assert engaged == [("1", None), ("dialled", "a")]
    assert view.engagements("chat") == []
