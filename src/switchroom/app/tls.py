"""TLS: one certificate for the desk's pages and for the telephones in them.

A browser that has accepted a page's certificate asks nobody about the WebSocket of the telephone,
it only refuses; so Asterisk shows the same one.
"""

import ssl
from pathlib import Path

from switchroom.app.settings import Settings


def place_certificate(settings: Settings, folder: Path) -> None:
    """Put the pages' certificate, if there is one, where Asterisk looks for its own."""
    if settings.tls_cert and settings.tls_key:
        (folder / "certificate.pem").write_bytes(settings.tls_cert.read_bytes())
        key = folder / "key.pem"
        key.touch(mode=0o640)
        key.write_bytes(settings.tls_key.read_bytes())


def own_url(settings: Settings) -> str:
    """Where this machine reaches the desk and the API."""
    scheme = "https" if settings.tls_cert else "http"
    return f"{scheme}://{settings.host}:{settings.http_port}"


def trust(settings: Settings) -> ssl.SSLContext:
    """What to believe at `own_url`: this very certificate, whatever name it is for."""
    context = ssl.create_default_context(cafile=settings.tls_cert)
    context.check_hostname = False
    return context
