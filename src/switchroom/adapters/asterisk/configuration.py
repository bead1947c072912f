"""What an Asterisk is configured with, as plain values; `rendering` writes the files from it."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Literal

NAME = re.compile(r"[a-z0-9-]{1,40}")


class ConfigurationError(ValueError):
    """A value cannot go into Asterisk's files; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Our account at a provider."""

    server: str
    username: str
    password: str
    expiry: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Trunk:
    """A line to the outside.

    Attributes:
        name: part of leg endpoints (`trunk:<name>/<number>`).
        host: where outgoing calls go, `host` or `host:port`.
        matches: addresses or networks whose calls are this trunk's.
        registration: when the provider wants us to register.
        transport: how outgoing SIP is carried.
        codecs: in order of preference.
    """

    name: str
    host: str
    matches: tuple[str, ...] = ()
    registration: Registration | None = None
    transport: Literal["udp", "tcp"] = "udp"
    codecs: tuple[str, ...] = ("alaw", "ulaw")

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ConfigurationError(f"a trunk's name has a-z, 0-9 and - only, not {self.name!r}")
        for match in self.matches:
            _require_network(self.name, match)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """The sockets of one instance.

    Attributes:
        http: ARI and the telephones' WebSocket (`/ws`).
        https: the same over TLS; none when 0.
        sip: UDP and TCP.
        rtp: first and last.
    """

    http: int = 8088
    https: int = 0
    sip: int = 5060
    rtp: tuple[int, int] = (10000, 19999)


@dataclass(frozen=True, slots=True, kw_only=True)
class AsteriskConfiguration:
    """Everything that differs between two installations.

    Attributes:
        ports: the sockets.
        http_address: where HTTP and WebSocket listen.
        sip_address: where SIP and RTP listen.
        external_address: our address as seen from outside a NAT; empty when there is none.
        local_networks: networks that are on our side of that NAT.
        stun: `host:port` of a STUN server; empty for none.
        trunks: the lines.
        ari_password: 128 random bits as text.
        max_calls: more are refused with 503.
        calls_per_second: more are refused with 503; beyond about 150 Asterisk falls over itself.
        retry: seconds of music between two looks for the application while it is away.
    """

    ports: Ports = field(default_factory=Ports)
    http_address: str = "127.0.0.1"
    sip_address: str = "0.0.0.0"  # noqa: S104 telephones and trunks come from anywhere
    external_address: str = ""
    local_networks: tuple[str, ...] = ()
    stun: str = ""
    trunks: tuple[Trunk, ...] = ()
    ari_password: str
    max_calls: int = 600
    calls_per_second: int = 100
    retry: int = 3

    def __post_init__(self) -> None:
        names = [trunk.name for trunk in self.trunks]
        if len(set(names)) != len(names):
            raise ConfigurationError("two trunks have the same name")
        for network in self.local_networks:
            _require_network("local_networks", network)


def _require_network(owner: str, network: str) -> None:
    try:
        ip_network(network, strict=False)
    except ValueError as error:
        raise ConfigurationError(f"{owner}: {network!r} is no address or network") from error
