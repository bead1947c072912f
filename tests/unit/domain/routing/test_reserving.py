"""Agents who are occupied with what is no work are offered nothing meanwhile."""

import pytest
from tests.unit.domain.routing.centre import Centre, agents_asked

from switchroom.domain.routing.commands import (
    Enqueue,
    PickUp,
    Reserve,
    StartWork,
    Unreserve,
)
from switchroom.domain.routing.restoring import restore
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.kernel.errors import ConflictError

pytestmark = pytest.mark.unit

QUEUE, AGENT = QueueRule(queue="q"), AgentRule(agent="a")


def test_what_waits_is_offered_when_the_reservation_has_ended() -> None:
    centre = Centre(QUEUE, AGENT, ready=["a"])
    centre.do(Reserve(agent="a", reservation="r"))
    assert agents_asked(centre.do(Enqueue(interaction="i", queue="q"))) == []
    assert agents_asked(centre.do(Unreserve(agent="a", reservation="r"))) == ["a"]


def test_the_agent_is_still_reserved_when_one_of_two_reservations_has_ended() -> None:
    centre = Centre(QUEUE, AGENT, ready=["a"])
    centre.do(*(Reserve(agent="a", reservation=r) for r in "rs"))
    centre.do(Enqueue(interaction="i", queue="q"))
    assert agents_asked(centre.do(Unreserve(agent="a", reservation="r"))) == []
    assert agents_asked(centre.do(Unreserve(agent="a", reservation="s"))) == ["a"]


def test_a_reserved_agent_turns_to_work_but_picks_nothing_up() -> None:
    centre = Centre(QUEUE, AGENT, ready=["a"])
    centre.do(Reserve(agent="a", reservation="r"), Enqueue(interaction="i", queue="q"))
    with pytest.raises(ConflictError):
        centre.do(PickUp(interaction="i", agent="a"))
    centre.do(StartWork(interaction="j", agent="a"), Unreserve(agent="a", reservation="r"))
    assert centre.state.agents["a"].presence.state == "busy"
    assert centre.offered() == {}


def test_the_agent_is_still_reserved_when_the_routing_was_restarted() -> None:
    centre = Centre(QUEUE, AGENT, ready=["a"])
    centre.do(Reserve(agent="a", reservation="r"))
    centre.state = restore([QUEUE], [AGENT], centre.rows, centre.now)
    assert agents_asked(centre.do(Enqueue(interaction="i", queue="q"))) == []
