"""Which acts wait for each other."""

import asyncio

import pytest

from switchroom.channels.voice.acts import Act, End, Join, Leave, Route, StartMusic, StopPlayback
from switchroom.channels.voice.lanes import perform_all
from switchroom.domain.routing.commands import EndWork, MakeNotReady

pytestmark = pytest.mark.unit

FREE = Route(command=EndWork(interaction="i", agent="a"))
PAUSE = Route(command=MakeNotReady(agent="a", reason="break"))


async def test_the_routing_is_told_at_once_when_the_telephone_engine_is_slow() -> None:
    parted, done = asyncio.Event(), list[Act]()

    async def perform(act: Act) -> None:
        if isinstance(act, Leave | End):
            await parted.wait()
        done.append(act)
        if act == PAUSE:
            parted.set()

    slow = Leave(bridge="talk", leg="customer"), End(leg="agent")
    await perform_all([*slow, FREE, PAUSE], perform)
    assert done[:2] == [FREE, PAUSE]
    assert set(done[2:]) == set(slow)


async def test_legs_and_sounds_end_first_and_all_else_keeps_its_order_when_much_is_to_be_done() -> (
    None
):
    begun = list[Act]()

    async def perform(act: Act) -> None:
        begun.append(act)
        await asyncio.sleep(0)

    apart = Leave(bridge="talk", leg="one"), StartMusic(leg="one"), Join(bridge="b", legs=("one",))
    ends = End(leg="two"), StopPlayback(playback="three")
    await perform_all([*apart, FREE, *ends, PAUSE], perform)
    assert begun[:2] == [*ends]
    assert [act for act in begun if act in apart] == [*apart]
    assert [act for act in begun if isinstance(act, Route)] == [FREE, PAUSE]
