"""One agent's states."""

import pytest

from switchroom.domain.presence.states import (
    Presence,
    begin_offer,
    begin_work,
    begin_wrap_up,
    end_offer,
    end_work,
    end_wrap_up,
    make_not_ready,
    make_ready,
    open_channels,
    require_unreserved,
    reserve,
    sign_in,
    sign_out,
    unreserve,
)
from switchroom.kernel.errors import ConflictError

pytestmark = pytest.mark.unit

CAPACITY = {"voice": 1, "chat": 2, "fax": 0}


def at_the_desk() -> Presence:
    presence = Presence()
    sign_in(presence, 1)
    make_ready(presence, 2)
    return presence


def test_agent_is_not_ready_when_just_signed_in() -> None:
    presence = Presence()
    assert sign_in(presence, 1)
    assert (presence.state, presence.reason, presence.since) == ("not-ready", "signed-in", 1)
    assert not sign_in(presence, 2)


def test_states_follow_one_another_when_a_call_is_served() -> None:
    presence, seen = at_the_desk(), []
    begin_offer(presence, "o", 3)
    seen.append((presence.state, presence.since))
    begin_work(presence, "i", "voice", 4)
    seen.append((presence.state, presence.since))
    end_work(presence, "i", 5)
    begin_wrap_up(presence, "i", 9, 5)
    seen.append((presence.state, presence.since))
    end_wrap_up(presence, "i", 9)
    seen.append((presence.state, presence.since))
    assert seen == [("offered", 3), ("busy", 4), ("wrap-up", 5), ("ready", 9)]


def test_reason_shows_at_the_end_when_chosen_during_work() -> None:
    presence = at_the_desk()
    begin_work(presence, "i", "voice", 3)
    assert make_not_ready(presence, "lunch", 4)
    assert (presence.state, presence.since, presence.reason) == ("busy", 3, "lunch")
    end_work(presence, "i", 5)
    assert (presence.state, presence.since, presence.reason) == ("not-ready", 5, "lunch")


def test_timer_starts_anew_when_the_reason_changes() -> None:
    presence = at_the_desk()
    make_not_ready(presence, "lunch", 3)
    assert not make_not_ready(presence, "lunch", 4)
    assert make_not_ready(presence, "training", 5)
    assert (presence.reason, presence.since) == ("training", 5)


def test_second_offer_is_refused_when_one_stands() -> None:
    presence = at_the_desk()
    begin_offer(presence, "o", 3)
    with pytest.raises(ConflictError):
        begin_offer(presence, "p", 3)
    end_offer(presence, 4)
    assert presence.state == "ready"


@pytest.mark.parametrize("what", ["work", "offer"])
def test_sign_out_is_refused_when_something_stands(what: str) -> None:
    presence = at_the_desk()
    if what == "work":
        begin_work(presence, "i", "voice", 3)
    else:
        begin_offer(presence, "o", 3)
    with pytest.raises(ConflictError):
        sign_out(presence, 4)
    assert presence.signed_in


def test_choice_is_refused_when_signed_out() -> None:
    with pytest.raises(ConflictError):
        make_ready(Presence(), 1)
    with pytest.raises(ConflictError):
        make_not_ready(Presence(), "lunch", 1)


def test_every_channel_with_capacity_is_open_when_ready_and_idle() -> None:
    presence = at_the_desk()
    assert open_channels(presence, CAPACITY, {}) == ("voice", "chat")
    make_not_ready(presence, "lunch", 3)
    assert open_channels(presence, CAPACITY, {}) == ()


def test_no_channel_is_open_when_offered_or_wrapping_up() -> None:
    presence = at_the_desk()
    begin_offer(presence, "o", 3)
    assert open_channels(presence, CAPACITY, {}) == ()
    end_offer(presence, 4)
    begin_wrap_up(presence, "i", None, 4)
    assert open_channels(presence, CAPACITY, {}) == ()


def test_channel_is_open_to_its_capacity_when_its_works_run() -> None:
    presence = at_the_desk()
    begin_work(presence, "1", "chat", 3)
    assert open_channels(presence, CAPACITY, {}) == ("chat",)
    assert open_channels(presence, CAPACITY, {"voice": ("chat",)}) == ("voice", "chat")
    begin_work(presence, "2", "chat", 3)
    assert open_channels(presence, CAPACITY, {}) == ()


def test_nothing_is_open_and_busy_shows_while_the_agent_is_reserved() -> None:
    presence = at_the_desk()
    assert reserve(presence, "listens", 3)
    assert not reserve(presence, "listens", 4)
    assert (presence.state, presence.since) == ("busy", 3)
    assert open_channels(presence, CAPACITY, {}) == ()
    with pytest.raises(ConflictError):
        require_unreserved(presence)
    assert unreserve(presence, "listens", 5)
    assert not unreserve(presence, "listens", 6)
    assert (presence.state, presence.since) == ("ready", 5)
    assert "voice" in open_channels(presence, CAPACITY, {})


def test_a_reservation_ends_when_the_agent_signs_out() -> None:
    presence = at_the_desk()
    reserve(presence, "listens", 3)
    sign_out(presence, 4)
    assert not reserve(presence, "listens", 5)
    sign_in(presence, 6)
    assert (presence.state, presence.reserved) == ("not-ready", [])
