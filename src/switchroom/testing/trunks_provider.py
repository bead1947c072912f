"""A provider of telephone lines for tests: an Asterisk of its own, and ours beside it.

The provider's accounts are named `agent-<number>` and sign in by digest authentication, over UDP or
TCP; nobody else gets in. So its calls are placed and heard by the telephony port, as ours are.
"""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from typing_extensions import override

from switchroom.adapters.asterisk.client import AriAddress
from switchroom.adapters.asterisk.configuration import (
    AsteriskConfiguration,
    Ports,
    Registration,
    Trunk,
)
from switchroom.adapters.asterisk.console import ask, control_socket
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.adapters.asterisk.root import AsteriskRoot
from switchroom.adapters.asterisk.telephones import new_secret
from switchroom.adapters.asterisk.telephony import AsteriskTelephony
from switchroom.kernel.errors import UnavailableError
from switchroom.runtime.clock import SystemClock
from switchroom.testing.telephony_asterisk import LOOPBACK, write_tone

ACCOUNT, PASSWORD = "agent-02155500000", "right"

_GLOBAL = """
[global]
type = global
endpoint_identifier_order = auth_username
"""
_TRANSPORT = """
[transport-{protocol}]
type = transport
protocol = {protocol}
bind = {bind}
"""
_ACCOUNT = """
[{name}]
type = endpoint
auth = {name}
aors = {name}
context = switchroom-trunk
disallow = all
allow = alaw
direct_media = no

[{name}]
type = auth
auth_type = userpass
username = {name}
password = {password}

[{name}]
type = aor
max_contacts = 1
remove_existing = yes
minimum_expiration = 10
"""


class ProviderProcess(AsteriskProcess):
    """Ours, but for who may come in: one account, with a password that can be changed."""

    password = PASSWORD

    @override
    def configure(self, configuration: AsteriskConfiguration) -> None:
        super().configure(configuration)
        bind = f"{configuration.sip_address}:{configuration.ports.sip}"
        transports = [_TRANSPORT.format(protocol=name, bind=bind) for name in ("udp", "tcp")]
        account = _ACCOUNT.format(name=ACCOUNT, password=self.password)
        self.instance.write_configuration({"pjsip.conf": "".join([_GLOBAL, *transports, account])})


@dataclass(slots=True)
class Exchange:
    """A running Asterisk with its configuration."""

    process: AsteriskProcess
    configuration: AsteriskConfiguration

    @property
    def address(self) -> str:
        """Where its SIP is."""
        return f"{LOOPBACK}:{self.configuration.ports.sip}"

    def telephony(self) -> AsteriskTelephony:
        """The telephony port on it; not started."""
        ports, password = self.configuration.ports, self.configuration.ari_password
        return AsteriskTelephony(AriAddress(LOOPBACK, ports.http, password), self.process.instance)

    async def ask(self, command: str) -> str:
        """What its console says."""
        return await ask(control_socket(self.process.instance), command)

    async def use(self, configuration: AsteriskConfiguration) -> None:
        """Take over another configuration, as a running centre does."""
        self.configuration = configuration
        self.process.configure(configuration)
        for module in ("res_pjsip.so", "pbx_config.so"):
            await self.ask(f"module reload {module}")

    async def use_trunks(self, *trunks: Trunk) -> None:
        """Take over other trunks."""
        await self.use(replace(self.configuration, trunks=trunks))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePorts:
    """The sockets of both."""

    ours: Ports = field(default_factory=lambda: Ports(http=21001, sip=21002, rtp=(21100, 21199)))
    provider: Ports = field(
        default_factory=lambda: Ports(http=21003, sip=21004, rtp=(21200, 21299))
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """Ours and the provider's."""

    ours: Exchange
    provider: Exchange

    def account(
        self, name: str, password: str = PASSWORD, *, transport: Literal["udp", "tcp"] = "udp"
    ) -> Trunk:
        """A trunk that registers at the provider; checked and tried every second."""
        server = self.provider.address
        registration = Registration(server=server, username=ACCOUNT, password=password, retry=1)
        return Trunk(
            name=name, host=server, registration=registration, transport=transport, qualify=1
        )

    async def set_password(self, password: str) -> None:
        """Change the account's password at the provider."""
        assert isinstance(self.provider.process, ProviderProcess)
        self.provider.process.password = password
        await self.provider.use(self.provider.configuration)


@contextlib.contextmanager
def lines(name: str, ports: LinePorts | None = None) -> Iterator[Lines]:
    """Run both for a whole test session, on a loop of its own.

    Raises:
        UnavailableError: no Asterisk is installed.
    """
    ports = ports or LinePorts()
    root = find_root()
    if root is None:
        raise UnavailableError("no Asterisk is installed; `make setup` installs one")
    provider = _exchange(root, f"{name}-provider", ports.provider, ProviderProcess)
    ours = _exchange(root, name, ports.ours, AsteriskProcess)
    with asyncio.Runner() as runner:
        try:
            for exchange in (provider, ours):
                runner.run(exchange.process.start())
            yield Lines(ours, provider)
        finally:
            for exchange in (ours, provider):
                runner.run(exchange.process.stop())
                exchange.process.instance.remove()


def _exchange(root: AsteriskRoot, name: str, ports: Ports, kind: type[AsteriskProcess]) -> Exchange:
    instance = Instance(root, name)
    instance.remove()
    instance.make()
    write_tone(instance.music / "default/music.wav", 20_000, 523.25)
    configuration = AsteriskConfiguration(
        ari_password=new_secret(os.urandom), ports=ports, sip_address=LOOPBACK, retry=1
    )
    return Exchange(kind(instance, configuration, SystemClock()), configuration)
