"""Settings that belong together."""

import pytest

from switchroom.app.settings import read_settings
from switchroom.kernel.errors import InvalidError

pytestmark = pytest.mark.unit


def test_certificate_is_refused_when_its_key_is_not_given() -> None:
    with pytest.raises(InvalidError, match="TLS_KEY belong together"):
        read_settings({"SWITCHROOM_TLS_CERT": "/nowhere/certificate.pem"})


def test_certificate_is_refused_when_it_is_not_there() -> None:
    nowhere = {"SWITCHROOM_TLS_CERT": "/nowhere/c.pem", "SWITCHROOM_TLS_KEY": "/nowhere/k.pem"}
    with pytest.raises(InvalidError, match=r"no file /nowhere/c\.pem"):
        read_settings(nowhere)


def test_there_is_no_tls_when_nothing_is_said() -> None:
    assert read_settings({}).tls_cert is None
