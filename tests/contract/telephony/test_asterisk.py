from collections.abc import AsyncIterator

import pytest

from switchroom.testing.telephony_asterisk import AsteriskHarness, Laboratory, asterisk_harness
from switchroom.testing.telephony_contract import TelephonyContract

pytestmark = pytest.mark.contract


class TestAsterisk(TelephonyContract):
    @pytest.fixture
    async def harness(self, asterisk: Laboratory) -> AsyncIterator[AsteriskHarness]:
        async with asterisk_harness(asterisk) as harness:
            yield harness
