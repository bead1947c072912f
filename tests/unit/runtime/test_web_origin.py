import pytest
from starlette.requests import HTTPConnection

from switchroom.runtime.web.origin import is_own_page

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("host", "origin", "own"),
    [
        ("desk.example", "https://desk.example", True),
        ("desk.example:8000", "http://desk.example:8000", True),
        ("desk.example", "https://desk.example:8000", False),
        ("desk.example", "https://evil.example", False),
        ("desk.example", "null", False),
        ("desk.example", "http://[", False),
        ("", "", False),
    ],
)
def test_a_page_is_our_own_when_its_origin_is_the_host(host: str, origin: str, own: bool) -> None:
    headers = [(b"host", host.encode()), (b"origin", origin.encode())]
    assert is_own_page(HTTPConnection({"type": "http", "headers": headers})) is own
