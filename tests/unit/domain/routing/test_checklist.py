"""What every queue of telephone calls has to get right, one test each."""

import pytest
from tests.unit.domain.routing.centre import Centre, agents_asked, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    EndWork,
    Enqueue,
    FailCause,
    FailOffer,
    FinishWrapUp,
    MakeNotReady,
    MakeReady,
    PickUp,
    SignIn,
    SignOut,
    Withdraw,
)
from switchroom.domain.routing.events import (
    AgentNotReady,
    AgentReady,
    AgentSignedOut,
    InteractionAssigned,
    InteractionOverflowed,
    InteractionQueued,
    InteractionWithdrawn,
    OfferEnded,
    WorkEnded,
    WrapUpEnded,
    WrapUpStarted,
)
from switchroom.domain.routing.rules import AgentRule, Overflow, QueueRule
from switchroom.domain.routing.views import agent_view, position, waiting
from switchroom.kernel.errors import ConflictError, InvalidError, NotFoundError
from switchroom.kernel.time import MINUTE, SECOND

pytestmark = pytest.mark.unit

Q = QueueRule(queue="q", wrap_up=0)
A, B = AgentRule(agent="a"), AgentRule(agent="b")


def call(name: str, queue: str = "q", priority: int = 0) -> Enqueue:
    return Enqueue(interaction=name, queue=queue, priority=priority)


def busy(centre: Centre, agent: str, name: str, queue: str = "q") -> None:
    """Have an agent at work."""
    centre.do(call(name, queue))
    centre.do(AcceptOffer(offer=centre.offer_to(agent)))


def names(centre: Centre, queue: str = "q") -> list[str]:
    return [request.interaction for request in waiting(centre.state, queue)]


def test_higher_priority_joins_ahead_when_others_wait() -> None:
    centre = Centre(Q)
    centre.do(call("first"), call("urgent", priority=5), call("second"), call("vip", priority=5))
    assert names(centre) == ["urgent", "vip", "first", "second"]
    assert position(centre.state, "first") == 3


def test_long_waiting_outweighs_priority_when_it_exceeds_the_aging() -> None:
    centre = Centre(Q)
    centre.do(call("patient"))
    centre.after(10 * MINUTE, call("equal", priority=1))
    assert names(centre) == ["patient", "equal"]
    centre.after(0, call("urgent", priority=2))
    assert names(centre) == ["urgent", "patient", "equal"]


def test_nobody_more_is_let_in_when_the_queue_is_full() -> None:
    full = QueueRule(queue="q", max_length=2, overflows=(Overflow(target="voicemail"),))
    centre = Centre(full)
    centre.do(call("1"), call("2"))
    events = centre.do(call("3"))
    overflowed = InteractionOverflowed(interaction="3", queue="q", target="voicemail", cause="full")
    assert events == [overflowed]
    assert names(centre) == ["1", "2"]


def test_caller_is_served_at_once_when_the_queue_is_full_but_an_agent_is_free() -> None:
    centre = Centre(QueueRule(queue="q", max_length=0), A, ready="a")
    assert agents_asked(centre.do(call("1"))) == ["a"]


@pytest.mark.parametrize("paused", [["a"], ["a", "b"]])
def test_only_the_others_are_asked_when_some_or_all_are_paused(paused: list[str]) -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(*(MakeNotReady(agent=agent, reason="lunch") for agent in paused))
    asked = agents_asked(centre.do(call("1")))
    assert asked == (["b"] if len(paused) == 1 else [])


def test_caller_goes_on_when_all_pause_and_the_rule_says_so() -> None:
    rule = QueueRule(queue="q", overflows=(Overflow(target="night", no_agents=True),))
    centre = Centre(rule, QueueRule(queue="night"), A, B, ready="ab")
    busy(centre, "a", "1")
    busy(centre, "b", "2")
    centre.do(call("3"))
    assert centre.do(MakeNotReady(agent="a", reason="lunch"))
    assert names(centre) == ["3"]
    gone = of_kind(InteractionOverflowed, centre.do(MakeNotReady(agent="b", reason="lunch")))
    assert [(event.target, event.cause) for event in gone] == [("night", "no-agents")]
    assert names(centre, "night") == ["3"]


def test_call_keeps_its_place_when_nobody_answers() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"), call("2"))
    events = centre.after(Q.offer_timeout)
    ended, queued = of_kind(OfferEnded, events)[0], of_kind(InteractionQueued, events)[0]
    assert (ended.cause, queued.returned, queued.request.order) == ("no-answer", True, 1)
    assert centre.offered() == {"2": "a"}
    centre.after(Q.offer_timeout)
    assert names(centre) == ["1", "2"]


def test_agent_is_not_asked_again_at_once_when_rejecting() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"))
    events = centre.do(FailOffer(offer=centre.offer_to("a"), cause="rejected"))
    assert agents_asked(events) == []
    assert agents_asked(centre.after(Q.retry_pause - 1)) == []
    assert agents_asked(centre.after(1)) == ["a"]


