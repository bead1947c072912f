"""The generated files. Templates are package data, read once through importlib."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from switchroom.adapters.asterisk.configuration import (
    AsteriskConfiguration,
    ConfigurationError,
    Ports,
    Registration,
    Trunk,
)
from switchroom.adapters.asterisk.rendering import DANGEROUS, render, safe

pytestmark = pytest.mark.unit

HOME = Path("/var/lib/switchroom/main")
PLAIN = AsteriskConfiguration(ari_password="secret", ports=Ports(https=8443))
REGISTERED = Trunk(
    name="provider",
    host="sip.example:5070",
    matches=("192.0.2.0/24",),
    registration=Registration(server="sip.example", username="95598", password="p$w"),
)


def files(configuration: AsteriskConfiguration) -> dict[str, str]:
    return render(configuration, HOME, Path("/usr/lib/asterisk/modules"), ["default"])


def sections(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("[")]


def test_nobody_is_let_in_anonymously_when_rendered() -> None:
    text = files(PLAIN)
    assert "anonymous" not in text["pjsip.conf"]
    assert "endpoint_identifier_anonymous" not in text["modules.conf"]
    assert "endpoint_identifier_order = username,auth_username,ip" in text["pjsip.conf"]


def test_dialplan_reaches_nothing_but_the_application_when_rendered() -> None:
    lines = files(PLAIN)["extensions.conf"].splitlines()
    assert not [line for line in lines if "Dial(" in line or "Originate(" in line]
    telephone = lines[lines.index("[switchroom-telephone]") + 1 :]
    assert telephone
    assert all(line.endswith("Hangup(21)") for line in telephone if line)


def test_visitors_have_one_extension_and_it_reaches_one_number_when_rendered() -> None:
    lines = files(PLAIN)["extensions.conf"].splitlines()
    after = lines[lines.index("[switchroom-guest]") + 1 :]
    guest = after[: next(at for at, line in enumerate(after) if line.startswith("["))]
    assert [line.split(",")[0] for line in guest if line.startswith("exten")] == ["exten => call"]
    [goto] = [line for line in guest if "Goto(" in line]
    assert goto.endswith("Goto(switchroom-trunk,${SWITCHROOM_CALLED},1)")
    assert not [line for line in guest if "EXTEN" in line or "include" in line]


def test_tls_is_left_out_when_it_has_no_port() -> None:
    assert "tlsbindaddr = 127.0.0.1:8443" in files(PLAIN)["http.conf"]
    assert "tls" not in files(replace(PLAIN, ports=Ports(https=0)))["http.conf"]


def test_trunk_registers_when_its_provider_wants_it() -> None:
    text = files(replace(PLAIN, trunks=(REGISTERED,)))["pjsip.conf"]
    assert len([name for name in sections(text) if name.startswith("[trunk-provider")]) == 5
    assert "server_uri = sip:sip.example" in text
    assert "match = 192.0.2.0/24" in text
    assert "password = p$w" in text


def test_uris_name_the_transport_when_it_is_tcp() -> None:
    text = files(replace(PLAIN, trunks=(replace(REGISTERED, transport="tcp"),)))["pjsip.conf"]
    assert "contact = sip:sip.example:5070\\;transport=tcp\n" in text
    assert "server_uri = sip:sip.example\\;transport=tcp\n" in text


def test_external_address_is_told_when_there_is_a_nat() -> None:
    text = files(replace(PLAIN, external_address="198.51.100.7", local_networks=("10.0.0.0/8",)))
    assert text["pjsip.conf"].count("external_media_address = 198.51.100.7") == 2
    assert text["pjsip.conf"].count("local_net = 10.0.0.0/8") == 2


@pytest.mark.parametrize(
    "evil", ["a\n[evil]", "a\r\ntype=endpoint", "a;b", "${SHELL(id)}", "a]b", "a\\", "a\x00b"]
)
def test_value_is_refused_when_it_could_mean_more_than_itself(evil: str) -> None:
    hostile = Registration(server="sip.example", username="u", password=evil)
    with pytest.raises(ConfigurationError):
        files(replace(PLAIN, trunks=(replace(REGISTERED, registration=hostile),)))
    with pytest.raises(ConfigurationError):
        files(replace(PLAIN, trunks=(replace(REGISTERED, host=evil),)))
    with pytest.raises(ConfigurationError):
        files(replace(PLAIN, stun=evil))
    with pytest.raises(ConfigurationError):
        files(replace(PLAIN, ari_password=evil))


@given(st.text())
def test_value_stays_on_its_line_when_it_is_let_through(text: str) -> None:
    try:
        written = safe(text)
    except ConfigurationError:
        assert DANGEROUS.search(text)
    else:
        assert written == text
        assert not set(written) & set("\r\n;[]{}\\\x00")
