"""Who is in a contact, as desks show it, and whose the contact is."""

import pytest
from tests.unit.features.interactions.story import SURROUNDINGS, Story, desk, everything

from switchroom.domain.interaction import events as told
from switchroom.features.interactions.rebuilding import rebuild
from switchroom.features.interactions.views import View, detail_view

pytestmark = pytest.mark.unit


async def shown(story: Story) -> View:
    view = await story.running.store.read(lambda c: detail_view(c, story.id, SURROUNDINGS))
    assert view
    return view


async def consulting(story: Story) -> None:
    """u1 talks with the customer, and consults u2."""
    await story.open()
    await story.queue()
    await story.offer("u1")
    await story.answer("u1", waited=1_000)
    await story.tell(
        told.CustomerHeld(interaction="i1", agent="u1"),
        told.PartyRung(
            interaction="i1", leg="l2", kind="agent", purpose="consult", agent="u2", by="u1"
        ),
    )
    await story.tell(
        told.PartyJoined(
            interaction="i1",
            leg="l2",
            kind="agent",
            purpose="consult",
            agent="u2",
            number="1004",
            queue="fault",
            segment="s2",
            by="u1",
        ),
        after=5,
    )


async def test_parties_are_shown_with_who_leads_when_somebody_is_consulted() -> None:
    async with desk() as running:
        story = Story(running)
        await consulting(story)
        view = await shown(story)
        assert [(p["agent"], p["purpose"], p["state"]) for p in view["parties"]] == [
            ("u1", "served", "in"),
            ("u2", "consult", "in"),
        ]
        assert (view["lead"], view["customer_held"]) == ("u1", True)
        assert view["agent"]["id"] == "u1"


async def test_the_contact_is_the_colleagues_when_the_transfer_is_completed() -> None:
    async with desk() as running:
        story = Story(running)
        await consulting(story)
        await story.tell(
            told.SegmentEnded(interaction="i1", segment="o-i1", agent="u1", cause="transferred"),
            told.CustomerResumed(interaction="i1", agent="u1"),
            told.AgentConnected(
                interaction="i1", segment="s2", agent="u2", queue="fault", leg="l2"
            ),
            after=5,
        )
        view = await shown(story)
        assert [p["agent"] for p in view["parties"]] == ["u2"]
        assert (view["lead"], view["state"], view["agent"]["id"]) == ("u2", "talking", "u2")
        assert [s["cause"] for s in view["segments"]] == ["transferred", None]
        before = await running.store.read(everything)
        await running.database.transact(lambda c: rebuild(c, running.types))
        assert await running.store.read(everything) == before


async def test_the_contact_stays_with_its_agent_when_another_leaves() -> None:
    async with desk() as running:
        story = Story(running)
        await consulting(story)
        await story.tell(
            told.CustomerResumed(interaction="i1", agent="u1"),
            told.SegmentEnded(interaction="i1", segment="s2", agent="u2", cause="left"),
            told.PartyLeft(interaction="i1", leg="l2", cause="left"),
        )
        view = await shown(story)
        assert [p["agent"] for p in view["parties"]] == ["u1"]
        assert (view["state"], view["agent"]["id"]) == ("talking", "u1")


async def test_an_agent_keeps_the_place_when_lost_and_back_on_another_leg() -> None:
    async with desk() as running:
        story = Story(running)
        await consulting(story)
        until = running.clock.moment + 60_000
        await story.tell(told.AgentLost(interaction="i1", agent="u1", leg="leg", until=until))
        view = await shown(story)
        assert (view["lost_until"], view["parties"][0]["state"]) == (until, "lost")
        back = told.AgentReturned(interaction="i1", agent="u1", segment="o-i1", leg="leg-2")
        await story.tell(back)
        view = await shown(story)
        assert view["lost_until"] is None
        assert [(p["leg"], p["state"]) for p in view["parties"]] == [("leg-2", "in"), ("l2", "in")]


async def test_nobody_is_in_a_contact_when_it_is_over() -> None:
    async with desk() as running:
        story = Story(running)
        await consulting(story)
        await story.tell(told.InteractionEnded(interaction="i1", cause="released", by="boss"))
        view = await shown(story)
        assert (view["parties"], view["lead"], view["cause"]) == ([], None, "released")
