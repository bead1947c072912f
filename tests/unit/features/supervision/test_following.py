from collections.abc import AsyncIterator

import pytest
from tests.unit.features.running import Running
from tests.unit.features.supervision.looking import Known, Page, somebody

from switchroom.domain.interaction.events import CustomerHeld
from switchroom.features.supervision.following import Following
from switchroom.kernel.errors import NotFoundError

pytestmark = pytest.mark.unit


class Followed:
    def __init__(self, running: Running) -> None:
        self._running = running
        self.known = Known()
        self.following = Following(running.store, running.bus, self.known)
        self.following.start()

    async def happens(self, position: int, call: str = "c1") -> None:
        self.known.written.setdefault(call, []).append({"position": position})
        await self._running.bus.publish("", CustomerHeld(interaction=call, agent="li"))


def told(page: Page) -> list[list[int]]:
    return [[line["position"] for line in one["lines"]] for one in page.news()]


@pytest.fixture
async def followed() -> AsyncIterator[Followed]:
    async with Running() as running:
        yield Followed(running)


async def test_lines_are_told_once_and_in_order_when_a_call_is_followed(
    followed: Followed,
) -> None:
    await followed.happens(3)
    await followed.happens(5)
    first = Page(somebody())
    await followed.following.enter(first, "c1")
    assert told(first) == [[3, 5]]
    await followed.happens(9)
    second = Page(somebody())
    await followed.following.enter(second, "c1")
    await followed.happens(11)
    assert (told(first), told(second)) == ([[9], [11]], [[3, 5, 9], [11]])


async def test_nothing_is_told_of_another_call_nor_after_the_page_has_left(
    followed: Followed,
) -> None:
    await followed.happens(3)
    page = Page(somebody())
    await followed.following.enter(page, "c1")
    page.news()
    await followed.happens(4, "c2")
    followed.following.leave(page, "c1")
    await followed.happens(5)
    assert page.news() == []


async def test_a_call_is_not_told_when_it_is_not_the_viewers(followed: Followed) -> None:
    followed.known.hidden.add("c1")
    with pytest.raises(NotFoundError):
        await followed.following.enter(Page(somebody()), "c1")
