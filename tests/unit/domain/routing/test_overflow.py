"""Going on from a queue by rule, and changes of rules while people wait."""

from dataclasses import replace

import pytest
from tests.unit.domain.routing.centre import Centre, agents_asked, of_kind

from switchroom.domain.routing.commands import (
    AcceptOffer,
    DefineQueue,
    EndWork,
    Enqueue,
    RemoveQueue,
    SignOut,
)
from switchroom.domain.routing.events import InteractionOverflowed, InteractionQueued
from switchroom.domain.routing.rules import AgentRule, Overflow, QueueRule
from switchroom.domain.routing.views import waiting
from switchroom.kernel.errors import ConflictError, InvalidError
from switchroom.kernel.time import SECOND

pytestmark = pytest.mark.unit

A = AgentRule(agent="a")


def rule(name: str, *overflows: Overflow) -> QueueRule:
    return QueueRule(queue=name, overflows=overflows)


def went(events: list[object]) -> list[tuple[str, str]]:
    return [(e.target, e.cause) for e in of_kind(InteractionOverflowed, events)]


def test_caller_goes_on_when_the_time_is_over() -> None:
    centre = Centre(rule("q", Overflow(target="voicemail", after=30 * SECOND)))
    centre.do(Enqueue(interaction="1", queue="q"))
    assert went([*centre.after(30 * SECOND - 1)]) == []
    assert went([*centre.after(1)]) == [("voicemail", "time")]
    assert centre.state.entries == {}


def test_wait_is_kept_and_time_starts_anew_when_going_to_another_queue() -> None:
    by_time = Overflow(target="second", after=30 * SECOND)
    second = rule("second", Overflow(target="voicemail", after=20 * SECOND))
    centre = Centre(rule("q", by_time), second)
    entered = centre.now
    centre.do(Enqueue(interaction="1", queue="q"))
    queued = of_kind(InteractionQueued, centre.after(30 * SECOND))[0].request
    assert (queued.queue, queued.entered, queued.joined) == ("second", entered, centre.now)
    assert went([*centre.after(19 * SECOND)]) == []
    assert went([*centre.after(SECOND)]) == [("voicemail", "time")]


def test_caller_is_not_let_in_when_more_wait_than_the_rule_says() -> None:
    centre = Centre(rule("q", Overflow(target="callback", longer_than=1)))
    centre.do(Enqueue(interaction="1", queue="q"), Enqueue(interaction="2", queue="q"))
    events = centre.do(Enqueue(interaction="3", queue="q"))
    assert went([*events]) == [("callback", "length")]
    assert of_kind(InteractionQueued, events) == []


def test_caller_waits_in_the_second_when_two_queues_without_agents_point_at_each_other() -> None:
    there, back = Overflow(target="y", no_agents=True), Overflow(target="x", no_agents=True)
    centre = Centre(rule("x", there), rule("y", back))
    assert went([*centre.do(Enqueue(interaction="1", queue="x"))]) == [("y", "no-agents")]
    assert len(waiting(centre.state, "y")) == 1


def test_caller_is_hung_up_when_full_and_there_is_nowhere_to_go() -> None:
    centre = Centre(QueueRule(queue="q", max_length=0))
    assert went([*centre.do(Enqueue(interaction="1", queue="q"))]) == [("hang-up", "full")]


def test_ringing_is_not_cut_short_when_the_time_is_over() -> None:
    centre = Centre(rule("q", Overflow(target="voicemail", after=10 * SECOND)), A, ready="a")
    centre.do(Enqueue(interaction="1", queue="q"))
    assert went([*centre.after(19 * SECOND)]) == []
    assert went([*centre.after(SECOND)]) == [("voicemail", "time")]


def test_those_who_wait_are_served_by_the_new_rule_when_a_queue_changes() -> None:
    closed = QueueRule(queue="q", agents=("nobody",))
    centre = Centre(closed, A, ready="a")
    centre.do(Enqueue(interaction="1", queue="q"))
    assert agents_asked(centre.do(DefineQueue(rule=replace(closed, agents=())))) == ["a"]


def test_queue_cannot_be_removed_when_in_use() -> None:
    centre = Centre(QueueRule(queue="q", wrap_up=0), A, ready="a")
    centre.do(Enqueue(interaction="1", queue="q"))
    with pytest.raises(ConflictError):
        centre.do(RemoveQueue(queue="q"))
    centre.do(AcceptOffer(offer=centre.offer_to("a")))
    with pytest.raises(ConflictError):
        centre.do(DefineQueue(rule=QueueRule(queue="q", channel="chat")))
    centre.do(EndWork(interaction="1", agent="a"), RemoveQueue(queue="q"))
    assert centre.state.queues == {}


def test_rule_is_refused_when_out_of_range() -> None:
    for wrong in (
        QueueRule(queue="q", weight=-1),
        QueueRule(queue="q", offer_timeout=0),
        rule("q", Overflow(target="x", after=0)),
    ):
        with pytest.raises(InvalidError):
            Centre(wrong)


def test_who_stays_never_goes_on_when_time_length_and_agents_would_send_them() -> None:
    overflows = (
        Overflow(target="voicemail", after=30 * SECOND),
        Overflow(target="hang-up", longer_than=0),
        Overflow(target="callback", no_agents=True),
    )
    centre = Centre(QueueRule(queue="q", max_length=1, overflows=overflows), A, ready="a")
    centre.do(Enqueue(interaction="0", queue="q"))
    events = [*centre.do(*(Enqueue(interaction=n, queue="q", stays=True) for n in "123"))]
    events += [*centre.do(SignOut(agent="a")), *centre.after(60 * SECOND)]
    assert {event.interaction for event in of_kind(InteractionOverflowed, events)} <= {"0"}
    assert set("123") <= centre.state.entries.keys()
