"""One Asterisk as a process: started or taken over, watched, stopped, or left to its calls.

A keeper (`keeper.py`) holds it in a session of its own and starts it again when it dies, so that
Ctrl-C reaches only us, and calls go on when we are killed. When the keeper is killed, the next one
adopts the Asterisk of the first.
"""

import asyncio
import contextlib
import hashlib
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import structlog

from switchroom.adapters.asterisk import keeper
from switchroom.adapters.asterisk.certificate import make_certificate
from switchroom.adapters.asterisk.configuration import AsteriskConfiguration
from switchroom.adapters.asterisk.console import ask, control_socket
from switchroom.adapters.asterisk.holding import Hold
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.rendering import render
from switchroom.kernel.errors import UnavailableError
from switchroom.ports.clock import Clock
from switchroom.ports.telephony import TelephonyUnavailableError
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)

READY_WITHIN = 30.0
RELOADED = ("res_pjsip.so", "pbx_config.so", "res_musiconhold.so")
"""The modules whose files change with trunks and music; the first reads all of `pjsip.conf`."""


class AsteriskProcess:
    """An instance with its configuration.

    Args:
        instance: its name and folders.
        configuration: what its files say.
        clock: for the certificate.
        exited: called with the exit code whenever it dies unasked.
        patience: seconds that its calls go on when we are gone without a word.
    """

    def __init__(
        self,
        instance: Instance,
        configuration: AsteriskConfiguration,
        clock: Clock,
        exited: Callable[[int], None] = lambda _: None,
        patience: float = 0.0,
    ) -> None:
        self.instance = instance
        self._configuration = configuration
        self._clock = clock
        self._exited = exited
        self._patience = patience
        self._hold = Hold(instance.root.host(instance.home / "keeper.sock"))
        self._tasks = Tasks("asterisk")

    @property
    def pid(self) -> int | None:
        """Asterisk's own process id, while it runs."""
        return running_asterisk(self.instance)

    async def start(self) -> None:
        """Start it, or take over the one that runs; returns when calls can come."""
        taken_over = await self._take_over()
        if not taken_over:
            await self._end_leftover()
            self.configure(self._configuration)
            self._require_free_ports()
            await self._keep()
        await self._until_ready()
        if taken_over:
            await self._read_again()
        self._tasks.start(self._watch(), "watch")

    def configure(self, configuration: AsteriskConfiguration) -> None:
        """Write the files anew; a running Asterisk takes them by `reload`."""
        self._configuration = configuration
        instance = self.instance
        instance.make()
        if instance.root.is_chroot:
            _resolve_host_name(instance.root.host(Path("/etc/hosts")))
        etc = instance.root.host(instance.etc)
        names = [socket.gethostname(), "localhost", "127.0.0.1"]
        names += filter(None, [configuration.external_address])
        for path in make_certificate(etc, names, self._clock.now()):
            if owner := instance.root.owner():
                os.chown(path, 0, owner[1])
        instance.write_configuration(self._texts(configuration) | {"lasting": self._lasting()})

    async def stop(self) -> None:
        """Stop it, at the latest by SIGKILL."""
        await self._tasks.close()
        await self._hold.take()
        await self._hold.stop()

    async def leave(self) -> None:
        """Leave it to its calls, for whoever comes after us."""
        await self._tasks.close()
        await self._hold.leave()

    def _texts(self, configuration: AsteriskConfiguration) -> dict[str, str]:
        instance = self.instance
        return render(
            configuration, instance.home, instance.root.modules(), instance.music_classes()
        )

    def _lasting(self) -> str:
        """A digest of what no reload can change: another one needs another Asterisk."""
        lasting = self._texts(replace(self._configuration, trunks=()))
        text = "".join(f"{name}\n{lasting[name]}" for name in sorted(lasting))
        return hashlib.sha256(text.encode()).hexdigest()

    async def _take_over(self) -> bool:
        """Whether one that runs already is ours now, by its keeper or by a new one."""
        file = self.instance.root.host(self.instance.etc / "lasting")
        same = file.exists() and file.read_text() == self._lasting()
        held = await self._hold.take()
        if held and not same:
            await self._hold.stop()
        if not same or self.pid is None:
            return False
        log.info("taking over an Asterisk with its calls", instance=self.instance.name)
        self.configure(self._configuration)
        if not held:
            await self._keep()
        return True

    async def _end_leftover(self) -> None:
        """One that is not as it should be has the ports."""
        if (pid := self.pid) is not None:
            log.warning("ending a leftover Asterisk", instance=self.instance.name, pid=pid)
            await keeper.end(pid)

    def _require_free_ports(self) -> None:
        """Asterisk starts without the ports it cannot have, and says so in its log alone."""
        ports, configuration = self._configuration.ports, self._configuration
        for port in filter(None, (ports.http, ports.https)):
            _require_free(configuration.http_address, port, socket.SOCK_STREAM)
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            _require_free(configuration.sip_address, ports.sip, kind)

    async def _keep(self) -> None:
        """Have it kept, and started unless it runs."""
        options = ["-U", "asterisk", "-G", "asterisk"] if self.instance.root.owner() else []
        options += ["-p"] if await _may_go_first() else []
        etc = str(self.instance.etc)
        command = self.instance.root.command(
            "/usr/sbin/asterisk", "-f", *options, "-C", f"{etc}/asterisk.conf"
        )
        await self._hold.keep(str(_pid_file(self.instance)), etc, str(self._patience), *command)

    async def _until_ready(self) -> None:
        """Everything is loaded; an Asterisk that dies meanwhile is tried again."""
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self._ready()
        except (TimeoutError, ConnectionError) as error:
            await self._hold.stop()
            messages = self.instance.root.host(self.instance.home / "log/messages")
            raise UnavailableError(f"Asterisk does not start; see {messages}") from error

    async def _ready(self) -> None:
        await self._hold.started()
        while True:
            with contextlib.suppress(TelephonyUnavailableError):
                if await ask(control_socket(self.instance), "core waitfullybooted"):
                    return
            await asyncio.sleep(0.05)

    async def _read_again(self) -> None:
        """What was set up just before we were gone may not have been read."""
        for module in RELOADED:
            await ask(control_socket(self.instance), f"module reload {module}")

    async def _watch(self) -> None:
        """Tell of every death of Asterisk's; a keeper that was killed is replaced."""
        while True:
            try:
                code = await self._hold.started()
            except ConnectionError:
                log.exception("Asterisk's keeper is gone", instance=self.instance.name)
                await self._keep()
                await self._hold.started()
                continue
            log.error("Asterisk ended by itself", instance=self.instance.name, code=code)
            self._exited(code)


def running_asterisk(instance: Instance) -> int | None:
    """The process id of an instance's Asterisk, while it runs."""
    return keeper.running(_pid_file(instance), str(instance.etc))


def _pid_file(instance: Instance) -> Path:
    return instance.root.host(instance.home / "run/asterisk.pid")


def _require_free(address: str, port: int, kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(kind == socket.SOCK_STREAM))
        try:
            tried.bind((address, port))
        except OSError as error:
            raise UnavailableError(f"port {port}, which Asterisk needs, is taken") from error


def _resolve_host_name(hosts: Path) -> None:
    """A host name that does not resolve costs every call seconds of waiting for DNS."""
    line = f"127.0.0.1 localhost {socket.gethostname()}\n"
    if not hosts.exists() or line not in hosts.read_text():
        hosts.write_text(line + "::1 localhost\n")


async def _may_go_first() -> bool:
    """Whether Asterisk may have a realtime priority: sound is what waiting spoils.

    Where that is not allowed its option would end it, so it is tried on another process.
    """
    attempt = "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(10))"
    probe = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", "-c", attempt), stderr=asyncio.subprocess.DEVNULL
    )
    return await probe.wait() == 0
