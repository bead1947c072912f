"""Whether the ports that a centre needs are free, said before anything is started."""

import socket

from switchroom.app.settings import Settings
from switchroom.kernel.errors import ConflictError

NEEDED = {
    "http_port": socket.SOCK_STREAM,
    "ari_port": socket.SOCK_STREAM,
    "wss_port": socket.SOCK_STREAM,
    "sip_port": socket.SOCK_DGRAM,
}


def taken(host: str, port: int, kind: socket.SocketKind) -> bool:
    """Whether somebody else has a port."""
    with socket.socket(socket.AF_INET, kind) as probe:
        if kind == socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def require_free_ports(settings: Settings) -> None:
    """Fail with a sentence that names the port and the setting that changes it."""
    for name, kind in NEEDED.items():
        port: int = getattr(settings, name)
        if taken(settings.host, port, kind):
            raise ConflictError(
                f"Port {port} is taken by another program. "
                f"Stop that, or set SWITCHROOM_{name.upper()} to a free port."
            )
