"""One Asterisk as a process of ours: started, watched, started again when it dies, stopped.

It runs in a session of its own behind a guard (`guard.py`), so that Ctrl-C reaches only us, and so
that it never outlives us, however we die. Calls that must outlive the application need an Asterisk
that something else started; the telephony only needs its address and password.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import structlog

from switchroom.adapters.asterisk import guard
from switchroom.adapters.asterisk.certificate import make_certificate
from switchroom.adapters.asterisk.configuration import AsteriskConfiguration
from switchroom.adapters.asterisk.instance import Instance
from switchroom.adapters.asterisk.rendering import render
from switchroom.kernel.errors import UnavailableError
from switchroom.ports.clock import Clock
from switchroom.runtime.tasks import Tasks

log = structlog.get_logger(__name__)

READY_WITHIN = 30.0
STOP_WITHIN = guard.GRACE + 3.0
LONGEST_PAUSE = 10.0


class AsteriskProcess:
    """An instance with its configuration.

    Args:
        instance: its name and folders.
        configuration: what its files say.
        clock: for the certificate.
        exited: called with the exit code whenever it dies unasked.
    """

    def __init__(
        self,
        instance: Instance,
        configuration: AsteriskConfiguration,
        clock: Clock,
        exited: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.instance = instance
        self._configuration = configuration
        self._clock = clock
        self._exited = exited
        self._guard: asyncio.subprocess.Process | None = None
        self._tasks = Tasks("asterisk")

    @property
    def pid(self) -> int | None:
        """Asterisk's own process id, while it runs."""
        path = self.instance.root.host(self.instance.home / "run/asterisk.pid")
        with contextlib.suppress(OSError, ValueError):
            pid = int(path.read_text())
            return pid if _is_running(pid, str(self.instance.etc)) else None
        return None

    async def start(self) -> None:
        """Write the configuration, start, and return when calls can come."""
        self.configure(self._configuration)
        await self._end_leftover()
        self._require_free_ports()
        await self._launch()
        self._tasks.start(self._watch(), "watch")

    def configure(self, configuration: AsteriskConfiguration) -> None:
        """Write the files anew; a running Asterisk takes them by `reload`."""
        self._configuration = configuration
        self.instance.make()
        if self.instance.root.is_chroot:
            _resolve_host_name(self.instance.root.host(Path("/etc/hosts")))
        etc = self.instance.root.host(self.instance.etc)
        names = [socket.gethostname(), "localhost", "127.0.0.1"]
        names += filter(None, [configuration.external_address])
        for path in make_certificate(etc, names, self._clock.now()):
            if owner := self.instance.root.owner():
                os.chown(path, 0, owner[1])
        instance = self.instance
        texts = render(
            configuration, instance.home, instance.root.modules(), instance.music_classes()
        )
        instance.write_configuration(texts)

    async def stop(self) -> None:
        """Stop it, at the latest by SIGKILL."""
        await self._tasks.close()
        await self._end_guard()

    def _require_free_ports(self) -> None:
        """Asterisk starts without the ports it cannot have, and says so in its log alone."""
        ports, configuration = self._configuration.ports, self._configuration
        for port in filter(None, (ports.http, ports.https)):
            _require_free(configuration.http_address, port, socket.SOCK_STREAM)
        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
            _require_free(configuration.sip_address, ports.sip, kind)

    async def _launch(self) -> None:
        owner = self.instance.root.owner()
        options = ["-U", "asterisk", "-G", "asterisk"] if owner else []
        options += ["-p"] if await _may_go_first() else []
        configuration = str(self.instance.etc / "asterisk.conf")
        command = self.instance.root.command(
            "/usr/sbin/asterisk", "-f", *options, "-C", configuration
        )
        self._guard = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", guard.__file__, *command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(READY_WITHIN):
                await self._ready()
        except TimeoutError as error:
            await self._end_guard()
            messages = self.instance.root.host(self.instance.home / "log/messages")
            raise UnavailableError(f"Asterisk was not ready in time; see {messages}") from error

    async def _ready(self) -> None:
        """ARI answers 503 until everything is loaded."""
        url = f"http://{self._configuration.http_address}:{self._configuration.ports.http}"
        credentials = ("switchroom", self._configuration.ari_password)
        async with httpx.AsyncClient(base_url=url, auth=credentials, trust_env=False) as client:
            while True:
                if self._guard is None or self._guard.returncode is not None:
                    raise UnavailableError("Asterisk ended while it was starting")
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get("/ari/asterisk/ping")).is_success:
                        return
                await asyncio.sleep(0.05)

    async def _watch(self) -> None:
        pause = 0.5
        while True:
            code = await self._guard.wait() if self._guard else 0
            log.error("Asterisk ended by itself", instance=self.instance.name, code=code)
            self._exited(code)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            try:
                await self._launch()
            except UnavailableError:
                log.exception("Asterisk does not start", instance=self.instance.name)
            else:
                pause = 0.5

    async def _end_guard(self) -> None:
        """Closing its input makes the guard end Asterisk; the rest is for a guard that hangs."""
        if self._guard is None:
            return
        if self._guard.stdin:
            self._guard.stdin.close()
        try:
            await asyncio.wait_for(self._guard.wait(), STOP_WITHIN)
        except TimeoutError:
            for pid in filter(None, [self.pid, self._guard.pid]):
                os.kill(pid, signal.SIGKILL)
            await self._guard.wait()
        self._guard = None

    async def _end_leftover(self) -> None:
        """An instance of this name whose guard was killed holds the ports: end it."""
        if (pid := self.pid) is None:
            return
        log.warning("ending a leftover Asterisk", instance=self.instance.name, pid=pid)
        for number in (signal.SIGTERM, signal.SIGKILL):
            os.kill(pid, number)
            for _ in range(30):
                if self.pid is None:
                    return
                await asyncio.sleep(0.1)


def _is_running(pid: int, folder: str) -> bool:
    """Whether the process is an Asterisk of this configuration, not one that got its number."""
    with contextlib.suppress(OSError):
        return folder.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


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