def test_another_is_asked_when_one_rejects() -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(call("1"))
    asked = agents_asked(centre.do(FailOffer(offer=centre.offer_to("a"), cause="rejected")))
    assert asked == ["b"]


def test_busy_agent_is_not_rung_when_calls_come() -> None:
    centre = Centre(Q, A, ready="a")
    busy(centre, "a", "1")
    assert agents_asked(centre.do(call("2"))) == []


def test_ringing_agent_is_not_rung_twice_when_calls_come() -> None:
    centre = Centre(Q, A, ready="a")
    assert agents_asked(centre.do(call("1"), call("2"))) == ["a"]


@pytest.mark.parametrize("cause", ["rejected", "busy"])
def test_agent_is_not_paused_when_the_telephone_never_rang(cause: FailCause) -> None:
    centre = Centre(Q, A, ready="a")
    for number in range(5):
        centre.do(call(str(number)))
        centre.do(FailOffer(offer=centre.offer_to("a"), cause=cause))
        centre.do(Withdraw(interaction=str(number)))
    assert agent_view(centre.state, "a").state == "ready"


def test_agent_is_paused_at_once_when_the_telephone_is_gone() -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(call("1"))
    events = centre.do(FailOffer(offer=centre.offer_to("a"), cause="unreachable"))
    assert AgentNotReady(agent="a", reason="unreachable") in events
    assert agents_asked(events) == ["b"]
    assert agents_asked(centre.after(MINUTE)) == ["b"]
    assert agents_asked(centre.do(MakeReady(agent="a"))) == ["a"]


def test_reason_is_kept_when_the_telephone_of_an_agent_who_pauses_is_gone() -> None:
    centre = Centre(Q, A)
    centre.do(SignIn(agent="a"), MakeNotReady(agent="a", reason="lunch"))
    centre.do(call("1"), PickUp(interaction="1", agent="a"))
    events = centre.do(FailOffer(offer=centre.offer_to("a"), cause="unreachable"))
    assert (of_kind(AgentNotReady, events), agent_view(centre.state, "a").reason) == ([], "lunch")


def test_agent_is_paused_when_offers_really_rang_unanswered_in_a_row() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"), call("2"))
    centre.after(Q.offer_timeout)
    events = centre.after(Q.offer_timeout)
    assert AgentNotReady(agent="a", reason="missed") in events
    assert agents_asked(centre.after(MINUTE)) == []


def test_misses_start_anew_when_an_offer_between_was_taken() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"))
    centre.after(Q.offer_timeout)
    centre.after(Q.retry_pause)
    centre.do(AcceptOffer(offer=centre.offer_to("a")), EndWork(interaction="1", agent="a"))
    centre.do(call("2"))
    centre.after(Q.offer_timeout)
    assert agent_view(centre.state, "a").state == "ready"


def test_wrap_up_is_as_long_as_its_queue_says_when_work_ends() -> None:
    long = QueueRule(queue="long", wrap_up=40 * SECOND)
    centre = Centre(Q, long, A, ready="a")
    busy(centre, "a", "1")
    events = centre.do(EndWork(interaction="1", agent="a"))
    assert [type(event) for event in events] == [WorkEnded, AgentReady]
    busy(centre, "a", "2", "long")
    events = centre.do(EndWork(interaction="2", agent="a"))
    started = of_kind(WrapUpStarted, events)[0]
    assert (started.queue, started.until) == ("long", centre.now + 40 * SECOND)
    events = centre.after(40 * SECOND)
    assert events == [WrapUpEnded(agent="a", interaction="2"), AgentReady(agent="a")]


def test_wrap_up_is_held_across_queues_when_another_has_calls() -> None:
    long = QueueRule(queue="long", wrap_up=40 * SECOND)
    centre = Centre(Q, long, A, ready="a")
    busy(centre, "a", "1", "long")
    centre.do(EndWork(interaction="1", agent="a"))
    assert agents_asked(centre.do(call("2", "q"))) == []
    assert agents_asked(centre.after(39 * SECOND)) == []
    assert agents_asked(centre.after(1 * SECOND)) == ["a"]


def test_wrap_up_ends_when_the_agent_says_so() -> None:
    centre = Centre(QueueRule(queue="q"), A, ready="a")
    busy(centre, "a", "1")
    centre.do(EndWork(interaction="1", agent="a"), call("2"))
    assert agents_asked(centre.do(FinishWrapUp(agent="a"))) == ["a"]


def test_pause_reason_is_kept_when_chosen_during_work() -> None:
    centre = Centre(QueueRule(queue="q"), A, ready="a")
    busy(centre, "a", "1")
    centre.do(call("2"))
    pending = centre.do(MakeNotReady(agent="a", reason="lunch"))
    assert pending == [AgentNotReady(agent="a", reason="lunch", pending=True)]
    centre.do(EndWork(interaction="1", agent="a"))
    view = agent_view(centre.state, "a")
    assert (view.state, view.reason, view.pending) == ("wrap-up", "lunch", True)
    events = centre.after(MINUTE)
    assert events[-1] == AgentNotReady(agent="a", reason="lunch")
    assert (names(centre), agent_view(centre.state, "a").reason) == (["2"], "lunch")


