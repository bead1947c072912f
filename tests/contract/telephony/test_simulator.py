from dataclasses import dataclass

import pytest

from switchroom.adapters.sipp.steps import Behaviour, Step
from switchroom.kernel.time import Millis
from switchroom.runtime.clock import SystemClock
from switchroom.testing.telephony_contract import TelephonyContract
from switchroom.testing.telephony_simulator import ScriptedTelephony

pytestmark = pytest.mark.contract


@dataclass
class SimulatorHarness:
    telephony: ScriptedTelephony
    lengths: dict[str, Millis]

    def sound(self, length: Millis) -> str:
        self.lengths[f"/sounds/{length}"] = length
        return f"/sounds/{length}"

    async def caller(
        self, *steps: Step, number: str = "13800138000", name: str = "", called: str = "95598"
    ) -> None:
        self.telephony.call(number, called, caller_name=name, steps=steps)

    async def agent(self, extension: str, behaviour: Behaviour) -> None:
        self.telephony.agent(extension, behaviour)


class TestSimulator(TelephonyContract):
    @pytest.fixture
    def harness(self) -> SimulatorHarness:
        lengths: dict[str, Millis] = {}
        return SimulatorHarness(ScriptedTelephony(SystemClock(), lengths=lengths), lengths)
