"""The product itself, as its users start it: a process with settings in its environment."""

import asyncio
import os
import signal
import ssl
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
from tests.acceptance.harness.ports import free_ports

from switchroom.adapters.asterisk.certificate import make_certificate
from switchroom.runtime.clock import SystemClock

READY_WITHIN = 120.0
STOPS_WITHIN = 20.0
MEDIA_PORTS = 200


class NotReadyError(AssertionError):
    """The centre ended or was not ready in time; says what it printed."""


class Centre:
    """A centre on ports of its own, that keeps everything below one folder."""

    def __init__(
        self, home: Path, settings: Mapping[str, str] | None = None, *, secure: bool = False
    ) -> None:
        self.home = home
        self.certificate = home.with_name("tls") / "certificate.pem" if secure else None
        self.http_port, self.sip_port, self.ari_port, self.wss_port = range(
            first := free_ports(4), first + 4
        )
        self._settings = dict(settings or {})
        self._rtp = free_ports(MEDIA_PORTS)
        self._process: asyncio.subprocess.Process | None = None
        self.log = home.with_suffix(".log")

    @property
    def url(self) -> str:
        """Where the desk and the API are."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.http_port}"

    @property
    def sip(self) -> str:
        """Where callers call, as SIPp names it."""
        return f"127.0.0.1:{self.sip_port}"

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process, "it does not run"
        return self._process.pid

    def client(self) -> httpx.AsyncClient:
        """A client of its API, with cookies of its own and no proxy."""
        own = {"X-Requested-With": "switchroom", "Origin": self.url}
        trusted = ssl.create_default_context(cafile=self.certificate)
        return httpx.AsyncClient(
            base_url=self.url, headers=own, trust_env=False, timeout=10.0, verify=trusted
        )

    async def start(self) -> None:
        """Start it (again), and return when it is ready to take calls."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.certificate:
            self._certify(self.certificate.parent)
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(Path(sys.executable).with_name("switchroom"), "serve"),
                env=os.environ | self._environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            await self.ready(READY_WITHIN)
        except TimeoutError:
            await self.kill()
            raise NotReadyError(f"not ready in time:\n{self.printed()}") from None

    def _certify(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        certificate, key = make_certificate(folder, ["127.0.0.1"], SystemClock().now())
        self._settings |= {"SWITCHROOM_TLS_CERT": f"{certificate}", "SWITCHROOM_TLS_KEY": f"{key}"}

    async def stop(self) -> int:
        """Ctrl-C; its exit code."""
        return await self._end(signal.SIGINT)

    async def kill(self) -> int:
        """What a crash is."""
        return await self._end(signal.SIGKILL)

    def _environment(self) -> dict[str, str]:
        own = {
            "HOME": self.home,
            "HTTP_PORT": self.http_port,
            "SIP_PORT": self.sip_port,
            "ARI_PORT": self.ari_port,
            "WSS_PORT": self.wss_port,
            "CALLS_OUTLIVE": 60,
            "RTP_START": self._rtp,
            "RTP_END": self._rtp + MEDIA_PORTS - 1,
        }
        named = {f"SWITCHROOM_{name}": str(value) for name, value in own.items()}
        return named | self._settings

    async def ready(self, within: float) -> None:
        """Wait until it takes calls; TimeoutError after so many seconds."""
        async with self.client() as client, asyncio.timeout(within):
            while not await self._is_ready(client):  # noqa: ASYNC110 another process
                await asyncio.sleep(0.1)

    async def _is_ready(self, client: httpx.AsyncClient) -> bool:
        assert self._process
        if self._process.returncode is not None:
            raise NotReadyError(f"ended while it started:\n{self.printed()}")
        with suppress(httpx.TransportError):
            return (await client.get("/readyz")).is_success
        return False

    def printed(self, lines: int = 60) -> str:
        """The end of what it printed."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    async def _end(self, how: signal.Signals) -> int:
        assert self._process, "it does not run"
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        try:
            return await asyncio.wait_for(self._process.wait(), STOPS_WITHIN)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
            raise AssertionError(f"did not stop by {how.name}:\n{self.printed()}") from None

    @property
    def runs(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.returncode is None


@asynccontextmanager
async def centre(
    home: Path, settings: Mapping[str, str] | None = None, *, secure: bool = False
) -> AsyncIterator[Centre]:
    """A centre that is ready; stopped in order at the end, if the test did not end it.

    A `secure` one has a certificate of its own, by which it serves pages and telephones over TLS.
    """
    product = Centre(home, settings, secure=secure)
    try:
        await product.start()
        yield product
    finally:
        if product.runs:
            await product.stop()
