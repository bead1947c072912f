"""What customers answered by keys, in the record."""

import pytest
from sqlalchemy import Connection, select
from tests.unit.features.interactions.story import Story, desk

from switchroom.domain.interaction.events import CallbackRequested, Rated
from switchroom.features.interactions.tables import interactions, ratings

pytestmark = pytest.mark.unit


async def test_the_record_shows_the_last_answer_when_a_question_was_answered_twice() -> None:
    async with desk() as running:
        story = Story(running)
        await story.open()
        await story.tell(Rated(interaction="i1", question="satisfaction", value=2, agent="u1"))
        await story.tell(Rated(interaction="i1", question="poll", value=1), after=1)
        await story.tell(
            Rated(interaction="i1", question="satisfaction", value=5, agent="u1"), after=1
        )
        running.become("interactions.view")
        async with running.browser() as browser:
            shown = (await browser.get("/api/interactions/i1")).json()["ratings"]
    assert [(one["question"], one["value"], one["agent"]) for one in shown] == [
        ("poll", 1, None),
        ("satisfaction", 5, {"id": "u1", "name": "agent u1"}),
    ]


async def test_reports_find_ratings_by_agent_when_several_were_given() -> None:
    async with desk() as running:
        for number, value in (("i1", 5), ("i2", 3)):
            story = Story(running, number)
            await story.open()
            await story.tell(
                Rated(interaction=number, question="satisfaction", value=value, agent="u1")
            )

        def query(connection: Connection) -> list[int]:
            own = select(ratings.c.value).where(ratings.c.agent == "u1")
            return list(connection.execute(own.order_by(ratings.c.interaction)).scalars())

        assert await running.store.read(query) == [5, 3]


async def test_the_contact_is_a_callback_when_the_customer_asked_for_one() -> None:
    async with desk() as running:
        story = Story(running)
        await story.open()
        await story.tell(CallbackRequested(interaction="i1", number="+8613800138000", queue="q"))
        channel = await running.store.read(
            lambda c: c.execute(select(interactions.c.channel)).scalar_one()
        )
    assert channel == "callback"
