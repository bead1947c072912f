"""The product under load: a process of its own, with a pack of many agents who are all ready."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from time import monotonic

import httpx
from bench.load import cpu

from switchroom.adapters.asterisk.configuration import Ports
from switchroom.app.settings import Settings
from switchroom.app.voice import asterisk_instance

READY_WITHIN = 300.0
STOPS_WITHIN = 30.0
AT_ONCE = 4
"""Agents who sign in at the same time: checking a password is slow on purpose."""


COUNTED = """
SELECT count(*), count(DISTINCT caller || ' ' || opened), count(connected), count(ended),
  (SELECT count(DISTINCT interaction) FROM recordings WHERE state = 'stored')
FROM interactions
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds of all calls so far."""

    interactions: int
    callers: int
    connected: int
    ended: int
    stored: int

    def minus(self, before: "Kept") -> "Kept":
        """What has been added since."""
        return Kept(
            self.interactions - before.interactions,
            self.callers - before.callers,
            self.connected - before.connected,
            self.ended - before.ended,
            self.stored - before.stored,
        )


class Centre:
    """A running one."""

    def __init__(self, settings: Settings, pid: int) -> None:
        self.settings = settings
        self.pid = pid
        self.secrets: dict[str, str] = {}

    @property
    def asterisk_pid(self) -> int:
        """Its Asterisk's process."""
        instance = asterisk_instance(self.settings)
        return int(instance.root.host(instance.home / "run/asterisk.pid").read_text())

    @property
    def python_pids(self) -> list[int]:
        """Everything that it runs but Asterisk."""
        return cpu.tree(self.pid, without=[self.asterisk_pid])

    def kept(self) -> Kept:
        """Read the database itself, beside the running product."""
        file = f"file:{self.settings.database_file}?mode=ro"
        with closing(sqlite3.connect(file, uri=True)) as database:
            [counts] = database.execute(COUNTED)
        return Kept(*counts)

    async def settled(self, before: Kept, calls: int, within: float) -> Kept:
        """What has been added, as soon as it is all of these calls, or when time is up."""
        deadline = monotonic() + within
        added = self.kept().minus(before)
        while min(added.stored, added.ended) < calls and monotonic() < deadline:
            await asyncio.sleep(0.2)
            added = self.kept().minus(before)
        return added


@asynccontextmanager
async def running_centre(
    folder: Path, ports: Ports, http_port: int, pack: Path, agents: list[str]
) -> AsyncIterator[Centre]:
    """Run it with a pack; afterwards it is stopped, and what it printed is `folder`/serve.log."""
    settings = Settings(
        home=folder / "home",
        http_port=http_port,
        sip_port=ports.sip,
        ari_port=ports.http,
        wss_port=ports.https,
        rtp_start=ports.rtp[0],
        rtp_end=ports.rtp[1],
        pack=str(pack),
    )
    with (folder / "serve.log").open("wb") as printed:
        process = await asyncio.create_subprocess_exec(
            *(Path(sys.executable).with_name("switchroom"), "serve"),
            env=os.environ | dict(_environment(settings)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=printed,
            stderr=printed,
            start_new_session=True,
        )
    centre = Centre(settings, process.pid)
    try:
        async with AsyncExitStack() as sessions:
            await _ready(centre, process)
            await _sign_in_all(centre, agents, sessions)
            yield centre
    finally:
        await _stop(process)
        asterisk_instance(settings).remove()


def _environment(settings: Settings) -> Iterator[tuple[str, str]]:
    names = ("home", "http_port", "sip_port", "ari_port", "wss_port", "rtp_start", "rtp_end")
    for name in (*names, "pack"):
        yield f"SWITCHROOM_{name.upper()}", str(getattr(settings, name))


async def _ready(centre: Centre, process: asyncio.subprocess.Process) -> None:
    async with _client(centre.settings) as client, asyncio.timeout(READY_WITHIN):
        while process.returncode is None:
            with suppress(httpx.TransportError):
                if (await client.get("/readyz")).is_success:
                    return
            await asyncio.sleep(0.2)
    raise RuntimeError(f"the centre ended while starting; see {centre.settings.home.parent}")


async def _sign_in_all(centre: Centre, agents: list[str], sessions: AsyncExitStack) -> None:
    password = (centre.settings.home / "demo-password").read_text().strip()
    places = asyncio.Semaphore(AT_ONCE)

    async def sign_in(agent: str) -> None:
        client = await sessions.enter_async_context(_client(centre.settings))
        async with places:
            user, secret = await _make_ready(client, agent, password)
        centre.secrets[user] = secret

    await asyncio.gather(*map(sign_in, agents))


async def _make_ready(client: httpx.AsyncClient, agent: str, password: str) -> tuple[str, str]:
    await _post(client, "/api/session", {"username": f"agent{agent}", "password": password})
    telephone = await _post(client, "/api/agent/softphone?browser=false")
    await _post(client, "/api/agent/sign-in")
    await _post(client, "/api/agent/ready")
    return telephone["authorization_user"], telephone["password"]


async def _post(
    client: httpx.AsyncClient, path: str, body: Mapping[str, str] | None = None
) -> dict[str, str]:
    answer = await client.post(path, json=body)
    answer.raise_for_status()
    content: dict[str, str] = answer.json() if answer.content else {}
    return content


def _client(settings: Settings) -> httpx.AsyncClient:
    url = f"http://{settings.host}:{settings.http_port}"
    own = {"X-Requested-With": "switchroom", "Origin": url}
    return httpx.AsyncClient(base_url=url, headers=own, trust_env=False, timeout=30.0)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(SIGINT)
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN)
    except TimeoutError:
        process.kill()
        await process.wait()
