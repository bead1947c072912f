from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from switchroom.testing.trunks import Manner, ScriptedTrunks
from switchroom.testing.trunks_contract import TrunksContract

pytestmark = pytest.mark.contract


@dataclass
class ScriptedHarness:
    trunks: ScriptedTrunks = field(default_factory=ScriptedTrunks)

    async def set_up(self, manners: Mapping[str, Manner]) -> None:
        self.trunks.manners = dict(manners)


class TestScripted(TrunksContract):
    @pytest.fixture
    def harness(self) -> ScriptedHarness:
        return ScriptedHarness()
