"""From what is set up to what Asterisk is configured with."""

from dataclasses import replace

import pytest

from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_configuration
from switchroom.features.settings.records import Trunk

pytestmark = pytest.mark.unit

ADDRESSED = Trunk(
    id="main", name={"zh": "", "en": ""}, host="sip.example", matches=("192.0.2.1",), qualify=0
)
ACCOUNT = replace(ADDRESSED, kind="registration", username="95598", secret="x", port=5070)


def test_trunk_keeps_what_was_set_up_when_it_is_known_by_address() -> None:
    (trunk,) = asterisk_configuration(
        Settings(), [replace(ADDRESSED, caller_id="95598")], ""
    ).trunks
    assert (trunk.name, trunk.host, trunk.qualify) == ("main", "sip.example:5060", 0)
    assert (trunk.registration, trunk.from_user) == (None, "95598")


def test_trunk_registers_at_its_port_when_it_has_an_account() -> None:
    (trunk,) = asterisk_configuration(Settings(), [ACCOUNT], "").trunks
    assert trunk.registration
    assert (trunk.registration.server, trunk.from_user) == ("sip.example:5070", "95598")


def test_networks_are_told_apart_when_commas_stand_between_them() -> None:
    settings = Settings(external_address="198.51.100.7", local_networks="10.0.0.0/8, 192.0.2.0/24")
    configuration = asterisk_configuration(settings, [], "")
    assert configuration.local_networks == ("10.0.0.0/8", "192.0.2.0/24")
    assert configuration.external_address == "198.51.100.7"
