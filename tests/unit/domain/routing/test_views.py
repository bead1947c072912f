"""What live views show, and how long a wait is said to be."""

from heapq import heappop, heappush

import numpy as np
import pytest
from tests.unit.domain.routing.centre import Centre

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FinishWrapUp,
    MakeNotReady,
)
from switchroom.domain.routing.expecting import expected_wait, expected_wait_on_arrival
from switchroom.domain.routing.rules import AgentRule, QueueRule, SkillNeed
from switchroom.domain.routing.views import agent_view, position, queue_view, waiting
from switchroom.kernel.errors import NotFoundError
from switchroom.kernel.time import MINUTE, SECOND

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", wrap_up=10 * SECOND)
A, B = AgentRule(agent="a"), AgentRule(agent="b")


def test_order_spans_all_who_wait_when_they_ask_for_different_skills() -> None:
    centre = Centre(Q)
    english = (SkillNeed(skill="en"),)
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(Enqueue(interaction="2", queue="q", needs=english))
    centre.do(Enqueue(interaction="3", queue="q"))
    assert [r.interaction for r in waiting(centre.state, "q")] == ["1", "2", "3"]
    assert [position(centre.state, name) for name in "123?"] == [1, 2, 3, None]


def test_agent_is_seen_through_every_state_when_serving() -> None:
    centre = Centre(Q, A, ready="a")
    began = centre.now
    centre.do(Enqueue(interaction="1", queue="q"))
    view = agent_view(centre.state, "a")
    assert (view.state, view.since, view.offer and view.offer.interaction) == (
        "offered",
        began,
        "1",
    )
    centre.now += SECOND
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    view = agent_view(centre.state, "a")
    assert (view.state, view.since, view.works[0].interaction) == ("busy", centre.now, "1")
    centre.do(EndWork(interaction="1", agent="a"))
    view = agent_view(centre.state, "a")
    assert (view.state, view.wrap_up_until) == ("wrap-up", centre.now + Q.wrap_up)


def test_queue_is_counted_when_people_wait_ring_talk_and_write() -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    since = centre.now
    for name in "234":
        centre.do(Enqueue(interaction=name, queue="q"))
    view = queue_view(centre.state, "q")
    assert (view.waiting, view.ringing, view.serving, view.oldest) == (2, 1, 1, since)
    centre.do(EndWork(interaction="1", agent="a"))
    view = queue_view(centre.state, "q")
    assert (view.serving, view.staffed, view.free) == (0, 2, 0)


def test_nothing_is_expected_when_there_is_nothing_to_judge_by() -> None:
    centre = Centre(Q, A)
    centre.do(Enqueue(interaction="1", queue="q"))
    assert expected_wait(centre.state, "1") is None
    with pytest.raises(NotFoundError):
        expected_wait(centre.state, "2")


def test_expected_wait_counts_those_ahead_over_those_who_serve_when_all_are_busy() -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(Enqueue(interaction="0", queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    centre.after(50 * SECOND, EndWork(interaction="0", agent="a"))
    centre.after(10 * SECOND, FinishWrapUp(agent="a"))
    assert expected_wait_on_arrival(centre.state, "q", centre.now) == 0
    for name in "1234":
        centre.do(Enqueue(interaction=name, queue="q"))
    for agent in "ab":
        centre.do(AcceptOffer(offer=centre.offer_to(agent)))
    assert expected_wait(centre.state, "3") == 30 * SECOND
    assert expected_wait(centre.state, "4") == MINUTE
    assert expected_wait_on_arrival(centre.state, "q", centre.now) == 90 * SECOND
    assert expected_wait_on_arrival(centre.state, "q", centre.now, priority=1) == 30 * SECOND
    centre.do(MakeNotReady(agent="b", reason="lunch"))
    assert expected_wait(centre.state, "3") == MINUTE


def test_expected_wait_is_right_on_average_when_service_is_exponential() -> None:
    rng, agents = np.random.default_rng(7), ["1st", "2nd", "3rd", "4th", "5th"]
    rules = [AgentRule(agent=agent) for agent in agents]
    centre = Centre(QueueRule(queue="q", wrap_up=0), *rules, ready=agents)
    centre.watched = False
    ends: list[tuple[int, str, str]] = []
    expected: dict[str, int] = {}
    began: dict[str, int] = {}
    waits: dict[str, int] = {}

    def accept() -> None:
        for name, agent in centre.offered().items():
            centre.do(AcceptOffer(offer=centre.offer_to(agent)))
            waits[name] = centre.now - began[name]
            heappush(ends, (centre.now + round(rng.exponential(MINUTE)), name, agent))

    for number in range(1_500):
        while len(waiting(centre.state, "q")) > rng.integers(0, 12):
            centre.now, name, agent = heappop(ends)
            centre.do(EndWork(interaction=name, agent=agent))
            accept()
        began[str(number)] = centre.now
        centre.do(Enqueue(interaction=str(number), queue="q"))
        expected[str(number)] = expected_wait(centre.state, str(number)) or 0
        accept()
    told = [name for name in waits if expected[name] > 0][100:]
    assert sum(waits[n] for n in told) == pytest.approx(sum(expected[n] for n in told), rel=0.1)
