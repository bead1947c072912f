"""What the living desk shows of queues."""

from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

import pytest
from msgspec import ValidationError, convert
from tests.unit.features.interactions.story import MESSAGES, SURROUNDINGS, Story
from tests.unit.features.running import Running

from switchroom.app.lore import DeskLore
from switchroom.domain.routing.rules import QueueRule
from switchroom.features.interactions.projectors import PROJECTORS
from switchroom.features.settings import catalogue, events, records
from switchroom.kernel.time import Millis

pytestmark = pytest.mark.unit


def queue(name: str, aim: int = 80, within: Millis = 20_000) -> records.Queue:
    return records.Queue(
        id=name,
        name={"zh": name, "en": name},
        rule=QueueRule(queue=name),
        service_target=aim,
        answer_within=within,
    )


@pytest.fixture
async def centre() -> AsyncIterator[Running]:
    async with Running((*MESSAGES, *events.MESSAGES), PROJECTORS) as running:
        for one in (queue("fault", aim=90, within=5_000), queue("billing")):
            await running.store.write(partial(catalogue.put, kind=catalogue.QUEUES, record=one))
        yield running


async def figures(centre: Running) -> Mapping[str, Mapping[str, Any]]:
    now = centre.clock.now()
    return await centre.store.read(lambda c: DeskLore(SURROUNDINGS).queue_figures(c, now))


async def test_every_queue_tells_its_own_aim_when_nothing_has_come_yet(centre: Running) -> None:
    shown = await figures(centre)
    assert (shown["fault"]["service_target"], shown["fault"]["answer_within"]) == (0.9, 5_000)
    assert (shown["billing"]["service_target"], shown["billing"]["answer_within"]) == (0.8, 20_000)
    assert (shown["billing"]["answered_today"], shown["billing"]["service_level"]) == (0, None)


async def test_the_level_counts_the_queues_own_time(centre: Running) -> None:
    for call, waited in (("i1", 4_000), ("i2", 6_000)):
        story = Story(centre, call)
        await story.open()
        await story.queue()
        await story.offer("u1")
        await story.answer("u1", waited=waited)
    assert (await figures(centre))["fault"]["service_level"] == 0.5


@pytest.mark.parametrize("percent", [0, 101])
def test_an_aim_is_refused_when_it_is_no_share(percent: int) -> None:
    written = {"id": "q", "name": {}, "rule": {"queue": "q"}, "service_target": percent}
    with pytest.raises(ValidationError):
        convert(written, records.Queue)
