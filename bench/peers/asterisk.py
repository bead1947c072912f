"""An Asterisk for a peer: the product's own configuration with another dialplan.

The agents' telephones stand in its files, with the settings that the product gives them.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import soundfile
from typing_extensions import override

from switchroom.adapters.asterisk.configuration import AsteriskConfiguration, Ports, Trunk
from switchroom.adapters.asterisk.installation import find_root
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.process import AsteriskProcess
from switchroom.adapters.asterisk.telephones import new_secret
from switchroom.kernel.errors import UnavailableError
from switchroom.runtime.clock import SystemClock

LOOPBACK = "127.0.0.1"
FIRST_EXTENSION = 1001
UNLIMITED = 10_000
"""A peer lets everybody in."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What a peer's Asterisk has that ours has not.

    Attributes:
        files: configuration files of its own; `extensions.conf` must be one.
        more: what is added to the end of the product's files.
    """

    files: Mapping[str, str]
    more: Mapping[str, str] = field(default_factory=dict)


class PeerAsterisk(AsteriskProcess):
    """The process, with its own dialplan, and with additions to the product's files."""

    def __init__(
        self, instance: Instance, configuration: AsteriskConfiguration, addition: Addition
    ) -> None:
        super().__init__(instance, configuration, SystemClock())
        self._addition = addition

    @override
    def configure(self, configuration: AsteriskConfiguration) -> None:
        super().configure(configuration)
        etc = self.instance.root.host(self.instance.etc)
        more = {name: (etc / name).read_text() + text for name, text in self._addition.more.items()}
        self.instance.write_configuration({**self._addition.files, **more})


@dataclass(frozen=True, slots=True)
class Peer:
    """A running one."""

    process: AsteriskProcess
    ari_password: str

    @property
    def pid(self) -> int:
        """Asterisk's process."""
        pid = self.process.pid
        if pid is None:
            raise UnavailableError("the peer's Asterisk has ended")
        return pid


@asynccontextmanager
async def peer_asterisk(
    name: str, ports: Ports, agents: list[str], agent_port: int, addition: Addition
) -> AsyncIterator[Peer]:
    """Run one; it is gone afterwards.

    Args:
        name: of its instance.
        ports: its sockets.
        agents: extensions; each is the endpoint `agent-<extension>`.
        agent_port: where all of them answer.
        addition: what makes it a peer.
    """
    root = find_root()
    if root is None:
        raise UnavailableError("no Asterisk is installed; `make setup` installs one")
    instance = Instance(root, name)
    instance.remove()
    instance.make()
    _write_music(instance.music / "default/music.wav")
    password = new_secret(os.urandom)
    trunk = Trunk(name="callers", host=f"{LOOPBACK}:{agent_port}", matches=(LOOPBACK,))
    configuration = AsteriskConfiguration(
        ports=ports,
        sip_address=LOOPBACK,
        trunks=(trunk,),
        ari_password=password,
        max_calls=UNLIMITED,
    )
    telephones = "".join(_telephone(agent, agent_port) for agent in agents)
    addition = replace(addition, more={**addition.more, "pjsip.conf": telephones})
    process = PeerAsterisk(instance, configuration, addition)
    try:
        await process.start()
        yield Peer(process, password)
    finally:
        await process.stop()
        await asyncio.to_thread(instance.remove)


def extensions(how_many: int) -> list[str]:
    """Extensions of so many agents."""
    return [str(FIRST_EXTENSION + number) for number in range(how_many)]


def _telephone(extension: str, port: int) -> str:
    name = f"agent-{extension}"
    return f"""
[{name}]
type = aor
contact = sip:{name}@{LOOPBACK}:{port}

[{name}]
type = endpoint
aors = {name}
context = switchroom-telephone
transport = transport-udp
disallow = all
allow = alaw,ulaw
identify_by = username,auth_username
direct_media = no
rtp_symmetric = yes
force_rport = yes
rewrite_contact = yes
trust_id_outbound = yes
send_connected_line = no
dtmf_mode = rfc4733
"""


def _write_music(path: Path) -> None:
    time = np.arange(20 * 8000) / 8000
    soundfile.write(path, 0.3 * np.sin(2 * np.pi * 523.25 * time), 8000, subtype="PCM_16")
