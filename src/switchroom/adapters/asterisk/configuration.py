"""What an Asterisk is configured with, as plain values; `rendering` writes the files from it."""

import re
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_network
from typing import Literal

NAME = re.compile(r"[a-z0-9-]{1,32}")
"""Longer ones Asterisk's console would cut off."""

ACCOUNT = re.compile(r"[0-9A-Za-z+][0-9A-Za-z+*.@-]{0,62}")
"""An account's name is an extension of the dialplan too, where others begin patterns."""
CALLER_ID = re.compile(r"[+0-9A-Za-z.-]{0,40}")


class ConfigurationError(ValueError):
    """A value cannot go into Asterisk's files; the text says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Our account at a provider.

    Attributes:
        server: `host` or `host:port`.
        username: who we are there.
        password: for digest authentication.
        expiry: seconds that a registration lasts.
        retry: seconds until the next try after one that failed, whatever the reason.
    """

    server: str
    username: str
    password: str
    expiry: int = 300
    retry: int = 30

    def __post_init__(self) -> None:
        if not ACCOUNT.fullmatch(self.username):
            raise ConfigurationError(f"{self.username!r} cannot be the name of a SIP account")

    @property
    def key(self) -> str:
        """Another one for other credentials: Asterisk signs in anew when a name changes only."""
        return sha256(f"{self.username}:{self.password}".encode()).hexdigest()[:8]


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
        caller_id: our number, as those whom we call see it; empty: the account's name.
        qualify: seconds between two questions (OPTIONS) whether the other side is there; 0: never.
    """

    name: str
    host: str
    matches: tuple[str, ...] = ()
    registration: Registration | None = None
    transport: Literal["udp", "tcp"] = "udp"
    codecs: tuple[str, ...] = ("alaw", "ulaw")
    caller_id: str = ""
    qualify: int = 30

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ConfigurationError(f"a trunk's name has a-z, 0-9 and - only, not {self.name!r}")
        if not CALLER_ID.fullmatch(self.caller_id):
            raise ConfigurationError(f"{self.name}: {self.caller_id!r} is no caller's number")
        for match in self.matches:
            _require_network(self.name, match)

    @property
    def context(self) -> str:
        """Where its calls enter the dialplan."""
        return f"switchroom-trunk-{self.name}" if self.registration else "switchroom-trunk"

    @property
    def from_user(self) -> str:
        """Who we are in the From of calls that we make; empty: who calls."""
        return self.caller_id or (self.registration.username if self.registration else "")

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its calls come from: a provider with an account is known by its host too."""
        return self.matches or ((_host(self.registration.server),) if self.registration else ())

    @property
    def realm(self) -> str:
        """The domain of our account; empty without one."""
        return _host(self.registration.server) if self.registration else ""


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
        max_calls: callers at one time; more are refused with 503. Agents' legs do not count.
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
        if self.external_address and not self.inside:
            raise ConfigurationError("with an external address the local networks must be named")

    @property
    def inside(self) -> tuple[str, ...]:
        """Our side of the NAT; Asterisk replaces no address in SDP that is not there itself."""
        own = () if self.sip_address == "0.0.0.0" else (self.sip_address,)  # noqa: S104 compared
        return (*self.local_networks, *own) if self.external_address else self.local_networks


def _host(address: str) -> str:
    return address.partition(":")[0]


def _require_network(owner: str, network: str) -> None:
    try:
        ip_network(network, strict=False)
    except ValueError as error:
        raise ConfigurationError(f"{owner}: {network!r} is no address or network") from error
