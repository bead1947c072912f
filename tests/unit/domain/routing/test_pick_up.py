"""Taking a waiting interaction out of turn."""

import pytest
from tests.unit.domain.routing.centre import Centre, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FailOffer,
    MakeNotReady,
    PickUp,
    SignIn,
    StartWork,
)
from switchroom.domain.routing.events import (
    InteractionOffered,
    InteractionQueued,
    OfferEnded,
    WrapUpEnded,
)
from switchroom.domain.routing.rules import AgentRule, QueueRule
from switchroom.domain.routing.views import agent_view, waiting
from switchroom.kernel.errors import ConflictError, NotFoundError
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", agents=("a",))
A, B = AgentRule(agent="a"), AgentRule(agent="b")


def backlog(*ready: str) -> Centre:
    """Calls 1, 2, 3 wait; `b` is at the desk, and may not serve them."""
    centre = Centre(Q, A, B, ready=ready)
    centre.do(SignIn(agent="b"))
    for name in "123":
        centre.do(Enqueue(interaction=name, queue="q"))
    return centre


def names(centre: Centre) -> list[str]:
    return [request.interaction for request in waiting(centre.state, "q")]


def test_last_in_line_rings_at_once_when_somebody_not_ready_picks_it_up() -> None:
    centre = backlog()
    offered = of_kind(InteractionOffered, centre.do(PickUp(interaction="3", agent="b")))
    assert [(event.agent, event.picked_up, event.by) for event in offered] == [("b", True, "")]
    centre.do(AcceptOffer(offer=centre.offer_to("b")))
    assert (names(centre), list(centre.state.works["3"])) == (["1", "2"], ["b"])


def test_old_place_is_kept_when_who_picked_it_up_does_not_answer() -> None:
    centre = backlog()
    centre.do(MakeNotReady(agent="b", reason="lunch"), PickUp(interaction="2", agent="b"))
    events = centre.after(Q.offer_timeout)
    assert [event.cause for event in of_kind(OfferEnded, events)] == ["no-answer"]
    assert of_kind(InteractionQueued, events)[0].returned
    assert names(centre) == ["1", "2", "3"]
    view = agent_view(centre.state, "b")
    assert (view.state, view.reason) == ("not-ready", "lunch")


def test_reason_for_not_being_ready_stays_when_several_picked_up_calls_were_missed() -> None:
    centre = backlog()
    centre.do(MakeNotReady(agent="b", reason="lunch"))
    for _ in range(3):
        centre.do(PickUp(interaction="2", agent="b"))
        centre.after(Q.offer_timeout)
    assert agent_view(centre.state, "b").reason == "lunch"


def test_supervisor_is_named_when_a_call_was_assigned() -> None:
    centre = backlog()
    events = centre.do(PickUp(interaction="2", agent="b", by="user-9"))
    assert [event.by for event in of_kind(InteractionOffered, events)] == ["user-9"]


def test_other_telephone_stops_and_gets_the_next_when_a_ringing_call_is_picked_up() -> None:
    centre = backlog("a")
    assert centre.offered() == {"1": "a"}
    events = centre.do(PickUp(interaction="1", agent="b"))
    ended = of_kind(OfferEnded, events)
    assert [(event.agent, event.cause) for event in ended] == [("a", "taken")]
    assert centre.offered() == {"1": "b", "2": "a"}


def test_agent_is_asked_in_turn_again_when_the_pick_up_was_rejected() -> None:
    centre = backlog("a")
    centre.do(PickUp(interaction="1", agent="b"))
    centre.do(FailOffer(offer=centre.offer_to("a"), cause="busy"))
    centre.do(FailOffer(offer=centre.offer_to("b"), cause="rejected"))
    assert centre.offered() == {"3": "a"}
    centre.after(Q.offer_timeout)
    assert centre.offered() == {"1": "a"}


def test_wrap_up_ends_when_a_call_is_picked_up() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(Enqueue(interaction="1", queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")), EndWork(interaction="1", agent="a"))
    centre.after(SECOND, Enqueue(interaction="2", queue="q"))
    events = centre.do(PickUp(interaction="2", agent="a"))
    assert [type(event) for event in events] == [WrapUpEnded, InteractionOffered]


def test_pick_up_is_refused_when_the_agent_is_not_free_or_nothing_waits() -> None:
    centre = backlog("a")
    centre.define(AgentRule(agent="away"))
    refusals = [
        (PickUp(interaction="1", agent="a"), ConflictError),
        (PickUp(interaction="1", agent="away"), ConflictError),
        (PickUp(interaction="?", agent="b"), NotFoundError),
        (PickUp(interaction="1", agent="?"), NotFoundError),
    ]
    for command, error in refusals:
        with pytest.raises(error):
            centre.do(command)
    centre.do(StartWork(interaction="4", agent="b"))
    with pytest.raises(ConflictError):
        centre.do(PickUp(interaction="1", agent="b"))
