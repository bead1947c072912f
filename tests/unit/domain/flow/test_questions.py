import pytest
from tests.unit.domain.flow.calling import Caller, flows, text

from switchroom.domain.flow.messages import KeyPressed, PlayEnded, StartTimer, StopPlay, TimeElapsed
from switchroom.domain.interaction.events import FactLearned, FlowStepped

pytestmark = pytest.mark.unit

MENU = {
    "id": "menu",
    "kind": "menu",
    "prompt": [text("press one")],
    "choices": [{"key": "1", "next": "one"}, {"key": "*", "next": "bye"}],
    "invalid": [text("wrong")],
    "no_input": [text("nothing")],
    "timeout": 4000,
    "on_timeout": "slow",
    "on_invalid": "bye",
}
ONE = {"id": "one", "kind": "play", "prompt": [text("you chose one")], "next": "bye"}
SLOW = {"id": "slow", "kind": "play", "prompt": [text("too slow")], "next": "bye"}
COLLECT = {
    "id": "collect",
    "kind": "collect",
    "prompt": [text("account?")],
    "variable": "account",
    "min_length": 3,
    "max_length": 5,
    "invalid": [text("wrong")],
    "next": "one",
    "on_timeout": "slow",
    "on_invalid": "bye",
}


def test_menu_follows_key_when_prompt_is_over() -> None:
    caller = Caller(flows(MENU, ONE, SLOW))
    caller.hear_out()
    assert caller.effect(StartTimer).after == 4000
    caller.press("1")
    assert caller.path() == ["menu", "one"]
    assert caller.event(FlowStepped).detail == {"key": "1"}


def test_key_cuts_prompt_off_when_node_allows_it() -> None:
    caller = Caller(flows(MENU, ONE, SLOW))
    playback = caller.waiting.token
    caller.press("1")
    assert caller.effect(StopPlay).token == playback
    assert caller.path() == ["menu", "one"]


def test_key_waits_for_end_of_prompt_when_node_forbids_barge_in() -> None:
    caller = Caller(flows({**MENU, "barge_in": False}, ONE, SLOW))
    assert caller.press("1").effects == ()
    assert caller.path() == ["menu"]
    caller.hear_out()
    assert caller.path() == ["menu", "one"]


def test_key_is_kept_for_next_question_when_pressed_in_a_notice() -> None:
    notice = {"id": "n", "kind": "play", "prompt": [text("recorded")], "barge_in": False}
    caller = Caller(flows({**notice, "next": "menu"}, MENU, ONE, SLOW))
    caller.press("1")
    assert caller.heard() == ["recorded"]
    caller.hear_out()
    assert caller.heard() == ["recorded", "you chose one"]


def test_prompts_are_skipped_when_keys_were_typed_ahead() -> None:
    greeting = {"id": "g", "kind": "play", "prompt": [text("hello")], "next": "menu"}
    menu = {**MENU, "choices": [{"key": "1", "next": "collect"}]}
    caller = Caller(flows(greeting, menu, COLLECT, ONE, SLOW))
    caller.press("1100#")
    assert caller.path() == ["g", "menu", "collect", "one"]
    assert "press one" not in caller.heard()


def test_menu_takes_edge_when_wrong_keys_use_up_the_tries() -> None:
    caller = Caller(flows(MENU, ONE, SLOW))
    caller.press("9")
    assert caller.event(FlowStepped).detail == {"invalid": "9", "try": "1"}
    assert caller.heard()[-2:] == ["wrong", "press one"]
    caller.press("99")
    assert caller.state.outcome == "done"
    assert caller.event(FlowStepped).detail == {"invalid": "9", "try": "3"}


def test_menu_takes_time_out_edge_when_caller_stays_silent() -> None:
    caller = Caller(flows({**MENU, "tries": 2}, ONE, SLOW))
    caller.be_silent()
    assert caller.heard()[-2:] == ["nothing", "press one"]
    caller.be_silent()
    assert caller.path()[-1] == "slow"


def test_typed_ahead_keys_are_thrown_away_when_one_was_wrong() -> None:
    caller = Caller(flows({**MENU, "barge_in": False}, ONE, SLOW))
    caller.press("91")
    caller.hear_out()
    assert caller.state.typed == ""
    assert caller.path() == ["menu", "menu"]


