"""Whoever listens to an event is told, whatever becomes of the others."""

import pytest

from switchroom.domain.interaction.events import CustomerHeld
from switchroom.runtime.bus import LocalBus

pytestmark = pytest.mark.unit


async def test_the_others_are_told_when_one_handler_fails() -> None:
    bus, told = LocalBus(), list[str]()

    async def fails(_: str, __: CustomerHeld) -> None:
        raise RuntimeError("no luck")

    async def hears(stream: str, _: CustomerHeld) -> None:
        told.append(stream)

    bus.watch(CustomerHeld, fails)
    bus.watch(CustomerHeld, hears)
    await bus.publish("interaction:i", CustomerHeld(interaction="i", agent="a"))
    assert told == ["interaction:i"]
