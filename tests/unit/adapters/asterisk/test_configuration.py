import pytest

from switchroom.adapters.asterisk.configuration import (
    AsteriskConfiguration,
    ConfigurationError,
    Trunk,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", ["", "Main", "a b", "x]\n[evil", "x" * 41])
def test_trunk_is_refused_when_its_name_is_not_plain(name: str) -> None:
    with pytest.raises(ConfigurationError):
        Trunk(name=name, host="sip.example")


@pytest.mark.parametrize("match", ["example.org", "10.0.0.0/33", "1.2.3.4\nmatch=0.0.0.0/0"])
def test_trunk_is_refused_when_a_match_is_no_network(match: str) -> None:
    with pytest.raises(ConfigurationError):
        Trunk(name="main", host="sip.example", matches=(match,))


def test_configuration_is_refused_when_two_trunks_have_one_name() -> None:
    trunk = Trunk(name="main", host="sip.example")
    with pytest.raises(ConfigurationError):
        AsteriskConfiguration(ari_password="x", trunks=(trunk, trunk))
