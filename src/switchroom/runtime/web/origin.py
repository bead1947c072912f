"""Whether our own page asks: a browser says whose page it shows, and pages cannot lie in it."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


def is_own_page(connection: HTTPConnection) -> bool:
    """Whether the `Origin` is the host that was asked."""
    headers = connection.headers
    try:
        origin = urlsplit(headers.get("origin", "")).netloc
    except ValueError:  # no address at all
        return False
    return bool(origin) and origin == headers.get("host")
