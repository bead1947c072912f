"""What the board reads of running calls, out of what was written down of them."""

from collections.abc import Mapping

import pytest
from tests.unit.features.interactions.story import SURROUNDINGS, Story, desk

from switchroom.app.board_lore import BoardLore
from switchroom.domain.interaction import events as told
from switchroom.features.supervision.views import Placed

pytestmark = pytest.mark.unit
LORE = BoardLore(SURROUNDINGS)


async def running(story: Story, *chosen: str) -> Mapping[str, Placed]:
    return await story.running.store.read(lambda c: LORE.calls(c, chosen or None))


def joined(call: str, leg: str, agent: str) -> told.PartyJoined:
    return told.PartyJoined(
        interaction=call, leg=leg, kind="agent", purpose="served", agent=agent, segment=leg
    )


async def test_a_call_is_shown_with_its_step_its_parties_and_who_hears_it() -> None:
    async with desk() as centre:
        story = Story(centre)
        await story.open()
        step = {"zh": "主菜单", "en": "Main menu"}
        await story.tell(
            told.FlowStepped(interaction="i1", flow="f", node="m", kind="menu", label=step),
            told.CustomerIdentified(interaction="i1", customer="C1", by="number"),
        )
        [menu] = (await running(story)).values()
        assert menu.view["step"]["label"]["en"] == "Main menu"
        assert (menu.view["state"], menu.view["customer"], menu.site) == ("menu", "张伟", "main")
        heard = {"interaction": "i1", "supervisor": "boss", "agent": "li"}
        await story.tell(
            joined("i1", "l1", "li"),
            told.MonitorStarted(mode="listen", **heard),
            told.MonitorChanged(mode="whisper", **heard),
        )
        talk = (await running(story, "i1"))["i1"].view
        assert [(one["agent"], one["name"]) for one in talk["parties"]] == [("li", "agent li")]
        assert [(one["name"], one["mode"]) for one in talk["monitors"]] == [
            ("agent boss", "whisper")
        ]
        await story.tell(told.MonitorEnded(**heard))
        assert (await running(story, "i1"))["i1"].view["monitors"] == []


async def test_a_call_that_is_over_is_not_running() -> None:
    async with desk() as centre:
        story, other = Story(centre), Story(centre, "i2")
        await story.open()
        await other.open()
        assert list(await running(story)) == ["i1", "i2"]
        await story.tell(told.InteractionEnded(interaction="i1", cause="customer-hung-up"))
        assert list(await running(story)) == ["i2"]
        assert list(await running(story, "i1")) == []


async def test_lines_are_read_behind_a_position_with_the_names_of_those_in_them() -> None:
    async with desk() as centre:
        story = Story(centre)
        await story.open()
        read = centre.store.read
        [first] = await read(lambda c: LORE.lines(c, "i1", 0))
        await story.tell(
            told.MonitorStarted(interaction="i1", supervisor="boss", agent="li", mode="listen")
        )
        [line] = await read(lambda c: LORE.lines(c, "i1", first["position"]))
        assert line["people"] == {"boss": "agent boss", "li": "agent li"}
