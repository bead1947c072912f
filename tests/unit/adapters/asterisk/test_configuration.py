import pytest

from switchroom.adapters.asterisk.configuration import (
    AsteriskConfiguration,
    ConfigurationError,
    Registration,
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


@pytest.mark.parametrize("username", ["", "_X.", "a/b", "a,1", "a b", "-a", "a" * 64])
def test_account_is_refused_when_the_dialplan_would_read_more_in_its_name(username: str) -> None:
    with pytest.raises(ConfigurationError):
        Registration(server="sip.example", username=username, password="x")


def test_provider_is_known_by_its_host_when_no_address_is_given() -> None:
    account = Registration(server="sip.example:5070", username="95598", password="x")
    trunk = Trunk(name="main", host="sip.example", registration=account)
    assert trunk.sources == ("sip.example",)
    assert Trunk(name="main", host="sip.example").sources == ()


def test_account_has_another_key_when_its_password_is_another() -> None:
    keys = {
        Registration(server="sip.example", username="95598", password=password).key
        for password in ("old", "new")
    }
    assert len(keys) == 2


def test_external_address_is_refused_when_our_side_is_unknown() -> None:
    with pytest.raises(ConfigurationError):
        AsteriskConfiguration(ari_password="x", external_address="198.51.100.7")


def test_own_address_is_inside_when_it_is_known() -> None:
    bound = AsteriskConfiguration(
        ari_password="x", external_address="198.51.100.7", sip_address="10.0.0.5"
    )
    assert bound.inside == ("10.0.0.5",)
