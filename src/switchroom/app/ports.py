"""Whether the ports that a centre needs are free, said before anything is started."""

import socket

from switchroom.adapters.asterisk.process import running_asterisk
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance
from switchroom.kernel.errors import ConflictError

WEB = {"http_port": socket.SOCK_STREAM}
ASTERISK = {
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


def needed(settings: Settings) -> dict[str, socket.SocketKind]:
    """The settings that name the ports which have to be free.

    An Asterisk that outlived the programme before has its own already, and keeps them.
    """
    lives_on = running_asterisk(asterisk_instance(settings)) is not None
    return WEB if lives_on else WEB | ASTERISK


def require_free_ports(settings: Settings) -> None:
    """Fail with a sentence that names the port and the setting that changes it."""
    for name, kind in needed(settings).items():
        port: int = getattr(settings, name)
        if taken(settings.host, port, kind):
            raise ConflictError(
                f"Port {port} is taken by another program. "
                f"Stop that, or set SWITCHROOM_{name.upper()} to a free port."
            )
