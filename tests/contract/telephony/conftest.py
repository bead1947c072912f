from collections.abc import Iterator

import pytest

from switchroom.testing.telephony_asterisk import Laboratory, laboratory


@pytest.fixture(scope="package")
def asterisk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory("contract", tmp_path_factory.mktemp("parties")) as running:
        yield running
