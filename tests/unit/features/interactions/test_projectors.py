from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete
from tests.unit.features.interactions.story import Story, desk, everything, tell_of_four_calls
from tests.unit.features.running import Running

from switchroom.domain.interaction import events as told
from switchroom.domain.routing import events as routed
from switchroom.features.interactions.figures import QueueFigures, last_agent, queue_figures
from switchroom.features.interactions.rebuilding import rebuild
from switchroom.features.interactions.tables import READ_MODEL, segments
from switchroom.testing.virtual_time import EPOCH

pytestmark = pytest.mark.unit


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    async with desk() as running:
        yield running


async def test_the_state_follows_the_call_when_it_is_answered(running: Running) -> None:
    story = Story(running)
    await story.open()
    assert await story.state() == "menu"
    await story.queue()
    assert await story.state() == "waiting"
    await story.offer("u9")
    assert await story.state() == "offered"
    await story.queue(returned=True)
    assert await story.state() == "waiting"
    await story.offer("u1")
    await story.answer("u1", waited=0)
    assert await story.state() == "talking"
    await story.tell(told.CustomerHeld(interaction="i1", agent="u1"))
    assert await story.state() == "held"
    await story.tell(told.CustomerResumed(interaction="i1", agent="u1"))
    assert await story.state() == "talking"
    await story.hang_up("u1")
    assert await story.state() == "ended"
    started = routed.WrapUpStarted(agent="u1", interaction="i1", queue="fault", until=None)
    await story.tell(started)
    assert await story.state() == "wrap-up"
    await story.tell(routed.WrapUpEnded(agent="u1", interaction="i1"))
    assert await story.state() == "ended"


async def test_an_ended_call_stays_ended_when_the_routing_tells_late(running: Running) -> None:
    story = Story(running)
    await story.open()
    await story.queue()
    await story.tell(told.InteractionEnded(interaction="i1", cause="customer-left-queue"))
    await story.leave_queue(waited=0)
    await story.queue(returned=True)
    assert await story.state() == "ended"


async def test_the_contact_runs_on_when_an_earlier_agent_writes_it_up(running: Running) -> None:
    story = Story(running)
    await story.open()
    await story.queue()
    await story.offer("u1")
    await story.answer("u1", waited=0)
    left = told.SegmentEnded(interaction="i1", segment="o-i1", agent="u1", cause="transferred")
    await story.tell(left)
    assert await story.state() == "menu"
    await story.queue("billing")
    await story.wrap_up("u1", lasting=5)
    assert await story.state() == "waiting"


async def test_a_contact_is_written_up_until_the_last_is_done_when_two_agents_do(
    running: Running,
) -> None:
    story = Story(running)
    await story.open()
    await story.tell(told.InteractionEnded(interaction="i1", cause="customer-hung-up"))
    for agent in ("u1", "u2"):
        started = routed.WrapUpStarted(agent=agent, interaction="i1", queue="fault", until=None)
        await story.tell(started)
    await story.tell(routed.WrapUpEnded(agent="u2", interaction="i1"))
    assert await story.state() == "wrap-up"
    await story.tell(routed.WrapUpEnded(agent="u1", interaction="i1"))
    assert await story.state() == "ended"


async def test_a_visit_is_left_when_the_contact_is_told_to_wait_elsewhere(running: Running) -> None:
    story = Story(running)
    await story.open()
    await story.queue("fault")
    await story.queue("billing", after=7)
    visits = (await running.store.read(everything))["queue_visits"]
    first, second = [(visit["queue"], visit["outcome"], visit["waited"]) for visit in visits]
    assert (first, second) == (("fault", "moved", 7_000), ("billing", "", 0))
    row = await story.row()
    assert (row["queue"], row["waited"], row["state"]) == ("billing", 7_000, "waiting")


