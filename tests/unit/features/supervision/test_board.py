from collections.abc import AsyncIterator

import pytest
from tests.unit.features.running import Running
from tests.unit.features.supervision.looking import Looking, somebody

from switchroom.domain.routing.commands import MakeReady, SignIn
from switchroom.ports.trunks import TrunkState

pytestmark = pytest.mark.unit


@pytest.fixture
async def looking() -> AsyncIterator[Looking]:
    async with Running() as running:
        looking = Looking(running)
        await looking.board.start()
        yield looking
        await looking.board.close()


async def test_everything_is_told_first_when_a_page_begins_to_look(looking: Looking) -> None:
    looking.put("c1", state="talking")
    page = await looking.page()
    [first] = page.news()
    assert (first["topic"], first["whole"]) == ("board", True)
    assert {a["id"]: a["state"] for a in first["agents"]} == {
        "li": "signed-out",
        "wang": "signed-out",
        "chen": "signed-out",
    }
    assert [call["id"] for call in first["calls"]] == ["c1"]
    [trunk] = first["trunks"]
    assert (trunk["condition"], trunk["calls_in"], trunk["calls_out"]) == ("ready", 1, 0)


async def test_only_the_difference_is_told_when_an_agent_changes(looking: Looking) -> None:
    page = await looking.page()
    page.news()
    await looking.board.look()
    assert page.news() == []
    looking.routing.do(SignIn(agent="li"), MakeReady(agent="li"))
    await looking.board.look()
    [told] = page.news()
    assert [(a["id"], a["state"]) for a in told["agents"]] == [("li", "ready")]
    assert told.keys() == {"topic", "agents"}


async def test_a_call_is_told_when_it_begins_changes_and_ends(looking: Looking) -> None:
    page = await looking.page()
    page.news()
    for step, expected in ((1, {"calls"}), (2, {"calls"}), (2, set())):
        looking.put("c1", step=step)
        await looking.tell_of("c1")
        await looking.board.look()
        told = [set(one) - {"topic"} for one in page.news() if "trunks" not in one]
        assert told == ([expected] if expected else [])
    del looking.known.running["c1"]
    await looking.tell_of("c1")
    await looking.board.look()
    assert page.news()[0]["ended"] == ["c1"]


async def test_what_is_of_another_site_is_not_told_when_the_viewer_is_of_one(
    looking: Looking,
) -> None:
    looking.put("there", site="south")
    looking.put("everywhere", site="")
    page = await looking.page(somebody("north"))
    [first] = page.news()
    assert {agent["id"] for agent in first["agents"]} == {"li", "wang"}
    assert [call["id"] for call in first["calls"]] == ["everywhere"]
    looking.routing.do(SignIn(agent="chen"))
    looking.put("there", site="south", state="held")
    await looking.tell_of("there")
    await looking.board.look()
    assert page.news() == []


async def test_a_page_that_looks_no_more_is_told_nothing(looking: Looking) -> None:
    page, other = await looking.page(), await looking.page()
    page.news()
    other.news()
    looking.board.leave(page)
    looking.routing.do(SignIn(agent="li"))
    await looking.board.look()
    assert page.news() == []
    assert len(other.news()) == 1


async def test_nothing_is_lost_when_a_second_page_begins_to_look(looking: Looking) -> None:
    page = await looking.page()
    page.news()
    looking.routing.do(SignIn(agent="li"))
    other = await looking.page()
    [told] = page.news()
    assert [agent["state"] for agent in told["agents"]] == ["not-ready"]
    [first] = other.news()
    assert {a["id"]: a["state"] for a in first["agents"]}["li"] == "not-ready"
    await looking.board.look()
    assert (page.news(), other.news()) == ([], [])


async def test_pages_are_told_anew_when_the_agents_have_been_set_up_otherwise(
    looking: Looking,
) -> None:
    page = await looking.page()
    page.news()
    await looking.board.refresh()
    [told] = page.news()
    assert told["whole"]


async def test_a_trunk_is_told_when_its_state_or_its_calls_change(looking: Looking) -> None:
    page = await looking.page()
    page.news()
    looking.put("c1", direction="out")
    await looking.tell_of("c1")
    await looking.board.look()
    _, told = page.news()
    assert [(one["calls_in"], one["calls_out"]) for one in told["trunks"]] == [(0, 1)]
    looking.trunks = [TrunkState(trunk="t", condition="unreachable")]
    await looking.board.look_at_trunks()
    [told] = page.news()
    assert told["trunks"][0]["says"]["en"] == "the other side does not answer"


async def test_a_call_that_ends_while_the_picture_is_made_is_not_kept(looking: Looking) -> None:
    looking.put("c1")

    async def states() -> list[TrunkState]:
        del looking.known.running["c1"]
        await looking.tell_of("c1")
        return looking.trunks

    looking.board._ask_trunks = states
    page = await looking.page()
    [first] = page.news()
    assert first["calls"] == []
