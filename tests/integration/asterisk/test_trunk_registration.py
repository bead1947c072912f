"""Our account at a provider, which is another Asterisk."""

from typing import Literal

import pytest

from switchroom.adapters.asterisk.trunks import AsteriskTrunks
from switchroom.testing.trunks_contract import wait_until
from switchroom.testing.trunks_provider import ACCOUNT, PASSWORD, Lines

pytestmark = pytest.mark.integration


@pytest.fixture
def trunks(sides: Lines) -> AsteriskTrunks:
    ours = sides.ours
    return AsteriskTrunks(ours.process.instance, lambda: ours.configuration.trunks)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_provider_has_our_contact_when_the_password_is_right(
    sides: Lines, trunks: AsteriskTrunks, transport: Literal["udp", "tcp"]
) -> None:
    await sides.ours.use_trunks(sides.account(transport, transport=transport))
    await wait_until(trunks, transport, "ready")
    contacts = await sides.provider.ask(f"pjsip show aor {ACCOUNT}")
    assert f"sip:{ACCOUNT}@{sides.ours.address}" in contacts
    assert ("transport=tcp" in contacts.lower()) == (transport == "tcp")


async def test_registration_is_tried_until_it_succeeds_when_the_password_is_wrong(
    sides: Lines, trunks: AsteriskTrunks
) -> None:
    await sides.ours.use_trunks(sides.account("line", "new"))
    await wait_until(trunks, "line", "rejected")
    await sides.set_password("new")
    await wait_until(trunks, "line", "ready")
    await sides.set_password(PASSWORD)


async def test_account_is_signed_in_anew_when_its_password_is_changed_here(
    sides: Lines, trunks: AsteriskTrunks
) -> None:
    await sides.ours.use_trunks(sides.account("line"))
    await wait_until(trunks, "line", "ready")
    await sides.ours.use_trunks(sides.account("line", "wrong"))
    await wait_until(trunks, "line", "rejected")
    await sides.ours.use_trunks(sides.account("line"))
    await wait_until(trunks, "line", "ready")