def test_agent_is_free_again_when_the_caller_hangs_up_while_it_rings() -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"), call("2"))
    centre.now += 7 * SECOND
    events = centre.do(Withdraw(interaction="1"))
    assert [event.cause for event in of_kind(OfferEnded, events)] == ["withdrawn"]
    assert of_kind(InteractionWithdrawn, events)[0].waited == 7 * SECOND
    assert centre.offered() == {"2": "a"}


def test_nothing_is_left_behind_when_a_call_is_transferred_again_and_again() -> None:
    sales = QueueRule(queue="sales", wrap_up=0)
    centre = Centre(Q, sales, A, B, ready="ab")
    entered = centre.now
    for round_ in range(6):
        queue = ("q", "sales")[round_ % 2]
        centre.do(Enqueue(interaction="1", queue=queue, entered=entered))
        agent = centre.offered()["1"]
        centre.do(AcceptOffer(offer=centre.offer_to(agent)))
        centre.after(SECOND, EndWork(interaction="1", agent=agent))
    state = centre.state
    assert [*state.entries, *state.offers, *state.works] == []
    assert state.due is None
    assert all(not queue.serving and len(queue.idle) == 2 for queue in state.queues.values())


@pytest.mark.parametrize("path", ["reject", "unreachable", "no answer", "hang up", "work ends"])
def test_agent_is_freed_when_a_path_fails(path: str) -> None:
    centre = Centre(Q, A, ready="a")
    centre.do(call("1"))
    offer = centre.offer_to("a")
    match path:
        case "reject":
            centre.do(FailOffer(offer=offer, cause="rejected"))
        case "unreachable":
            centre.do(FailOffer(offer=offer, cause="unreachable"), MakeReady(agent="a"))
        case "no answer":
            centre.after(Q.offer_timeout)
        case "hang up":
            centre.do(Withdraw(interaction="1"))
        case _:
            centre.do(AcceptOffer(offer=offer), EndWork(interaction="1", agent="a"))
    assert agent_view(centre.state, "a").state == "ready"
    assert agents_asked(centre.do(call("2"))) == ["a"]


def test_call_is_counted_once_when_it_took_several_offers() -> None:
    centre = Centre(Q, A, B, ready="ab")
    events = centre.do(call("1"))
    for _ in range(2):
        offer = next(iter(centre.state.offers))
        events += centre.do(FailOffer(offer=offer, cause="rejected"))
    events += centre.after(Q.retry_pause)
    events += centre.do(AcceptOffer(offer=next(iter(centre.state.offers))))
    queued = [event for event in of_kind(InteractionQueued, events) if not event.returned]
    assert (len(queued), len(of_kind(InteractionAssigned, events))) == (1, 1)


def test_backlog_is_served_in_order_when_an_agent_comes_back() -> None:
    centre = Centre(Q, A)
    centre.do(call("1"), call("2"), call("3", priority=1))
    centre.do(SignIn(agent="a"), MakeReady(agent="a"))
    served = []
    while centre.offered():
        served += list(centre.offered())
        centre.do(AcceptOffer(offer=centre.offer_to("a")))
        centre.do(EndWork(interaction=served[-1], agent="a"))
    assert served == ["3", "1", "2"]


def test_offer_goes_back_when_the_agent_signs_out_while_it_rings() -> None:
    centre = Centre(Q, A, B, ready="ab")
    centre.do(call("1"))
    events = centre.do(SignOut(agent="a"))
    assert [event.cause for event in of_kind(OfferEnded, events)] == ["withdrawn"]
    assert centre.offered() == {"1": "b"}


def test_supervisor_is_named_when_a_state_was_forced() -> None:
    centre = Centre(Q, A)
    centre.do(SignIn(agent="a"))
    forced = centre.do(
        MakeReady(agent="a", by="boss"),
        MakeNotReady(agent="a", reason="training", by="boss"),
        SignOut(agent="a", by="boss"),
    )
    assert forced == [
        AgentReady(agent="a", by="boss"),
        AgentNotReady(agent="a", reason="training", by="boss"),
        AgentSignedOut(agent="a", by="boss"),
    ]


def test_command_is_refused_when_it_makes_no_sense_any_more() -> None:
    centre = Centre(Q, A, ready="a")
    busy(centre, "a", "1")
    refusals = [
        (AcceptOffer(offer="offer-1"), ConflictError),
        (SignOut(agent="a"), ConflictError),
        (SignOut(agent="a", by="boss"), ConflictError),
        (Withdraw(interaction="1"), ConflictError),
        (call("2", queue="?"), NotFoundError),
        (Withdraw(interaction="2"), NotFoundError),
        (EndWork(interaction="1", agent="b"), NotFoundError),
        (MakeReady(agent="?"), NotFoundError),
        (call("2", priority=101), InvalidError),
        (MakeNotReady(agent="a", reason=""), InvalidError),
    ]
    for command, error in refusals:
        with pytest.raises(error):
            centre.do(command)
