from collections.abc import AsyncIterator, Iterator

import pytest

from switchroom.adapters.asterisk.configuration import Ports
from switchroom.testing.telephony_asterisk import (
    AsteriskHarness,
    Laboratory,
    LaboratoryPorts,
    asterisk_harness,
    laboratory,
)
from switchroom.testing.telephony_contract import Listener
from switchroom.testing.trunks_provider import Lines, lines

PORTS = LaboratoryPorts(
    asterisk=Ports(http=18089, https=18090, sip=15061, rtp=(20000, 20799)),
)


@pytest.fixture(scope="package")
def asterisk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory("integration", tmp_path_factory.mktemp("parties"), PORTS) as running:
        yield running


@pytest.fixture(scope="package")
def sides() -> Iterator[Lines]:
    with lines("trunks") as running:
        yield running


@pytest.fixture
async def harness(asterisk: Laboratory) -> AsyncIterator[AsteriskHarness]:
    async with asterisk_harness(asterisk, connected=False) as harness:
        yield harness


@pytest.fixture
async def listener(harness: AsteriskHarness) -> AsyncIterator[Listener]:
    listener = Listener(harness.telephony)
    listener.start()
    yield listener
    for leg in (await harness.telephony.snapshot()).legs:
        await harness.telephony.end(leg.leg)
    await listener.close()
