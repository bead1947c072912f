from pathlib import Path
from typing import Any

import pytest

from switchroom.adapters.asterisk.connection import AriError
from switchroom.adapters.asterisk.operation import Operation
from switchroom.adapters.asterisk.telephones import Telephone, Telephones, new_secret
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.unit


class Asterisk:
    """Remembers the objects it was given; an update leaves alone what it does not name."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, str]] = {}

    async def do(self, operation: Operation[Any]) -> None:
        name = operation.path.removeprefix("asterisk/config/dynamic/res_pjsip/")
        if operation.method == "DELETE":
            if self.objects.pop(name, None) is None:
                raise AriError(operation, 404, "")
            return
        fields: Any = (operation.body or {})["fields"]
        known = self.objects.setdefault(name, {})
        known.update({field["attribute"]: field["value"] for field in fields})


@pytest.fixture
def asterisk() -> Asterisk:
    return Asterisk()


@pytest.fixture
def telephones(asterisk: Asterisk) -> Telephones:
    return Telephones(asterisk.do, Path("/etc/asterisk"))


async def test_telephone_can_register_when_provided(
    asterisk: Asterisk, telephones: Telephones
) -> None:
    await telephones.provide(Telephone(extension="1001", secret="a" * 32))
    assert set(asterisk.objects) == {"aor/agent-1001", "auth/agent-1001", "endpoint/agent-1001"}
    assert asterisk.objects["auth/agent-1001"]["password"] == "a" * 32
    endpoint = asterisk.objects["endpoint/agent-1001"]
    assert (endpoint["webrtc"], endpoint["context"]) == ("yes", "switchroom-telephone")


async def test_telephone_is_plain_sip_when_it_is_no_browser_any_more(
    asterisk: Asterisk, telephones: Telephones
) -> None:
    await telephones.provide(Telephone(extension="1001", secret="a" * 32))
    await telephones.provide(Telephone(extension="1001", secret="a" * 32, browser=False))
    assert "webrtc" not in asterisk.objects["endpoint/agent-1001"]


async def test_telephones_are_told_again_when_asterisk_forgot_them(
    asterisk: Asterisk, telephones: Telephones
) -> None:
    await telephones.provide(Telephone(extension="1001", secret="a" * 32))
    await telephones.provide(Telephone(extension="1001", secret="b" * 32))
    asterisk.objects.clear()
    await telephones.restore()
    assert asterisk.objects["auth/agent-1001"]["password"] == "b" * 32


async def test_nothing_is_left_when_a_telephone_is_withdrawn_twice(
    asterisk: Asterisk, telephones: Telephones
) -> None:
    await telephones.provide(Telephone(extension="1001", secret="a" * 32))
    for _ in range(2):
        await telephones.withdraw("1001")
    await telephones.restore()
    assert asterisk.objects == {}


async def test_withdrawing_is_harmless_when_asterisk_forgot_it(
    asterisk: Asterisk, telephones: Telephones
) -> None:
    await telephones.provide(Telephone(extension="1001", secret="a" * 32))
    asterisk.objects.clear()
    await telephones.withdraw("1001")


@pytest.mark.parametrize(("extension", "secret"), [("10 01", "a" * 32), ("1001", "short")])
def test_telephone_is_refused_when_it_is_not_plain(extension: str, secret: str) -> None:
    with pytest.raises(InvalidError):
        Telephone(extension=extension, secret=secret)


def test_secret_has_128_bits_when_made() -> None:
    assert new_secret(lambda count: b"\xab" * count) == "ab" * 16