def test_collect_completes_when_terminator_is_pressed() -> None:
    caller = Caller(flows(COLLECT, ONE, SLOW))
    caller.press("100#")
    assert caller.state.variables["account"] == "100"
    assert caller.event(FactLearned) == FactLearned(interaction="i", name="account", value="100")
    assert caller.event(FlowStepped).detail == {"digits": "100"}


def test_collect_completes_when_longest_entry_is_reached() -> None:
    caller = Caller(flows(COLLECT, ONE, SLOW))
    caller.press("10023")
    assert caller.path() == ["collect", "one"]


def test_late_terminator_is_swallowed_when_entry_was_complete_without_it() -> None:
    menu = {**MENU, "barge_in": True}
    caller = Caller(flows({**COLLECT, "next": "menu"}, menu, ONE, SLOW))
    caller.press("10023")
    assert caller.press("#").effects == ()
    caller.press("1")
    assert caller.path() == ["collect", "menu", "one"]


def test_late_terminator_counts_when_it_comes_too_late() -> None:
    caller = Caller(flows({**COLLECT, "next": "menu"}, MENU, ONE, SLOW))
    caller.press("10023")
    caller.now += 5_000
    caller.press("#")
    assert caller.event(FlowStepped).detail == {"invalid": "#", "try": "1"}


def test_typed_ahead_terminator_is_swallowed_when_entry_was_complete_without_it() -> None:
    notice = {"id": "n", "kind": "play", "prompt": [text("x")], "barge_in": False}
    start = {**notice, "next": "collect"}
    caller = Caller(flows(start, {**COLLECT, "next": "menu"}, MENU, ONE, SLOW))
    caller.press("10023#1")
    caller.hear_out()
    assert caller.path() == ["n", "collect", "menu", "one"]


def test_collect_completes_when_caller_pauses_after_enough_digits() -> None:
    caller = Caller(flows(COLLECT, ONE, SLOW))
    caller.press("100")
    assert caller.effect(StartTimer).after == 4_000
    caller.be_silent()
    assert caller.state.variables["account"] == "100"


def test_collect_asks_again_when_entry_is_too_short() -> None:
    caller = Caller(flows(COLLECT, ONE, SLOW))
    caller.press("12#")
    assert caller.heard()[-2:] == ["wrong", "account?"]
    caller.press("12")
    caller.be_silent()
    caller.press("1#")
    assert caller.state.outcome == "done"


def test_collect_takes_time_out_edge_when_nothing_is_entered() -> None:
    caller = Caller(flows({**COLLECT, "tries": 1}, ONE, SLOW))
    caller.hear_out()
    assert caller.effect(StartTimer).after == 8_000
    caller.be_silent()
    assert caller.path()[-1] == "slow"


def test_entry_begins_again_when_another_key_is_pressed() -> None:
    caller = Caller(flows(COLLECT, ONE, SLOW))
    caller.press("999*100#")
    assert caller.state.variables["account"] == "100"


def test_secret_digits_stay_out_of_the_journal_when_node_is_secret() -> None:
    caller = Caller(flows({**COLLECT, "secret": True}, ONE, SLOW))
    caller.press("7#7319#")
    assert caller.state.variables["account"] == "7319"
    assert "7319" not in str(caller.events)
    assert caller.event(FlowStepped).detail == {"digits": "****"}
    assert not [event for event in caller.events if isinstance(event, FactLearned)]


@pytest.mark.parametrize("key", ["A", "", "12", "一"])
def test_key_is_ignored_when_no_telephone_has_it(key: str) -> None:
    caller = Caller(flows(MENU, ONE, SLOW))
    before = caller.state
    assert caller.send(KeyPressed(key=key)).effects == ()
    assert caller.state == before


def test_answer_is_ignored_when_its_token_is_no_longer_awaited() -> None:
    caller = Caller(flows(MENU, ONE, SLOW))
    cut_off = caller.waiting.token
    caller.hear_out()
    timer = caller.waiting.timer
    caller.press("1")
    before = caller.state
    caller.send(PlayEnded(token=cut_off))
    caller.send(TimeElapsed(token=timer))
    assert caller.state == before
