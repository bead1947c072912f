"""A whole centre, served on loopback by a thread of its own, without Asterisk."""

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
import uvicorn
from sqlalchemy import Connection, select
from tests.acceptance.harness.ports import free_ports
from tests.integration.hostile.quiet_side import QuietSide

from switchroom.app import running as running_module
from switchroom.app.running import RunningCentre
from switchroom.app.serve import web_of
from switchroom.app.settings import Settings
from switchroom.features.interactions.tables import interactions
from switchroom.features.users.authentication import COOKIE, Authentication
from switchroom.features.users.service import all_users
from switchroom.features.users.sessions import Browser

T = TypeVar("T")
LOOPBACK = "127.0.0.1"
SERVICE = "95598"


class Served:
    """What a client needs: where the centre is, and a way in."""

    def __init__(self, running: RunningCentre, loop: asyncio.AbstractEventLoop, port: int) -> None:
        self.running = running
        self.port = port
        self.app = web_of(running)
        self._loop = loop
        self._authentication: Authentication = self.app.state.authentication

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{LOOPBACK}:{self.port}"

    def carry_out(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the centre's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def sign_in(self, username: str) -> str:
        """The `Cookie` of a new session."""
        return f"{COOKIE}={self.carry_out(self._let_in(username))}"

    def arrive(self, caller: str) -> None:
        """Let somebody call the service number."""
        self.carry_out(self._arrive(caller))

    async def _arrive(self, caller: str) -> None:
        cast("QuietSide", self.running.side).telephony.call(caller, SERVICE, caller_name=caller)
        async with asyncio.timeout(10):
            while not await self.running.store.read(partial(_has_called, caller)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def _let_in(self, username: str) -> str:
        users = await self.running.store.read(all_users)
        user = next(one.id for one in users if one.username == username)
        browser = Browser(address=LOOPBACK, user_agent="")
        return await self._authentication.let_in(user, browser, "password")


def _has_called(caller: str, connection: Connection) -> bool:
    found = select(interactions.c.id).where(interactions.c.caller_name == caller)
    return connection.execute(found).first() is not None


@contextmanager
def served(home: Path, database: str = "") -> Iterator[Served]:
    """Run a new centre until the end of the context."""
    settings = _settings(home, database)
    started: list[Served] = []
    is_up = threading.Event()
    stop = threading.Event()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running_module, "VoiceSide", QuietSide)
        runner = asyncio.Runner()
        work = _serve(RunningCentre(settings), started, is_up, stop)
        thread = threading.Thread(target=runner.run, args=(work,))
        thread.start()
        try:
            is_up.wait(60)
            yield started[0]
        finally:
            stop.set()
            thread.join(30)
            runner.close()


async def _serve(
    running: RunningCentre, started: list[Served], is_up: threading.Event, stop: threading.Event
) -> None:
    try:
        await running.start(lambda _: None)
        with socket.socket() as listening:
            listening.bind((LOOPBACK, 0))
            one = Served(running, asyncio.get_running_loop(), listening.getsockname()[1])
            config = uvicorn.Config(
                one.app, log_config=None, access_log=False, lifespan="off", ws_max_size=65_536
            )
            server = uvicorn.Server(config)
            server.capture_signals = _no_signals  # type: ignore[method-assign] # not the main thread
            serving = asyncio.gather(server.serve(sockets=[listening]))
            started.append(one)
            is_up.set()
            await asyncio.to_thread(stop.wait)
            server.should_exit = True
            await serving
    finally:
        is_up.set()
        await running.close()


@contextmanager
def _no_signals() -> Iterator[None]:
    yield


def _settings(home: Path, database: str) -> Settings:
    root = home / "asterisk-root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/passwd").touch()
    port = free_ports(4)
    return Settings(
        home=home / "centre",
        http_port=port,
        sip_port=port + 1,
        ari_port=port + 2,
        wss_port=port + 3,
        asterisk_root=root,
        database=database,
    )
