"""An engine under test: what a contract needs of it, and how each test begins and ends."""

from collections.abc import AsyncIterator
from typing import Protocol

import pytest

from switchroom.adapters.sipp.steps import AwaitHangUp, Behaviour, Step
from switchroom.kernel.time import Millis
from switchroom.ports.telephony import Connected, LegArrived, RingPlan, Telephony
from switchroom.testing.telephony_contract.listener import Listener


class TelephonyHarness(Protocol):
    """An engine under test, with parties around it."""

    @property
    def telephony(self) -> Telephony:
        """What is tested."""
        ...

    def sound(self, length: Millis) -> str:
        """A sound of that length, as `play` names it."""
        ...

    async def caller(
        self, *steps: Step, number: str = "13800138000", name: str = "", called: str = "95598"
    ) -> None:
        """A call comes in on trunk `main`; once answered it does the steps."""
        ...

    async def agent(self, extension: str, behaviour: Behaviour) -> None:
        """A telephone registers and behaves so."""
        ...


def plan(leg: str, extension: str = "1001", timeout: Millis = 5000) -> RingPlan:
    """An ordinary way to ring an agent."""
    return RingPlan(
        leg=leg,
        endpoint=f"agent:{extension}",
        caller="13800138000",
        caller_name="王先生",
        timeout=timeout,
        headers={"X-Switchroom-Interaction": "interaction-1"},
        interaction="interaction-1",
    )


class EngineContract:
    """What each group of a contract stands on."""

    @pytest.fixture
    async def listener(self, harness: TelephonyHarness) -> AsyncIterator[Listener]:
        """Hears from the connection on."""
        listener = Listener(harness.telephony)
        listener.start()
        await listener.until(Connected)
        yield listener
        left = await harness.telephony.snapshot()
        for leg in left.legs:
            await harness.telephony.end(leg.leg)
        for bridge in left.bridges:
            await harness.telephony.dissolve(bridge)
        for monitor in left.monitors:
            await harness.telephony.unmonitor(monitor)
        await listener.close()

    async def arrive(
        self, harness: TelephonyHarness, listener: Listener, *steps: Step, answer: bool = True
    ) -> str:
        """A call comes in and is answered; its leg."""
        await harness.caller(*(steps or (AwaitHangUp(),)))
        leg = (await listener.until(LegArrived)).leg
        if answer:
            await harness.telephony.answer(leg)
        return leg
