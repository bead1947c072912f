from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.domain.routing import events as told
from switchroom.domain.routing.events import RoutingEvent
from switchroom.features.agent_days.stretches import Stretch, Told, stretches

pytestmark = pytest.mark.unit
A = "u1"


def offered(call: str = "i1") -> RoutingEvent:
    return told.InteractionOffered(
        interaction=call, offer=f"o-{call}", agent=A, queue="q", expires=0
    )


def missed(call: str = "i1") -> RoutingEvent:
    return told.OfferEnded(
        interaction=call, offer=f"o-{call}", agent=A, queue="q", cause="no-answer"
    )


def assigned(call: str = "i1") -> RoutingEvent:
    return told.InteractionAssigned(
        interaction=call, offer=f"o-{call}", agent=A, queue="q", waited=0
    )


def worked(call: str = "i1") -> RoutingEvent:
    return told.WorkEnded(interaction=call, agent=A, queue="q")


def wraps(call: str = "i1") -> RoutingEvent:
    return told.WrapUpStarted(agent=A, interaction=call, queue="q", until=None)


def wrapped(call: str = "i1") -> RoutingEvent:
    return told.WrapUpEnded(agent=A, interaction=call)


def not_ready(reason: str, pending: bool = False) -> RoutingEvent:
    return told.AgentNotReady(agent=A, reason=reason, pending=pending)


def shown(events: Sequence[Told], begins: int = 0, ends: int = 100) -> list[tuple[str, int]]:
    found = stretches(events, begins, ends)
    return [(f"{one.state} {one.reason}".strip(), one.length) for one in found]


def test_a_shift_is_shown_state_by_state() -> None:
    shift: list[Told] = [
        (10, told.AgentSignedIn(agent=A)),
        (20, told.AgentReady(agent=A)),
        (30, offered()),
        (34, assigned()),
        (60, worked()),
        (60, wraps()),
        (70, wrapped()),
        (70, told.AgentReady(agent=A)),
        (80, not_ready("break")),
        (90, told.AgentSignedOut(agent=A)),
    ]
    assert shown(shift) == [
        ("signed-out", 10),
        ("not-ready signed-in", 10),
        ("ready", 10),
        ("offered", 4),
        ("busy", 26),
        ("wrap-up", 10),
        ("ready", 10),
        ("not-ready break", 10),
        ("signed-out", 10),
    ]


def test_breaks_are_told_apart_when_their_reasons_differ() -> None:
    breaks: list[Told] = [(0, not_ready("break")), (40, not_ready("training"))]
    assert shown(breaks) == [("not-ready break", 40), ("not-ready training", 60)]


def test_a_break_begins_with_the_end_of_work_when_it_was_asked_for_before() -> None:
    pending: list[Told] = [
        (0, told.WorkStarted(interaction="i1", agent=A, queue="")),
        (0, told.AgentReady(agent=A)),
        (40, not_ready("break", pending=True)),
        (70, worked()),
    ]
    assert shown(pending) == [("busy", 70), ("not-ready break", 30)]


def test_an_agent_is_ready_again_when_an_offer_was_missed() -> None:
    ringing: list[Told] = [(0, told.AgentReady(agent=A)), (10, offered()), (30, missed())]
    assert shown(ringing) == [("ready", 10), ("offered", 20), ("ready", 70)]


def test_an_agent_is_busy_when_reserved_for_what_is_no_work() -> None:
    listening: list[Told] = [
        (0, told.AgentReady(agent=A)),
        (10, told.AgentReserved(agent=A, reservation="monitor")),
        (40, told.AgentUnreserved(agent=A, reservation="monitor")),
        (50, told.AgentUnreserved(agent=A, reservation="unknown")),
    ]
    assert shown(listening) == [("ready", 10), ("busy", 30), ("ready", 60)]


def test_what_began_the_day_before_is_cut_at_midnight() -> None:
    late: list[Told] = [(-50, told.AgentReady(agent=A)), (-20, assigned()), (30, worked())]
    assert shown(late) == [("busy", 30), ("ready", 70)]


def test_an_end_changes_nothing_when_its_beginning_is_not_known() -> None:
    cut: list[Told] = [(0, told.AgentReady(agent=A)), (10, worked()), (20, wrapped())]
    assert shown(cut) == [("ready", 100)]


def test_nothing_is_shown_of_a_day_to_come() -> None:
    assert stretches([(5, told.AgentReady(agent=A))], 10, 10) == []


ANY = st.sampled_from(
    [
        told.AgentSignedIn(agent=A),
        told.AgentSignedOut(agent=A),
        told.AgentReady(agent=A),
        not_ready("break"),
        told.AgentReserved(agent=A, reservation="monitor"),
        told.AgentUnreserved(agent=A, reservation="monitor"),
        *(make(call) for make in (offered, missed, assigned, worked) for call in ("i1", "i2")),
        *(make(call) for make in (wraps, wrapped) for call in ("i1", "i2")),
    ]
)


@given(st.lists(st.tuples(st.integers(-20, 99), ANY), max_size=30))
def test_stretches_fill_the_time_without_a_gap_whatever_is_told(events: list[Told]) -> None:
    found = stretches(sorted(events, key=lambda one: one[0]), 0, 100)
    assert sum(one.length for one in found) == 100
    assert all(one.ends == two.begins for one, two in pairwise(found))
    assert all(differs(one, two) for one, two in pairwise(found))


def differs(one: Stretch, two: Stretch) -> bool:
    return (one.state, one.reason) != (two.state, two.reason)