async def test_times_and_lengths_are_the_callers_when_all_is_over(running: Running) -> None:
    await tell_of_four_calls(running)
    row = await Story(running, "i1").row()
    moments = [row[name] - EPOCH for name in ("opened", "queued", "offered", "connected", "ended")]
    assert moments == [0, 4_000, 6_000, 19_000, 59_000]
    assert (row["waited"], row["talked"], row["held"], row["wrapped"]) == (
        15_000,
        33_000,
        7_000,
        12_000,
    )
    assert (row["agent"], row["queue"], row["customer"], row["language"]) == (
        "u1",
        "fault",
        "C1",
        "zh",
    )
    assert (row["flow"], row["flow_version"], row["offers"], row["recordings"]) == (
        "main",
        3,
        2,
        1,
    )
    assert (row["cause"], row["code"], row["disposition"], row["note"]) == (
        "customer-hung-up",
        16,
        "fault",
        "停电",
    )


async def test_waiting_adds_up_when_a_call_overflows(running: Running) -> None:
    await tell_of_four_calls(running)
    row = await Story(running, "i2").row()
    assert (row["waited"], row["queue"]) == (115_000, "general")


async def test_talk_is_counted_when_the_flow_transferred_the_call(running: Running) -> None:
    story = Story(running)
    await story.open()
    transfer = told.CallTransferred(interaction="i1", endpoint="trunk:main/110", leg="l")
    await story.tell(transfer, after=5)
    assert await story.state() == "talking"
    await story.tell(told.InteractionEnded(interaction="i1", cause="agent-hung-up"), after=20)
    row = await story.row()
    assert (row["connected"] - EPOCH, row["talked"]) == (5_000, 20_000)


async def test_hold_is_counted_when_the_customer_hangs_up_in_it(running: Running) -> None:
    story = Story(running)
    await story.open()
    await story.queue()
    await story.answer("u1", waited=0)
    await story.tell(told.CustomerHeld(interaction="i1", agent="u1"), after=10)
    await story.hang_up("u1", after=25)
    row = await story.row()
    assert (row["talked"], row["held"]) == (10_000, 25_000)


async def test_figures_count_each_visit_once_when_queues_are_left(running: Running) -> None:
    await tell_of_four_calls(running)
    figures = await running.store.read(lambda c: queue_figures(c, EPOCH))
    assert figures == {
        "fault": QueueFigures(answered=1, abandoned=1, within=1, overflowed=0),
        "billing": QueueFigures(answered=0, abandoned=0, within=0, overflowed=1),
        "general": QueueFigures(answered=1, abandoned=0, within=0, overflowed=0),
    }
    assert figures["fault"].service_level == 0.5
    assert figures["billing"].service_level is None


async def test_a_call_is_counted_once_when_it_is_queued_again_after_a_restart(
    running: Running,
) -> None:
    story = Story(running)
    await story.open()
    await story.queue()
    await story.queue(after=10)
    await story.queue("general", after=10)
    await story.answer("u1", waited=5_000, queue="general", after=5)
    figures = await running.store.read(lambda c: queue_figures(c, EPOCH))
    assert (figures["fault"].answered, figures["general"].answered) == (0, 1)
    assert (await story.row())["waited"] == 25_000


async def test_figures_use_the_queues_own_time_when_it_has_one(running: Running) -> None:
    await tell_of_four_calls(running)
    own = {"fault": 14_999, "general": 25_000}
    figures = await running.store.read(lambda c: queue_figures(c, EPOCH, own))
    assert (figures["fault"].within, figures["general"].within) == (0, 1)


async def test_figures_are_of_the_day_when_it_began_later(running: Running) -> None:
    await tell_of_four_calls(running)
    later = running.clock.moment + 1
    assert await running.store.read(lambda c: queue_figures(c, later)) == {}


async def test_the_last_agent_is_known_when_a_customer_was_served(running: Running) -> None:
    await tell_of_four_calls(running)
    assert await running.store.read(lambda c: last_agent(c, "C1")) == "u1"
    assert await running.store.read(lambda c: last_agent(c, "C7")) == ""


async def test_rows_are_the_same_when_they_are_made_again_from_the_journal(
    running: Running,
) -> None:
    await tell_of_four_calls(running)
    before = await running.store.read(everything)
    assert all(before[table.name] for table in READ_MODEL)
    await running.database.transact(lambda c: c.execute(delete(segments)))
    await running.database.transact(lambda c: rebuild(c, running.types))
    assert await running.store.read(everything) == before
